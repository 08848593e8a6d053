import type { AccountStep } from './account-step.ts';
import { isBad } from './expectation.ts';
import type { Says } from './reading-says.ts';
import { withInstant } from './streak.ts';
import type { ZoneState } from './zone-state.ts';

/**
 * Counts a confirmed change between up and bad; many within the window are flapping, told once. Statuses and outages go
 * on underneath. The caller leaves out changes while nothing was expected: a zone that is switched off every night does
 * not flap.
 */
export function countFlip(state: ZoneState, zoneId: string, changedAt: number, step: AccountStep): ZoneState {
  const { at, policy } = step;
  if (!policy.flapDetection) return state;
  const flips = withInstant(state.flips, changedAt, 0).filter((flip) => flip > changedAt - policy.flapWindowSec * 1000);
  const next = { ...state, flips };
  if (state.flappingSince !== undefined || flips.length < policy.flapChanges) return next;
  step.changes.push({ kind: 'flapping-began', zoneId, at, changes: flips.length, reason: 'many-changes' });
  return { ...next, flappingSince: at };
}

/** Good readings in a row end flapping once the zone is up; one that says otherwise begins the count anew. */
export function countCalm(state: ZoneState, zoneId: string, says: Says, step: AccountStep): ZoneState {
  if (state.flappingSince === undefined || says === 'nothing' || says === 'unknown') return state;
  if (says !== 'up') {
    const left = state.calm?.filter((good) => good > step.at);
    return left?.length === state.calm?.length ? state : { ...state, calm: left?.length ? left : undefined };
  }
  const calm = withInstant(state.calm, step.at, step.policy.minSpacingSec);
  if (state.status !== 'up' || calm.length < step.policy.confirmCalm) return { ...state, calm };
  return endFlapping(state, zoneId, 'enough-calm-readings', step);
}

/** Ends flapping, if there is any, and forgets the changes that made it. */
export function endFlapping(
  state: ZoneState,
  zoneId: string,
  reason: 'enough-calm-readings' | 'no-longer-watched',
  { at, changes }: AccountStep,
): ZoneState {
  if (state.flappingSince === undefined) return state;
  changes.push({ kind: 'flapping-ended', zoneId, at, reason });
  return { ...state, flips: undefined, flappingSince: undefined, calm: undefined };
}

/** A change between playing and not playing: other statuses are matters of the account. */
export const isFlip = (from: ZoneState['status'], to: ZoneState['status']): boolean =>
  (from === 'up' && isBad(to)) || (isBad(from) && to === 'up');
