import type { AccountStep } from './account-step.ts';
import type { ZoneState } from './zone-state.ts';

const HOUR_MS = 3_600_000;

/** Bad readings that came to nothing are counted for an hour; many of them are chatter, worth a look but no alert. */
export function countBlips(state: ZoneState, zoneId: string, blips: readonly number[], step: AccountStep): ZoneState {
  if (blips.length === 0) return state;
  const { at, policy } = step;
  const recent = [...(state.blips ?? []), ...blips].filter((blip) => blip > at - HOUR_MS).sort((a, b) => a - b);
  const readingsAnHour = 3_600 / policy.pollIntervalSec;
  const next = { ...state, blips: recent };
  if (state.chatteringSince !== undefined || recent.length <= policy.chatterShare * readingsAnHour) return next;
  const reason = 'many-unconfirmed-readings';
  step.changes.push({ kind: 'chatter-began', zoneId, at, bad: recent.length, reason });
  return { ...next, chatteringSince: at };
}

/** Over when an hour has passed without one. */
export function endChatter(state: ZoneState, zoneId: string, { at, inOrder, changes }: AccountStep): ZoneState {
  if (state.chatteringSince === undefined || !inOrder) return state;
  const newest = state.blips?.at(-1) ?? state.chatteringSince;
  if (at - newest < HOUR_MS) return state;
  changes.push({ kind: 'chatter-ended', zoneId, at, reason: 'quiet-hour' });
  return { ...state, blips: undefined, chatteringSince: undefined };
}
