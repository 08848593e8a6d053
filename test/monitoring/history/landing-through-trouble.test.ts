import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { landEvents } from '../../../lambdas/monitoring/history/land-events.ts';
import type { SqlClient } from '../../../lambdas/runtime/sql/sql-client.ts';
import { manualTime } from '../../../local/simulators/time.ts';
import { readTime } from '../../../scripts/history/read-span.ts';
import { sqlAs } from '../../venues/migrations/database-at-version.ts';
import { anEvent, aRecord, HOUR, MARCH, status } from './a-change.ts';
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
    expect(landing.metrics.get('ChangeNotLanded')).toBe(0);
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
    expect(landing.metrics.get('ChangeNotLanded')).toBe(2);
    expect(landing.logged[0]).toMatchObject({
      message: 'changes left to the archive: land them again from there',
      fields: { events: 2, from: expect.any(String), to: expect.any(String) },
    });
    // As they are pasted into history:replay.
    const [from, to] = ['from', 'to'].map((end) =>
      readTime(String(landing.logged[0]?.fields[end]), { timeZone: 'UTC', end: end === 'to', option: end }).getTime(),
    );
    const left = archivedEvents(landing.objects).filter(
      ({ observedAt }) => observedAt >= Number(from) && observedAt < Number(to),
    );
    expect(left.map(({ seq }) => seq)).toEqual([1, 2]);
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
    expect(landing.metrics.get('ChangeNotLanded')).toBe(0);
  });
});
