import type { AccountStep, Gap } from './account-step.ts';
import type { AccountState, ZoneState } from './zone-state.ts';

type Heard = Pick<AccountStep, 'at' | 'heard' | 'policy'>;

/**
 * The time before this look in which nothing was known of any zone: the account could not be read, or was not looked at
 * for longer than a reading vouches for its zones. Undefined when the looks follow each other as they should.
 */
export function gapBefore({ unread }: Pick<AccountState, 'unread'>, { at, heard, policy }: Heard): Gap | undefined {
  if (unread && unread.since < at) return { from: unread.since, reason: 'account-unread' };
  const vouchedUntil = heard + policy.staleAfterSec * 1000;
  return heard > 0 && vouchedUntil < at ? { from: vouchedUntil, reason: 'not-polled' } : undefined;
}

/** The zone was not told of in this look. One spell, however many looks: it is told when it is over. */
export function beginUnknown(state: ZoneState, { at, gap }: AccountStep): ZoneState {
  return state.unknownSince === undefined ? { ...state, unknownSince: gap?.from ?? at } : state;
}

/** The zone is known again, or gone, since `until`: tells of the time in which it was not. */
export function endUnknown(state: ZoneState, zoneId: string, until: number, { gap, changes }: AccountStep): ZoneState {
  const from = state.unknownSince ?? gap?.from;
  if (from === undefined) return state;
  const reason = state.unknownSince === undefined && gap ? gap.reason : 'zone-not-told';
  if (from < until) changes.push({ kind: 'unknown', zoneId, at: from, until, reason });
  return state.unknownSince === undefined ? state : { ...state, unknownSince: undefined };
}
