import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { anEvent, aRecord, began, ended, HOUR, MARCH, MINUTE, outageIdOf, status, unknown } from './a-change.ts';
import { type Landing, startLanding } from './a-landing.ts';
import { madeUpHistory } from './made-up-history.ts';
import { inPortions, shuffled } from './portions.ts';

let landing: Landing;
beforeAll(async () => {
  landing = await startLanding();
});
beforeEach(() => landing.clear());
afterAll(() => landing.close());

describe('a change', () => {
  it('is told with everything it said', async () => {
    const change = began('z1', MARCH, { countedFrom: MARCH + HOUR, confirmedAt: MARCH + HOUR + 1, critical: true });
    await landing.deliver([
      aRecord(anEvent(3, [change, status('z1', MARCH, 'down'), unknown('z2', MARCH, MARCH + 7)])),
    ]);
    const { zone_events: events, outages, unknown_spells: spells } = await landing.tables();
    const { zoneId, at, reason, ...details } = change;
    expect(events).toHaveLength(2);
    expect(events).toContainEqual({
      id: expect.any(String),
      zone_id: 'z1',
      venue_id: '1001',
      at: new Date(MARCH),
      before: null,
      after: 'outage-began',
      reason,
      account_id: 'account-1',
      seq: '3',
      details,
    });
    expect(events).toContainEqual(
      expect.objectContaining({ before: 'up', after: 'down', reason: 'two-agreeing-readings' }),
    );
    expect(outages).toEqual([
      {
        id: outageIdOf('z1', MARCH),
        zone_id: 'z1',
        venue_id: '1001',
        account_id: 'account-1',
        cause: 'down',
        began_at: new Date(MARCH),
        counted_from: new Date(MARCH + HOUR),
        confirmed_at: new Date(MARCH + HOUR + 1),
        ended_at: null,
        end_reason: null,
        critical: true,
        expected: true,
        details: { reason, readings: 2 },
      },
    ]);
    expect(spells).toEqual([
      { zone_id: 'z2', venue_id: '1001', at: new Date(MARCH), until: new Date(MARCH + 7), reason: 'not-polled' },
    ]);
    expect(landing.metrics).toEqual(
      new Map([
        ['ChangeNotLanded', 0],
        ['ChangesLanded', 3],
      ]),
    );
  });

  it('is landed once however often it is delivered, within a batch and later', async () => {
    const events = madeUpHistory({ accounts: 3, zonesPerAccount: 4, days: 5, seed: 1 });
    const records = events.map((event) => aRecord(event));
    await landing.deliver([...records, ...records]);
    const once = await landing.tables();
    expect(once.zone_events.length + once.unknown_spells.length).toBe(landing.metrics.get('ChangesLanded'));
    expect(once.zone_events.length).toBeGreaterThan(50);
    for (const portion of inPortions(records, 7)) await landing.deliver(portion);
    expect(await landing.tables()).toEqual(once);
    expect(landing.metrics.get('ChangesLanded')).toBe(once.zone_events.length + once.unknown_spells.length);
  });

  it('says the same in whatever order and portions it comes', async () => {
    const records = madeUpHistory({ accounts: 8, zonesPerAccount: 3, days: 8, seed: 2 }).map((event) => aRecord(event));
    await landing.deliver(records);
    const inOrder = await landing.tables();
    expect(inOrder.outages.length).toBeGreaterThan(20);
    for (const [seed, size] of [
      [1, 1],
      [2, 5],
      [3, 50],
    ] as const) {
      await landing.record.clear();
      for (const portion of inPortions(shuffled(records, seed), size)) await landing.deliver(portion);
      expect(await landing.tables()).toEqual(inOrder);
    }
  });
});

describe('an outage', () => {
  const beginning = (venue: string | null) => anEvent(1, [began('z1', MARCH)], { venueOf: { z1: venue } });
  const end = (venue: string | null) => anEvent(2, [ended('z1', MARCH, MARCH + HOUR)], { venueOf: { z1: venue } });

  it.each([
    ['the venue of its beginning', '1001', '1002', '1001'],
    ['the venue of its end where the beginning had none', null, '1002', '1002'],
    ['the venue of its beginning where the end has none', '1001', null, '1001'],
  ])('is whole and has %s, whichever came first', async (_, first, second, venue) => {
    const rows: unknown[] = [];
    for (const order of [
      [[beginning(first)], [end(second)]],
      [[end(second)], [beginning(first)]],
      [[beginning(first), end(second)]],
      [[end(second), beginning(first)]],
    ]) {
      await landing.record.clear();
      for (const events of order) await landing.deliver(events.map((event) => aRecord(event)));
      rows.push((await landing.tables()).outages);
    }
    expect(rows[0]).toMatchObject([
      {
        venue_id: venue,
        ended_at: new Date(MARCH + HOUR),
        end_reason: 'recovered',
        confirmed_at: new Date(MARCH + 5 * MINUTE),
      },
    ]);
    for (const other of rows.slice(1)) expect(other).toEqual(rows[0]);
  });

  it('whose beginning never came is known by its end', async () => {
    await landing.deliver([aRecord(end('1001'))]);
    expect((await landing.tables()).outages).toMatchObject([
      { began_at: new Date(MARCH), ended_at: new Date(MARCH + HOUR), confirmed_at: null, critical: null },
    ]);
  });

  it('of a zone whose venue nobody knows is an event and a warning, and is not counted', async () => {
    await landing.deliver([aRecord(beginning(null)), aRecord(end(null))]);
    const { zone_events: events, outages } = await landing.tables();
    expect([events.length, outages.length]).toEqual([2, 0]);
    expect(landing.logged).toEqual([
      { message: 'outages of zones without a venue are not counted', fields: { outages: 1 } },
    ]);
    expect(landing.metrics.get('ChangeNotLanded')).toBe(0);
  });

  it('takes an id that is no uuid', async () => {
    const outageId = 'the outage of z1';
    await landing.deliver([aRecord(anEvent(1, [began('z1', MARCH, { outageId })]))]);
    await landing.deliver([aRecord(anEvent(2, [ended('z1', MARCH, MARCH + HOUR, { outageId })]))]);
    expect((await landing.tables()).outages).toMatchObject([{ ended_at: new Date(MARCH + HOUR), critical: false }]);
  });
});
