import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { landEvents } from '../../../lambdas/monitoring/history/land-events.ts';
import type { SqlClient } from '../../../lambdas/runtime/sql/sql-client.ts';
import { seededRandom } from '../../../local/estate/seeded-random.ts';
import { manualTime } from '../../../local/simulators/time.ts';
import { sqlAs } from '../../venues/migrations/database-at-version.ts';
import { anEvent, aRecord, began, ended, HOUR, MARCH, MINUTE, outageIdOf, status, unknown } from './a-change.ts';
import { archivedEvents, type Landing, startLanding } from './a-landing.ts';
import { madeUpHistory } from './made-up-history.ts';

let landing: Landing;
beforeAll(async () => {
  landing = await startLanding();
});
beforeEach(() => landing.clear());
afterEach(() => landing.record.database.faults.clear());
afterAll(() => landing.close());

/** The same database, asked by somebody whose time passes only when they wait. */
async function inNoTime(): Promise<SqlClient> {
  const { database } = landing.record;
  const time = manualTime('2026-11-21T10:00:00.000Z');
  const sleep = async (milliseconds: number) => time.advance(milliseconds);
  return sqlAs(database, await database.addRole('bma_app'), { clock: time.clock, sleep, jitter: () => 0.5 });
}

function shuffled<T>(list: readonly T[], seed: number): T[] {
  const random = seededRandom(seed);
  return list
    .map((it) => [random.next(), it] as const)
    .sort(([one], [other]) => one - other)
    .map(([, it]) => it);
}

function inPortions<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));
}

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
        ['ChangeRefused', 0],
        ['ChangesLanded', 3],
        ['LandingLagSeconds', 3_599],
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
    expect(landing.metrics.get('ChangeRefused')).toBe(0);
  });

  it('takes an id that is no uuid', async () => {
    const outageId = 'the outage of z1';
    await landing.deliver([aRecord(anEvent(1, [began('z1', MARCH, { outageId })]))]);
    await landing.deliver([aRecord(anEvent(2, [ended('z1', MARCH, MARCH + HOUR, { outageId })]))]);
    expect((await landing.tables()).outages).toMatchObject([{ ended_at: new Date(MARCH + HOUR), critical: false }]);
  });
});

