import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AccountChanged } from '../../../lambdas/events/zone-change.ts';
import { slaOfVenue } from '../../../lambdas/monitoring/history/sla-of-venue-in-postgres.ts';
import { createSlaLedger } from '../../../lambdas/monitoring/sla/sla-ledger.ts';
import { calendarOf } from '../../../lambdas/venues/hours/calendar.ts';
import { WEEKDAYS } from '../../../lambdas/venues/hours/venue-hours.ts';
import { seededRandom } from '../../../local/estate/seeded-random.ts';
import { anEvent, aRecord, began, DAY, ended, HOUR, MARCH, MINUTE, status, unknown } from './a-change.ts';
import { type Landing, startLanding } from './a-landing.ts';
import { aWatchedMonth } from './a-watched-month.ts';
import { madeUpHistory, zoneName } from './made-up-history.ts';
import { knowZones } from './past-zones.ts';

let landing: Landing;
beforeAll(async () => {
  landing = await startLanding();
});
beforeEach(() => landing.clear());
afterAll(() => landing.close());

const land = (events: AccountChanged[]) => landing.deliver(events.map((event) => aRecord(event)));
const longAfter = new Date(MARCH + 400 * DAY);
const span = (from: number, to: number) => ({ from: new Date(from), to: new Date(to) });

describe('the SLA of a venue', () => {
  const firstSeen = (zone: string, at: number) => status(zone, at, 'up', { from: 'unseen', confirmedAt: at });

  it('is worked out by hand here: an outage over the beginning, one within, one that lasts, and unknown times', async () => {
    await knowZones(landing.record, [
      { id: 'lobby', venueId: 1, critical: true },
      { id: 'pool', venueId: 1 },
      { id: 'bar', venueId: 1, goneAt: new Date(MARCH - DAY) },
    ]);
    await land([
      anEvent(1, [
        firstSeen('lobby', MARCH - 5 * DAY),
        ...[began('lobby', MARCH - HOUR), ended('lobby', MARCH - HOUR, MARCH + HOUR)],
        ...[began('lobby', MARCH + DAY), ended('lobby', MARCH + DAY, MARCH + DAY + 30 * MINUTE)],
        unknown('lobby', MARCH + DAY + 20 * MINUTE, MARCH + DAY + 50 * MINUTE),
        firstSeen('pool', MARCH + DAY),
        began('pool', MARCH + 9 * DAY),
      ]),
    ]);
    const month = await slaOfVenue(landing.record.sql, 1, {
      span: span(MARCH, MARCH + 31 * DAY),
      now: new Date(MARCH + 10 * DAY),
    });
    expect(month.span.to).toEqual(new Date(MARCH + 10 * DAY));
    const ofZones = Object.fromEntries(month.zones.map(({ zone, sla }) => [zone.id, sla]));
    const lobbyUp = 10 * 86_400 - 3_600 - 50 * 60;
    expect(ofZones).toEqual({
      lobby: { upSec: lobbyUp, downSec: 3_600 + 20 * 60, unknownSec: 30 * 60, excludedSec: 0 },
      pool: { upSec: 8 * 86_400, downSec: 86_400, unknownSec: 86_400, excludedSec: 0 },
    });
    expect(month.venue.availability).toBeCloseTo((lobbyUp / (lobbyUp + 4_800) + 8 / 9) / 2, 12);
  });

  it('leaves out closed hours, and counts as unknown what has not been heard of since', async () => {
    await knowZones(landing.record, [{ id: 'z', venueId: 1 }]);
    await land([anEvent(1, [firstSeen('z', MARCH - DAY), began('z', MARCH), ended('z', MARCH, MARCH + 4 * HOUR)])]);
    // Seven hours ahead of UTC: open from three to fifteen o'clock there.
    const week = Object.fromEntries(
      ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['10:00', '22:00']]]),
    );
    const calendar = calendarOf({
      venueId: '1',
      timeZone: 'Asia/Bangkok',
      opening: { week: week as Record<string, [string, string][]> },
      maintenance: [],
    });
    const { zones } = await slaOfVenue(landing.record.sql, 1, {
      span: span(MARCH, MARCH + DAY),
      now: longAfter,
      calendar,
      unknownSince: (zone) => (zone === 'z' ? MARCH + 14 * HOUR : undefined),
    });
    expect(zones[0]?.sla).toEqual({ upSec: 10 * 3_600, downSec: 3_600, unknownSec: 3_600, excludedSec: 12 * 3_600 });
  });

  it('of a venue without zones has nothing to say', async () => {
    const month = await slaOfVenue(landing.record.sql, 404, { span: span(MARCH, MARCH + DAY), now: longAfter });
    expect(month).toMatchObject({ zones: [], venue: { availability: null, coverage: null } });
  });
});

