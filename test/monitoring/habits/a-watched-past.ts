import type { AccountChanged } from '../../../lambdas/events/zone-change.ts';
import type { WatchedZone } from '../../../lambdas/monitoring/detection/context.ts';
import { stepAccount } from '../../../lambdas/monitoring/detection/step-account.ts';
import { type AccountState, UNSEEN } from '../../../lambdas/monitoring/detection/zone-state.ts';
import { DEFAULT_POLICY } from '../../../lambdas/monitoring/policy.ts';
import type { ReadingKind, ZoneReading } from '../../../lambdas/monitoring/reading.ts';
import { wallClockOf } from '../../../lambdas/venues/index.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;

export type ZoneOfPast = {
  id: string;
  critical?: boolean;
  /** What a look shows of it at a moment. */
  shows(instant: number): ReadingKind;
  isUsuallyOff?(instant: number): boolean;
};

/** What the monitor itself makes of some zones of one account that is looked at every five minutes. */
export function aWatchedPast(
  zones: readonly ZoneOfPast[],
  { from, to, unread }: { from: number; to: number; unread?(instant: number): boolean },
): AccountChanged[] {
  const watched: WatchedZone[] = zones.map(({ id, critical = false, isUsuallyOff }) => ({
    id,
    venueId: '1',
    critical,
    hoursAt: () => 'open',
    ...(isUsuallyOff && { isUsuallyOff }),
  }));
  const venueOf = Object.fromEntries(zones.map(({ id }) => [id, '1']));
  const events: AccountChanged[] = [];
  let state: AccountState = UNSEEN;
  let heardAt: number | undefined;
  for (let observedAt = from; observedAt < to; observedAt += 5 * MINUTE) {
    if (unread?.(observedAt)) continue;
    const readings = new Map<string, ZoneReading>(zones.map(({ id, shows }) => [id, { kind: shows(observedAt) }]));
    const reading = { accountId: 'account', observedAt, zones: readings, complete: true };
    const step = stepAccount(state, reading, { policy: DEFAULT_POLICY, zones: watched, heardAt });
    heardAt = observedAt;
    if (step.state === state) continue;
    state = step.state;
    const seq = events.length + 1;
    events.push({ id: `account#${seq}`, accountId: 'account', seq, observedAt, venueOf, changes: step.changes });
  }
  return events;
}

/** Whether the wall clock shows an hour from `first` up to, not including, `end`; over midnight where `end` is smaller. */
export function hoursIn(timeZone: string, first: number, end: number): (instant: number) => boolean {
  const clock = wallClockOf(timeZone);
  if (!clock) throw new Error(`no such time zone: ${timeZone}`);
  return (instant) => {
    const hour = new Date(instant + clock.offsetAt(instant)).getUTCHours();
    return first <= end ? hour >= first && hour < end : hour >= first || hour < end;
  };
}
