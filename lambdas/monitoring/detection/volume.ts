import type { AccountStep } from './account-step.ts';
import type { WatchedZone } from './context.ts';
import { expectationOf } from './expectation.ts';
import { withInstant } from './streak.ts';
import type { ZoneState } from './zone-state.ts';

const STEPS = 16;

/**
 * Judges the volume of a zone that plays: outside the agreed range, or inside it again, for several readings in a row.
 * Readings that go on as before save nothing.
 */
export function judgeVolume(state: ZoneState, volume: number, zone: WatchedZone, step: AccountStep): ZoneState {
  const { at, policy, changes } = step;
  const [quietest, loudest] = policy.volumeRange;
  // Rounded, because a percentage that became steps and percent again must not lose its edge.
  const percent = Math.round((volume / STEPS) * 1e6) / 1e4;
  const isOff = percent < quietest || percent > loudest;
  const before = state.volume ?? { off: false, against: [], percent };
  if (isOff === before.off) {
    if (before.against.length === 0) return state;
    return { ...state, volume: before.off ? { ...before, against: [] } : undefined };
  }
  if (!expectationOf(zone, state, at, policy).expected) return state;
  const against = withInstant(before.against, at, policy.minSpacingSec);
  if (against.length < policy.volumeConfirm) return { ...state, volume: { ...before, against, percent } };
  const change = { zoneId: zone.id, at: against[0] as number, percent };
  if (!isOff) {
    changes.push({ kind: 'volume-fine', ...change, reason: 'inside-the-range' });
    return { ...state, volume: undefined };
  }
  const reason = percent === 0 ? 'muted' : percent < quietest ? 'too-quiet' : 'too-loud';
  changes.push({ kind: 'volume-off', ...change, reason });
  return { ...state, volume: { off: true, against: [], percent } };
}
