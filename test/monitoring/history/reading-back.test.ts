import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AccountChanged, ZoneChange } from '../../../lambdas/events/zone-change.ts';
import { eventsOf, eventsPage } from '../../../lambdas/monitoring/history/events-in-postgres.ts';
import { outagesOf, outagesPage } from '../../../lambdas/monitoring/history/outages-in-postgres.ts';
import { unknownOf } from '../../../lambdas/monitoring/history/unknown-in-postgres.ts';
import { zonesOf } from '../../../lambdas/monitoring/history/whose.ts';
import { anEvent, aRecord, began, DAY, ended, HOUR, MARCH, MINUTE, outageIdOf, unknown } from './a-change.ts';
import { type Landing, startLanding } from './a-landing.ts';
import { madeUpHistory, zoneName } from './made-up-history.ts';
import { knowZones } from './past-zones.ts';

let landing: Landing;
beforeAll(async () => {
  landing = await startLanding();
});
beforeEach(() => landing.clear());
afterAll(() => landing.close());

const land = (events: AccountChanged[]) => landing.deliver(events.map((event) => aRecord(event)));
const span = (from: number, to: number) => ({ from: new Date(MARCH + from), to: new Date(MARCH + to) });

async function all<T>(pages: AsyncIterable<T[]>): Promise<T[]> {
  const found: T[] = [];
  for await (const page of pages) found.push(...page);
  return found;
}

describe('the events of zones', () => {
  const ofEachKind: ZoneChange[] = [
    { kind: 'suspected', zoneId: 'z', at: MARCH, from: 'up', to: 'down', reason: 'r1' },
    { kind: 'dismissed', zoneId: 'z', at: MARCH + 1, status: 'up', reason: 'r2' },
    {
      kind: 'status',
      zoneId: 'z',
      at: MARCH + 2,
      confirmedAt: MARCH + 9,
      from: 'up',
      to: 'down',
      readings: 2,
      reason: 'r3',
    },
    began('z', MARCH + 3),
    ended('z', MARCH + 3, MARCH + 4),
    { kind: 'flapping-began', zoneId: 'z', at: MARCH + 5, changes: 4, reason: 'r4' },
    { kind: 'flapping-ended', zoneId: 'z', at: MARCH + 6, reason: 'r5' },
    { kind: 'chatter-began', zoneId: 'z', at: MARCH + 7, bad: 5, reason: 'r6' },
    { kind: 'chatter-ended', zoneId: 'z', at: MARCH + 8, reason: 'r7' },
    { kind: 'volume-off', zoneId: 'z', at: MARCH + 9, percent: 6.25, reason: 'too-quiet' },
    { kind: 'volume-fine', zoneId: 'z', at: MARCH + 10, percent: 50, reason: 'r8' },
    { kind: 'dormant', zoneId: 'z', at: MARCH + 11, reason: 'r9' },
    { kind: 'woke', zoneId: 'z', at: MARCH + 12, reason: 'r10' },
    { kind: 'gone', zoneId: 'z', at: MARCH + 13, reason: 'โซนหาย 🙏' },
  ];

  it('come back as the very changes they were', async () => {
    await land([anEvent(1, ofEachKind)]);
    const events = await all(eventsOf(landing.record.sql, ['z'], span(0, DAY)));
    expect(events.map(({ change }) => change)).toEqual(ofEachKind);
    expect(events[0]).toMatchObject({ venueId: 1001, at: new Date(MARCH) });
  });

  it('come in pages without a gap or a repetition, several at one instant included', async () => {
    const changes = Array.from({ length: 23 }, (_, at): ZoneChange => {
      const zoneId = at % 2 === 0 ? 'z1' : 'z2';
      return { kind: 'gone', zoneId, at: MARCH + Math.floor(at / 5), reason: `r${at}` };
    });
    await land([anEvent(1, changes), anEvent(2, [{ kind: 'gone', zoneId: 'z3', at: MARCH, reason: 'not asked for' }])]);
    const seen: string[] = [];
    for (let after: { at: Date; id: string } | undefined; ; ) {
      const page = await eventsPage(landing.record.sql, ['z1', 'z2'], span(0, DAY), {
        limit: 4,
        ...(after && { after }),
      });
      seen.push(...page.map(({ change }) => change.reason));
      after = page.at(-1);
      if (!after) break;
    }
    expect(seen.toSorted()).toEqual(changes.map(({ reason }) => reason).toSorted());
  });

  it('are those from the beginning of the span up to its end', async () => {
    const at = (hours: number): ZoneChange => ({
      kind: 'gone',
      zoneId: 'z',
      at: MARCH + hours * HOUR,
      reason: `${hours}`,
    });
    await land([anEvent(1, [at(0), at(1), at(2), at(3)])]);
    const events = await all(eventsOf(landing.record.sql, ['z'], span(HOUR, 3 * HOUR)));
    expect(events.map(({ change }) => change.reason)).toEqual(['1', '2']);
  });
});

