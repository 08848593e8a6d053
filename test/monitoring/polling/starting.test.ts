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
});
