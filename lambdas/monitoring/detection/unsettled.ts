import type { AccountStep } from './account-step.ts';
import type { WatchedZone } from './context.ts';
import { expectationOf } from './expectation.ts';
import type { ZoneState } from './zone-state.ts';

/**
 * Whether a further look soon would tell something people wait for: a suspicion, or a count of missed readings, of a
 * zone that is meant to play; or the end of an outage. A suspicion that is too old to be joined is left to the next
 * round.
 */
export function isUnsettled(state: ZoneState, zone: WatchedZone, { at, policy }: AccountStep): boolean {
  const { contrary, missed, outage } = state;
  const newest = contrary?.at.at(-1) ?? missed?.at(-1);
  if (newest === undefined || at - newest > policy.confirmWindowSec * 1000) return false;
  return (contrary && outage !== undefined) || expectationOf(zone, state, at, policy).expected;
}