it('is the same from the database as from the changes themselves, for whatever span', async () => {
  const events = madeUpHistory({ accounts: 6, zonesPerAccount: 8, days: 75, seed: 7 });
  await knowZones(
    landing.record,
    Array.from({ length: 48 }, (_, at) => ({
      id: zoneName(Math.floor(at / 8), at % 8),
      venueId: Math.floor(at / 8) + 1,
    })),
  );
  await land(events);
  const ledger = createSlaLedger();
  for (const { changes } of events) for (const change of changes) ledger.apply(change);
  const random = seededRandom(8);
  const spans = [
    span(MARCH, MARCH + 31 * DAY),
    span(MARCH + 31 * DAY, MARCH + 61 * DAY),
    ...Array.from({ length: 7 }, () => {
      const from = MARCH - DAY + random.whole(0, 76 * DAY);
      return span(from, from + random.whole(1, 20 * DAY));
    }),
  ];
  let down = 0;
  for (const { from, to } of spans) {
    for (let venueId = 1; venueId <= 6; venueId += 1) {
      const { zones } = await slaOfVenue(landing.record.sql, venueId, { span: { from, to }, now: longAfter });
      const inMemory = zones.map(({ zone }) => ({
        zone: zone.id,
        sla: ledger.report(zone.id, { from: from.getTime(), to: to.getTime() }),
      }));
      expect(zones.map(({ zone, sla }) => ({ zone: zone.id, sla }))).toEqual(inMemory);
      down += zones.reduce((sum, { sla }) => sum + sla.downSec, 0);
    }
  }
  expect(down).toBeGreaterThan(100_000);
});

it('is the same from the database as from what the monitor itself made of a month of readings', async () => {
  const week = Object.fromEntries(WEEKDAYS.map((day) => [day, [['08:00', '01:00']] as [string, string][]]));
  const calendar = calendarOf({ venueId: '1', timeZone: 'Asia/Bangkok', opening: { week }, maintenance: [] });
  const zoneIds = ['lobby', 'pool', 'bar', 'spa'];
  const events = aWatchedMonth(zoneIds, '1', calendar, 1);
  await knowZones(
    landing.record,
    zoneIds.map((id) => ({ id, venueId: 1 })),
  );
  await land(events);
  const changes = events.flatMap((event) => event.changes);
  expect([...new Set(changes.map(({ kind }) => kind))]).toEqual(
    expect.arrayContaining(['suspected', 'status', 'outage-began', 'outage-ended', 'unknown', 'dismissed']),
  );
  const { zone_events: rows, unknown_spells: spells } = await landing.tables();
  expect(rows.length + spells.length).toBe(changes.length);

  const ledger = createSlaLedger();
  for (const change of changes) ledger.apply(change);
  const month = span(MARCH, MARCH + 31 * DAY);
  const { zones } = await slaOfVenue(landing.record.sql, 1, { span: month, now: longAfter, calendar });
  for (const { zone, sla } of zones) {
    expect([zone.id, sla]).toEqual([
      zone.id,
      ledger.report(zone.id, { from: MARCH, to: MARCH + 31 * DAY }, { calendar }),
    ]);
    expect(Math.min(sla.upSec, sla.downSec, sla.unknownSec, sla.excludedSec)).toBeGreaterThan(3_600);
  }
  expect(zones).toHaveLength(4);
});