describe('the outages of zones', () => {
  it('are those that touch the span: begun before, lasting, or within', async () => {
    await land([
      anEvent(1, [
        ...[began('over', MARCH), ended('over', MARCH, MARCH + HOUR)],
        ...[began('into', MARCH), ended('into', MARCH, MARCH + HOUR + 1)],
        began('lasting', MARCH),
        ...[began('within', MARCH + HOUR), ended('within', MARCH + HOUR, MARCH + HOUR + MINUTE)],
        began('later', MARCH + 2 * HOUR),
      ]),
    ]);
    const zones = ['over', 'into', 'lasting', 'within', 'later'];
    const outages = await all(outagesOf(landing.record.sql, zones, span(HOUR, 2 * HOUR)));
    expect(outages.map(({ zoneId }) => zoneId).toSorted()).toEqual(['into', 'lasting', 'within']);
    expect(outages.find(({ zoneId }) => zoneId === 'into')).toEqual({
      id: outageIdOf('into', MARCH),
      zoneId: 'into',
      venueId: 1001,
      cause: 'down',
      beganAt: new Date(MARCH),
      countedFrom: new Date(MARCH),
      confirmedAt: new Date(MARCH + 5 * MINUTE),
      endedAt: new Date(MARCH + HOUR + 1),
      endReason: 'recovered',
      critical: false,
      details: { reason: 'enough-missed-readings', readings: 2 },
    });
  });

  it('come in pages', async () => {
    const zones = Array.from({ length: 7 }, (_, at) => `z${at}`);
    await land([
      anEvent(
        1,
        zones.map((zone) => began(zone, MARCH)),
      ),
    ]);
    const first = await outagesPage(landing.record.sql, zones, span(0, DAY), { limit: 4 });
    const after = first.at(-1);
    const second = await outagesPage(landing.record.sql, zones, span(0, DAY), { limit: 4, ...(after && { after }) });
    expect([...first, ...second].map(({ zoneId }) => zoneId).toSorted()).toEqual(zones);
  });
});

it('times nobody knows about are those that touch the span', async () => {
  const spells = [
    unknown('z', MARCH, MARCH + HOUR),
    unknown('z', MARCH + HOUR, MARCH + DAY),
    unknown('z', MARCH + DAY, MARCH + 2 * DAY),
  ];
  await land([anEvent(1, spells)]);
  const found = await all(unknownOf(landing.record.sql, ['z'], span(HOUR, DAY)));
  expect(found).toEqual([
    { zoneId: 'z', at: new Date(MARCH + HOUR), until: new Date(MARCH + DAY), reason: 'not-polled' },
  ]);
});

it('more than a page is read to its end', async () => {
  await land(madeUpHistory({ accounts: 6, zonesPerAccount: 10, days: 40, seed: 6 }));
  const zones = Array.from({ length: 60 }, (_, at) => zoneName(Math.floor(at / 10), at % 10));
  const { zone_events: rows, outages } = await landing.tables();
  expect(rows.length).toBeGreaterThan(2_000);
  expect(await all(eventsOf(landing.record.sql, zones, span(0, 100 * DAY)))).toHaveLength(rows.length);
  expect(await all(outagesOf(landing.record.sql, zones, span(0, 100 * DAY)))).toHaveLength(outages.length);
});

it('zones are asked for one by one or by venue, those that are gone included', async () => {
  await knowZones(landing.record, [
    { id: 'b', name: 'Lobby', venueId: 1, critical: true },
    { id: 'a', name: 'Pool', venueId: 1, goneAt: new Date(MARCH) },
    { id: 'c', venueId: null },
  ]);
  expect(await zonesOf(landing.record.sql, { venueId: 1 })).toEqual([
    { id: 'b', name: 'Lobby', critical: true, venueId: 1, timeZone: 'Asia/Bangkok', goneAt: null },
    { id: 'a', name: 'Pool', critical: false, venueId: 1, timeZone: 'Asia/Bangkok', goneAt: new Date(MARCH) },
  ]);
  expect(await zonesOf(landing.record.sql, { zoneId: 'c' })).toMatchObject([{ id: 'c', venueId: null }]);
  expect(await zonesOf(landing.record.sql, { zoneId: 'd' })).toEqual([]);
});
