import type { AccountStep } from './account-step.ts';
import { needed } from './confirmations.ts';
import type { WatchedZone } from './context.ts';
import { endFlapping } from './flapping.ts';
import { endOutage } from './outage.ts';
import { firstRun, lastRun, withInstant } from './streak.ts';
import { endUnknown } from './unknown-spells.ts';
import type { ZoneState } from './zone-state.ts';

/**
 * A complete listing lacked the zone. As listings are cut short at times, one alone says nothing; as many as make a
 * zone down say that it is gone. Were it ever up, that is remembered as long as the directory knows the zone: should it
 * come back, it is missed again.
 */
export function countAbsent(state: ZoneState, zone: WatchedZone, step: AccountStep): ZoneState | undefined {
  const { confirmWindowSec } = step.policy;
  const absent = withInstant(state.absent, step.at, step.policy.minSpacingSec);
  const run = firstRun(absent, needed('down', { critical: false }, step.policy), confirmWindowSec);
  if (!run) return { ...state, absent: lastRun(absent, confirmWindowSec) };
  const at = run[0] as number;
  leave(state, zone.id, at, 'not-listed', step);
  return state.everUp ? { status: 'unseen', since: at, agreedAt: step.at, everUp: true } : undefined;
}

/** Tells that a zone is gone since `at`, and ends everything that was open about it. */
export function leave(
  state: ZoneState,
  zoneId: string,
  at: number,
  reason: 'not-listed' | 'removed-from-directory',
  step: AccountStep,
): void {
  // Gone before, and nothing was seen of it since.
  if (state.status === 'unseen') return;
  const known = endUnknown(state, zoneId, at, step);
  const well = endOutage(known, zoneId, { at, confirmedAt: step.at, reason: 'gone' }, step);
  endFlapping(well, zoneId, 'no-longer-watched', step);
  step.changes.push({ kind: 'gone', zoneId, at, reason });
}