describe('when something breaks', () => {
  const records = madeUpHistory({ accounts: 2, zonesPerAccount: 3, days: 4, seed: 3 }).map((event) => aRecord(event));

  it('a crash between archive and database loses nothing: the batch comes again', async () => {
    const crash = () => {
      throw new Error('the process died');
    };
    await expect(landing.land(records, { land: crash })).rejects.toThrow('the process died');
    expect((await landing.tables()).zone_events).toEqual([]);
    const keys = [...landing.objects.keys()];
    expect(keys.length).toBeGreaterThan(1);
    await landing.deliver(records);
    expect([...landing.objects.keys()]).toEqual(keys);
    expect((await landing.tables()).outages.length).toBeGreaterThan(1);
  });

  it('nothing reaches the database that the archive does not have', async () => {
    const full = async () => {
      throw new Error('no bucket');
    };
    await expect(landing.land(records, { keep: full })).rejects.toThrow('no bucket');
    expect(landing.calls).toEqual([]);
  });

  it.each([
    ['away', { unavailable: true }, 'outcome-unknown'],
    ['asleep for longer than anybody waits', { resumingForMilliseconds: 3_600_000 }, 'resuming'],
  ])('a database that is %s makes the whole batch come again', async (_, faults, code) => {
    const hurried = await inNoTime();
    landing.record.database.faults.set(faults);
    await expect(landing.land(records, { land: (events) => landEvents(hurried, events) })).rejects.toMatchObject({
      code,
      retryable: true,
    });
    landing.record.database.faults.clear();
    await landing.deliver(records);
    expect((await landing.tables()).zone_events.length).toBeGreaterThan(10);
    expect(landing.metrics.get('ChangeRefused')).toBe(0);
  });

  it('an answer that was lost does no harm', async () => {
    landing.record.database.faults.set({ dropResponses: 1 });
    await expect(landing.land(records)).rejects.toMatchObject({ code: 'outcome-unknown' });
    await landing.deliver(records);
    const after = await landing.tables();
    await landing.record.clear();
    await landing.deliver(records);
    expect(await landing.tables()).toEqual(after);
  });

  it('a stall in the middle brings back only what is left', async () => {
    async function* half(events: Parameters<typeof landEvents>[1]) {
      const middle = Math.ceil(events.length / 2);
      yield* landEvents(landing.record.sql, events.slice(0, middle));
      throw Object.assign(new Error('away'), { code: 'unavailable' });
    }
    const again = await landing.land(records, { land: half });
    expect(again).toBe(records[Math.ceil(records.length / 2)]?.id);
    await landing.deliver(records.slice(Math.ceil(records.length / 2)));
    const after = await landing.tables();
    await landing.record.clear();
    await landing.deliver(records);
    expect(await landing.tables()).toEqual(after);
  });

  it('a database that stays away for longer than the stream remembers costs nobody behind: the archive has it all', async () => {
    const at = (hours: number) => anEvent(hours, [status(`z${hours}`, MARCH + hours * HOUR, 'down')]);
    const batch = [at(1), at(2), at(20), at(21)].map((event) => aRecord(event));
    landing.now = new Date(MARCH + 21 * HOUR);
    landing.record.database.faults.set({ unavailable: true });
    expect(await landing.land(batch)).toBe(batch[2]?.id);
    await expect(landing.land(batch.slice(2))).rejects.toMatchObject({ code: 'outcome-unknown' });
    expect(landing.metrics.get('ChangeRefused')).toBe(2);
    expect(landing.logged[0]).toMatchObject({
      message: 'changes left to the archive: land them again from there',
      fields: { events: 2, from: '2026-03-01T01:00:00.000Z', to: '2026-03-01T02:00:00.000Z' },
    });
    landing.now = new Date(MARCH + 40 * HOUR);
    expect(await landing.land(batch.slice(2))).toBeUndefined();
    landing.record.database.faults.clear();
    for await (const _ of landEvents(landing.record.sql, archivedEvents(landing.objects)));
    expect((await landing.tables()).zone_events.map(({ zone_id }) => zone_id)).toEqual(['z1', 'z2', 'z20', 'z21']);
  });

  it('old changes are landed like new ones as long as the database is there', async () => {
    landing.now = new Date(MARCH + 99 * HOUR);
    await landing.deliver(records);
    expect((await landing.tables()).zone_events.length).toBeGreaterThan(10);
    expect(landing.metrics.get('ChangeRefused')).toBe(0);
  });

  it('one row that the database refuses stands alone, is kept aside and told; all others are landed', async () => {
    const many = Array.from({ length: 100 }, (_, at) => anEvent(at + 1, [status(`z${at}`, MARCH + at, 'down')]));
    const poisoned = many.map((event, at) => (at === 63 ? { ...event, venueOf: { z63: 'no number' } } : event));
    await landing.deliver(poisoned.map((event) => aRecord(event)));
    expect((await landing.tables()).zone_events.map(({ zone_id }) => zone_id)).toEqual(
      many.flatMap((_, at) => (at === 63 ? [] : [`z${at}`])),
    );
    expect(landing.calls.length).toBeLessThan(20);
    expect(landing.metrics.get('ChangeRefused')).toBe(1);
    expect(landing.metrics.get('ChangesLanded')).toBe(99);
    const [[key, text] = []] = [...landing.objects].filter(([name]) => name.startsWith('changes/refused/'));
    expect(key).toMatch(/^changes\/refused\/2026\/03\/01\/01\/[0-9a-f]{32}\.json$/);
    expect(JSON.parse(text ?? '')).toMatchObject({
      what: 'row',
      table: 'zone_events',
      code: 'invalid-value',
      row: { zone: 'z63', venue: 'no number', seq: 64 },
    });
    expect(landing.logged).toEqual([
      {
        message: 'change refused',
        fields: { key, reason: 'invalid-value', table: 'zone_events', account: 'pseudonym of account-1' },
      },
    ]);
  });

  it.each([
    ['a spell that ends before it began', [status('z1', MARCH, 'down'), unknown('z2', MARCH, MARCH - 1)]],
    ['a sign that no text may hold', [status('z1', MARCH, 'down'), status('z2\u0000', MARCH, 'down')]],
    ['a name longer than an index takes', [status('z1', MARCH, 'down'), status(noise(9_000), MARCH, 'down')]],
  ])('%s keeps nobody waiting', async (_, changes) => {
    await landing.deliver([aRecord(anEvent(1, changes))]);
    const { zone_events: events } = await landing.tables();
    expect(events.map(({ zone_id }) => zone_id)).toContain('z1');
    expect(landing.metrics.get('ChangeRefused')).toBe(1);
  });

  it('an item that cannot be read is kept whole, and the others are landed', async () => {
    const odd = aRecord(anEvent(1, [status('z1', MARCH, 'down')]));
    const image = { ...odd.image, event: { S: '{"id": "half' } };
    await landing.deliver([{ ...odd, image }, aRecord(anEvent(2, [status('z2', MARCH, 'down')]))]);
    expect((await landing.tables()).zone_events).toMatchObject([{ zone_id: 'z2' }]);
    const kept = [...landing.objects].find(([key]) => key.startsWith('changes/refused/'))?.[1];
    expect(JSON.parse(kept ?? '')).toEqual({ what: 'item', fields: 'event', item: image });
    expect(landing.logged).toMatchObject([
      { fields: { reason: 'not-readable', fields: 'event', account: 'pseudonym of account-1' } },
    ]);
    expect(landing.metrics.get('ChangeRefused')).toBe(1);
  });

  it('a state that cannot be read does not keep its news from history', async () => {
    const odd = aRecord(anEvent(1, [status('z1', MARCH, 'down')]));
    await landing.deliver([{ ...odd, image: { ...odd.image, state: { S: 'of a later version' } } }]);
    expect((await landing.tables()).zone_events).toHaveLength(1);
  });

  it('items that are no states are left alone', async () => {
    const image = { pk: { S: 'LEG#one#1' }, sk: { S: 'HEARTBEAT' } };
    await landing.deliver([
      { id: 'x', image },
      { id: 'y', image: undefined },
    ]);
    expect([landing.calls.length, landing.objects.size]).toEqual([0, 0]);
  });
});

