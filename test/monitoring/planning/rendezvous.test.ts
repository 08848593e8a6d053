import { shardOf } from '../../../lambdas/monitoring/planning/rendezvous.ts';

const IDS = Array.from({ length: 20_000 }, (_, at) =>
  Buffer.from(`Account,,${at.toString(36)}/`).toString('base64url'),
);
const SHARDS = ['one', 'two', 'three', 'four', 'five'];
/** Which shard each account is in, when there are the first so many of them. */
const PLACES = SHARDS.map((_, at) => IDS.map((id) => shardOf(id, SHARDS.slice(0, at + 1))));
const placesAmong = (many: number): readonly string[] => PLACES[many - 1] ?? [];

describe('the shard of an account', () => {
  it.each([1, 2, 3, 4, 5])('is one of %d, each with its share, a tenth more or less', (many) => {
    const counts = Map.groupBy(placesAmong(many), (shard) => shard);
    expect([...counts.keys()].sort()).toEqual(SHARDS.slice(0, many).sort());
    for (const { length } of counts.values()) {
      expect(length).toBeGreaterThan((IDS.length / many) * 0.9);
      expect(length).toBeLessThan((IDS.length / many) * 1.1);
    }
  });

  it.each([1, 2, 3, 4])('moves to a shard that comes beside %d, or stays where it is', (many) => {
    const after = placesAmong(many + 1);
    const moved = after.filter((shard, at) => shard !== placesAmong(many)[at]);
    expect(moved.every((shard) => shard === SHARDS[many])).toBe(true);
    expect(moved.length).toBeLessThan((IDS.length / (many + 1)) * 1.1);
  });

  it('moves away from a shard that goes, and from no other', () => {
    const left = SHARDS.filter((shard) => shard !== 'three');
    const moved = IDS.slice(0, 4_000).filter((id, at) => shardOf(id, left) !== placesAmong(5)[at]);
    expect(moved.every((id) => shardOf(id, SHARDS) === 'three')).toBe(true);
  });

  it('does not depend on the order in which shards are named', () => {
    for (const id of IDS.slice(0, 500)) expect(shardOf(id, SHARDS.toReversed())).toBe(shardOf(id, SHARDS));
  });

  it('cannot be told without a shard', () => expect(() => shardOf('a', [])).toThrow('no shard'));
});
