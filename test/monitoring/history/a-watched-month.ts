import type { AccountChanged } from '../../../lambdas/events/zone-change.ts';
import type { WatchedZone } from '../../../lambdas/monitoring/detection/context.ts';
import { stepAccount } from '../../../lambdas/monitoring/detection/step-account.ts';
import { type AccountState, UNSEEN } from '../../../lambdas/monitoring/detection/zone-state.ts';
import { DEFAULT_POLICY } from '../../../lambdas/monitoring/policy.ts';
import type { ReadingKind, ZoneReading } from '../../../lambdas/monitoring/reading.ts';
import type { Calendar } from '../../../lambdas/venues/hours/venue-hours.ts';
import { seededRandom } from '../../../local/estate/seeded-random.ts';
import { DAY, MARCH, MINUTE } from './a-change.ts';

/** Bad ones are common here, and what begins tends to last. */
const READINGS = ['playing', 'playing', 'paused', 'offline', 'offline', 'unknown', 'unpaired'] as const;

/** What the monitor itself makes of a month of readings of one account, whose zones break far too often. */
export function aWatchedMonth(
  zoneIds: readonly string[],
  venueId: string,
  calendar: Calendar,
  seed: number,
): AccountChanged[] {
  const random = seededRandom(seed);
  const zones: WatchedZone[] = zoneIds.map((id, at) => ({
    id,
    venueId,
    critical: at === 0,
    hoursAt: (instant) => calendar.at(instant, id),
  }));
  const accountId = `account-of-${venueId}`;
  const shown = new Map<string, ReadingKind>(zoneIds.map((id) => [id, 'playing']));
  const events: AccountChanged[] = [];
  let state: AccountState = UNSEEN;
  let heardAt: number | undefined;
  for (let observedAt = MARCH - DAY; observedAt < MARCH + 33 * DAY; observedAt += 5 * MINUTE) {
    // Rounds that never were.
    if (random.chance(0.01)) observedAt += random.whole(1, 12) * 5 * MINUTE;
    for (const id of zoneIds) if (random.chance(0.02)) shown.set(id, random.pick(READINGS));
    const readings = new Map<string, ZoneReading>([...shown].map(([id, kind]) => [id, { kind }]));
    const reading = { accountId, observedAt, zones: readings, complete: true };
    const step = stepAccount(state, reading, { policy: DEFAULT_POLICY, zones, heardAt });
    heardAt = observedAt;
    if (step.state === state) continue;
    state = step.state;
    const seq = events.length + 1;
    const venueOf = Object.fromEntries(step.changes.map(({ zoneId }) => [zoneId, venueId]));
    events.push({ id: `${accountId}#${seq}`, accountId, seq, observedAt, venueOf, changes: step.changes });
  }
  return events;
}