describe('many changes', () => {
  it('travel in a handful of calls', async () => {
    const events = Array.from({ length: 10_000 }, (_, at) => {
      const zone = `zone-${at % 5_000}`;
      const change = at < 5_000 ? began(zone, MARCH) : ended(zone, MARCH, MARCH + HOUR);
      return anEvent(at + 1, [change], { accountId: `account-${at % 500}` });
    });
    await landing.deliver(events.map((event) => aRecord(event)));
    expect((await landing.record.rows('select count(*)::int, count(ended_at)::int as ended from outages'))[0]).toEqual({
      count: 5_000,
      ended: 5_000,
    });
    expect((await landing.record.rows('select count(*)::int from zone_events'))[0]).toEqual({ count: 10_000 });
    // Some 4 MB of events: nine stretches, each events and outages.
    expect(landing.calls.length).toBeLessThan(30);
  });
});

describe('the archive', () => {
  it('gives the same tables as the stream did', async () => {
    const records = madeUpHistory({ accounts: 8, zonesPerAccount: 4, days: 10, seed: 4 }).map((event) =>
      aRecord(event),
    );
    for (const portion of inPortions(shuffled(records, 9), 33)) await landing.deliver(portion);
    const streamed = await landing.tables();
    const events = archivedEvents(landing.objects);
    await landing.record.clear();
    for await (const _ of landEvents(landing.record.sql, events));
    expect(await landing.tables()).toEqual(streamed);
    for await (const _ of landEvents(landing.record.sql, shuffled(events, 5)));
    expect(await landing.tables()).toEqual(streamed);
  });

  it('survives months that are made after the changes', async () => {
    const records = madeUpHistory({ accounts: 2, zonesPerAccount: 4, days: 40, seed: 5 }).map((event) =>
      aRecord(event),
    );
    await landing.deliver(records);
    const before = await landing.tables();
    await landing.record.rows("select ensure_months('2026-03-01', 2)");
    await landing.deliver(records);
    expect(await landing.tables()).toEqual(before);
  });
});

/** Does not shrink when it is packed. */
function noise(length: number): string {
  const random = seededRandom(length);
  return Array.from({ length }, () => random.whole(0, 35).toString(36)).join('');
}
