import { shardOf } from '../../../lambdas/monitoring/planning/rendezvous.ts';

const IDS = Array.from({ length: 20_000 }, (_, at) =>
  Buffer.from(`Account,,${at.toString(36)}/`).toString('base64url'),
);
const SHARDS = ['one', 'two', 'three', 'four', 'five'];
const countsOf = (shards: readonly string[]) => {
  const counts = new Map(shards.map((shard) => [shard, 0]));
  for (const id of IDS) {
    const shard = shardOf(id, shards);
    counts.set(shard, Number(counts.get(shard)) + 1);
  }
  return counts;
};

describe('the shard of an account', () => {
  it.each([1, 2, 3, 4, 5])('is one of %d, each with its share, a tenth more or less', (many) => {
    for (const count of countsOf(SHARDS.slice(0, many)).values()) {
      expect(count).toBeGreaterThan((IDS.length / many) * 0.9);
      expect(count).toBeLessThan((IDS.length / many) * 1.1);
    }
  });

  it.each([1, 2, 3, 4])('moves to a shard that comes beside %d, or stays where it is', (many) => {
    const [before, after] = [SHARDS.slice(0, many), SHARDS.slice(0, many + 1)];
    const moved = IDS.filter((id) => shardOf(id, before) !== shardOf(id, after));
    expect(moved.every((id) => shardOf(id, after) === SHARDS[many])).toBe(true);
    expect(moved.length).toBeLessThan((IDS.length / (many + 1)) * 1.1);
  });

  it('moves away from a shard that goes, and from no other', () => {
    const left = SHARDS.filter((shard) => shard !== 'three');
    const moved = IDS.filter((id) => shardOf(id, SHARDS) !== shardOf(id, left));
    expect(moved.every((id) => shardOf(id, SHARDS) === 'three')).toBe(true);
  });

  it('does not depend on the order in which shards are named', () => {
    for (const id of IDS.slice(0, 500)) expect(shardOf(id, SHARDS.toReversed())).toBe(shardOf(id, SHARDS));
  });

  it('cannot be told without a shard', () => expect(() => shardOf('a', [])).toThrow('no shard'));
});
