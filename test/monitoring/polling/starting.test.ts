import { aShard, type ShardUnderTest } from './a-shard.ts';

let shard: ShardUnderTest;
afterEach(() => shard.close());

describe('a shard that starts', () => {
  it('measures, surveys and reads every account within the first minutes, and then goes on quietly', async () => {
    shard = await aShard();
    await shard.run(360);
    expect(shard.states.all.size).toBe(shard.list().accounts.size);
    const writes = shard.states.writes.length;
    await shard.run(3_600);
    expect(shard.states.writes.length).toBe(writes);
    expect(shard.failures).toEqual([]);
    expect(shard.told('outage-began')).toEqual([]);
    const { coverage, degraded } = await shard.tick();
    expect(coverage).toMatchObject({ fresh: shard.list().accounts.size, unread: 0, zonesUnknown: 0 });
    expect(degraded).toBe(false);
  });

  it('reads everybody, and finds outages, though nobody tells what anything costs', async () => {
    shard = await aShard();
    await shard.faults({ headersMissing: true });
    await shard.run(1_500);
    expect(shard.states.all.size).toBe(shard.list().accounts.size);
    const zone = shard.zoneIds()[0];
    await shard.break({ zone, state: 'offline' });
    await shard.run(900);
    expect(shard.told('outage-began').map(({ zoneId }) => zoneId)).toEqual([zone]);
  });
});
