import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { landEvents } from '../../../lambdas/monitoring/history/land-events.ts';
import { anEvent, aRecord, began, ended, HOUR, MARCH } from './a-change.ts';
import { archivedEvents, type Landing, startLanding } from './a-landing.ts';
import { madeUpHistory } from './made-up-history.ts';
import { inPortions, shuffled } from './portions.ts';

let landing: Landing;
beforeAll(async () => {
  landing = await startLanding();
});
beforeEach(() => landing.clear());
afterAll(() => landing.close());

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
    // Eight stretches of half a megabyte, each its events and its outages.
    expect(landing.calls.length).toBeLessThanOrEqual(20);
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
