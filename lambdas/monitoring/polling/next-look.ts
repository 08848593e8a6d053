import type { StepResult } from '../detection/step-account.ts';
import { secondsUntilNextLook } from '../detection/until-next-look.ts';
import type { MonitoringPolicy } from '../policy.ts';

/** A running outage is looked at every other minute for so long, so that its end is seen soon; then at the usual pace. */
const FRESH_OUTAGE_MS = 2 * 3_600_000;
const OUTAGE_EVERY_SECONDS = 120;

type Policy = Pick<MonitoringPolicy, 'fastRecheckSec' | 'furtherRecheckSec' | 'pollIntervalSec'>;

/**
 * Whether an account needs a look before its next round, and whether one has to be arranged: only if none is on its
 * way. One that got lost is arranged again by the first look after its time.
 */
export function nextLook(
  result: Pick<StepResult, 'state' | 'unsettled'>,
  arranged: number | undefined,
  observedAt: number,
  policy: Policy,
): { recheckAt?: number; afterSeconds?: number } {
  const seconds = secondsUntilNextLook(result, policy) ?? secondsWhileFresh(result.state, observedAt, policy);
  if (seconds === undefined) return {};
  const wanted = observedAt + seconds * 1000;
  const isOnItsWay = arranged !== undefined && arranged > observedAt && arranged <= wanted;
  return isOnItsWay ? { recheckAt: arranged } : { recheckAt: wanted, afterSeconds: seconds };
}

/** Undefined where the rounds alone come as often, or no further looks are made at all. */
function secondsWhileFresh(
  { zones }: StepResult['state'],
  observedAt: number,
  { fastRecheckSec, pollIntervalSec }: Policy,
): number | undefined {
  const seconds = Math.max(OUTAGE_EVERY_SECONDS, fastRecheckSec);
  if (fastRecheckSec === 0 || seconds >= pollIntervalSec) return undefined;
  const isFresh = Object.values(zones).some(
    ({ outage }) => outage && observedAt - outage.confirmedAt < FRESH_OUTAGE_MS,
  );
  return isFresh ? seconds : undefined;
}
