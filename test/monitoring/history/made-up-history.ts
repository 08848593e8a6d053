import type { AccountChanged, ZoneChange } from '../../../lambdas/events/zone-change.ts';
import { seededRandom } from '../../../local/estate/seeded-random.ts';
import { anEvent, began, DAY, ended, HOUR, MARCH, MINUTE, status, unknown } from './a-change.ts';

export type MadeUp = { accounts: number; zonesPerAccount: number; days: number; seed: number };

export const zoneName = (account: number, zone: number): string => `zone-${account}-${zone}`;

/**
 * What the monitor could have seen of some accounts, in the order of their writes: zones that come up for the first
 * time, outages of minutes to hours, times nobody knows about, zones that go to sleep, lose their player or vanish and
 * are there again, a few that never were up, and outages that last.
 * Accounts are venues 1, 2, …, but every seventh belongs to nobody.
 */
export function madeUpHistory({ accounts, zonesPerAccount, days, seed }: MadeUp): AccountChanged[] {
  return Array.from({ length: accounts }, (_, account) => {
    const changes = Array.from({ length: zonesPerAccount }, (_, zone) =>
      changesOfZone(zoneName(account, zone), days, seed * 7_919 + account * 101 + zone),
    ).flat();
    const byTime = [...Map.groupBy(changes, observedWith)].sort(([one], [other]) => one - other);
    const venue = account % 7 === 6 ? null : String(account + 1);
    return byTime.map(([observedAt, together], at) => {
      const venueOf = Object.fromEntries(together.map(({ zoneId }) => [zoneId, venue]));
      return anEvent(at + 1, together, { accountId: `account-${account}`, observedAt, venueOf });
    });
  }).flat();
}

/** The reading that brought the change. */
const observedWith = (change: ZoneChange): number =>
  'confirmedAt' in change ? change.confirmedAt : change.kind === 'unknown' ? change.until : change.at;

function changesOfZone(zoneId: string, days: number, seed: number): ZoneChange[] {
  const random = seededRandom(seed);
  const wait = (from: number, to: number) => random.whole(from / MINUTE, to / MINUTE) * MINUTE;
  const changes: ZoneChange[] = [];
  let now = MARCH + wait(0, 6 * HOUR);
  if (random.chance(0.1)) return [status(zoneId, now, 'down', { from: 'unseen', confirmedAt: now })];
  changes.push(status(zoneId, now, 'up', { from: 'unseen', confirmedAt: now }));
  const end = MARCH + days * DAY;
  for (now += wait(HOUR, DAY); now < end; now += wait(HOUR, 2 * DAY)) {
    if (random.chance(0.3)) {
      const until = now + wait(10 * MINUTE, 3 * HOUR);
      changes.push(unknown(zoneId, now, until));
      now = until;
      continue;
    }
    const from = now;
    changes.push({ kind: 'suspected', zoneId, at: from, from: 'up', to: 'down', reason: 'first-contrary-reading' });
    if (random.chance(0.3)) {
      now += 5 * MINUTE;
      changes.push({ kind: 'dismissed', zoneId, at: now, status: 'up', reason: 'agrees-again' });
      continue;
    }
    changes.push(status(zoneId, from, 'down'), began(zoneId, from));
    now += wait(10 * MINUTE, 5 * HOUR);
    if (random.chance(0.2)) {
      const unsure = from + 10 * MINUTE;
      changes.push(unknown(zoneId, unsure, Math.min(now, unsure + 20 * MINUTE)));
    }
    if (random.chance(0.03)) return changes;
    if (random.chance(0.1)) {
      changes.push(ended(zoneId, from, now, { reason: 'dormant', confirmedAt: now }), {
        kind: 'dormant',
        zoneId,
        at: now,
        reason: 'down-for-days',
      });
      now += wait(HOUR, 9 * DAY);
      changes.push(status(zoneId, now, 'up', { from: 'down' }), { kind: 'woke', zoneId, at: now, reason: 'up-again' });
      continue;
    }
    if (random.chance(0.1)) {
      const to = random.pick(['unpaired', 'lapsed'] as const);
      changes.push(ended(zoneId, from, now, { reason: to }), status(zoneId, now, to, { from: 'down' }));
      now += wait(HOUR, 9 * DAY);
      changes.push(status(zoneId, now, random.pick(['up', 'down'] as const), { from: to }));
      continue;
    }
    if (random.chance(0.1)) {
      changes.push(ended(zoneId, from, now, { reason: 'gone', confirmedAt: now }), {
        kind: 'gone',
        zoneId,
        at: now,
        reason: 'not-listed',
      });
      now += wait(HOUR, 20 * DAY);
      changes.push(status(zoneId, now, random.pick(['up', 'down'] as const), { from: 'unseen', confirmedAt: now }));
      continue;
    }
    changes.push(ended(zoneId, from, now), status(zoneId, now, 'up', { from: 'down' }));
  }
  return changes;
}
