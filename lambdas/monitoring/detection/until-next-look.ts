import type { MonitoringPolicy } from '../policy.ts';
import type { StepResult } from './step-account.ts';
import type { ZoneState } from './zone-state.ts';

type Policy = Pick<MonitoringPolicy, 'fastRecheckSec' | 'furtherRecheckSec' | 'pollIntervalSec'>;

/**
 * Seconds until the next look at an account with something unsettled; undefined where nothing is, or no further looks
 * are made. A first contrary reading gets time to turn out a blip; a second one makes that unlikely, and time matters.
 * A pause has to last anyway.
 */
export function secondsUntilNextLook(
  { state, unsettled }: Pick<StepResult, 'state' | 'unsettled'>,
  policy: Policy,
): number | undefined {
  if (policy.fastRecheckSec === 0 || unsettled.size === 0) return undefined;
  return Math.min(...[...unsettled].map((zoneId) => secondsFor(state.zones[zoneId], policy)));
}

function secondsFor(
  zone: ZoneState | undefined,
  { fastRecheckSec, furtherRecheckSec, pollIntervalSec }: Policy,
): number {
  const isPause = (zone?.contrary?.to ?? zone?.status) === 'silent';
  if (isPause) return Math.max(pollIntervalSec, fastRecheckSec);
  const readings = zone?.contrary?.at.length ?? zone?.missed?.length ?? 0;
  return readings < 2 ? fastRecheckSec : Math.min(fastRecheckSec, furtherRecheckSec);
}
