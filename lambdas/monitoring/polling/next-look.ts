import type { StepResult } from '../detection/step-account.ts';
import type { MonitoringPolicy } from '../policy.ts';

/** A running outage is looked at every other minute for so long, so that its end is seen soon; then at the usual pace. */
const FRESH_OUTAGE_MS = 2 * 3_600_000;
const OUTAGE_EVERY_MS = 120_000;

/**
 * Whether an account needs a look before its next round, and whether one has to be arranged: only if none is on its
 * way. One that got lost is arranged again by the first look after its time.
 */
export function nextLook(
  { state, unsettled }: Pick<StepResult, 'state' | 'unsettled'>,
  arranged: number | undefined,
  observedAt: number,
  policy: Pick<MonitoringPolicy, 'fastRecheckSec' | 'pollIntervalSec'>,
): { recheckAt?: number; afterSeconds?: number } {
  if (policy.fastRecheckSec === 0) return {};
  const wait = waitFor(state, unsettled.size > 0, observedAt, policy);
  if (wait === undefined) return {};
  const isOnItsWay = arranged !== undefined && arranged > observedAt && arranged <= observedAt + wait;
  return isOnItsWay ? { recheckAt: arranged } : { recheckAt: observedAt + wait, afterSeconds: wait / 1000 };
}

function waitFor(
  state: StepResult['state'],
  isUnsettled: boolean,
  observedAt: number,
  { fastRecheckSec, pollIntervalSec }: Pick<MonitoringPolicy, 'fastRecheckSec' | 'pollIntervalSec'>,
): number | undefined {
  if (isUnsettled) return fastRecheckSec * 1000;
  const isFresh = Object.values(state.zones).some(
    ({ outage }) => outage && observedAt - outage.confirmedAt < FRESH_OUTAGE_MS,
  );
  const wait = Math.max(OUTAGE_EVERY_MS, fastRecheckSec * 1000);
  return isFresh && wait < pollIntervalSec * 1000 ? wait : undefined;
}
