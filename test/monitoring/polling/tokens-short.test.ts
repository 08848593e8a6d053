import { aShard, PROMISE_SECONDS, type ShardUnderTest } from './a-shard.ts';

let shard: ShardUnderTest;
afterEach(() => shard.close());

const throttled = { throttled: { rate: 1, form: 'http-429', retryAfterSeconds: 45 } };

describe('a bucket that stays empty for hours', () => {
  beforeEach(async () => {
    shard = await aShard({ way: { accountsPerRequest: 1 } });
    await shard.run(900);
  });

  it('lets no work pile up: what was put off long enough is left to the next round', async () => {
    const legs = (await shard.one.notes.heartbeats()).size;
    const zones = ['1001', '1002', '1003'].map((venue) => shard.zonesOfVenue(venue)[0]?.id);
    await shard.break({ zone: zones, state: 'offline' });
    await shard.run(330);
    await shard.faults(throttled);
    const waiting: number[] = [];
    const sent: number[] = [];
    for (let hour = 0; hour < 4; hour++) {
      const before = shard.one.queue.works.length;
      await shard.run(3_600);
      waiting.push(shard.one.queue.waiting());
      sent.push(shard.one.queue.works.length - before);
    }
    expect(Math.max(...waiting)).toBeLessThanOrEqual(legs + 1);
    expect(sent.at(-1)).toBeLessThanOrEqual(1.2 * Number(sent[0]));
    expect(shard.told('outage-ended')).toEqual([]);
    await shard.faults({ throttled: 0 });
    await shard.run(PROMISE_SECONDS);
    expect(
      shard
        .told('outage-began')
        .map(({ zoneId }) => zoneId)
        .sort(),
    ).toEqual(zones.toSorted());
    expect(shard.told('outage-ended')).toEqual([]);
    expect(shard.failures).toEqual([]);
  });
});
