import type { CacheEntry, Place } from '../../../lambdas/runtime/cache/entry.ts';
import type { CacheStore } from '../../../lambdas/runtime/cache/layered-cache.ts';
import type { Clock } from '../../../lambdas/runtime/clock.ts';

export type MemoryCacheStore = CacheStore & {
  reads(): number;
  writes(): number;
  away(isAway: boolean): void;
};

/** The cached answers' table in memory: the same contract as the DynamoDB adapter, held by the same suite. */
export function cacheStoreInMemory(clock: Clock): MemoryCacheStore {
  const entries = new Map<string, CacheEntry>();
  const generations = new Map<string, number>();
  let reads = 0;
  let writes = 0;
  let isAway = false;
  const answering = () => {
    if (isAway) throw new Error('ThrottlingException');
  };
  const idOf = ({ scope, cache, key }: Place) => JSON.stringify([scope, cache, key]);
  return {
    reads: () => reads,
    writes: () => writes,
    away: (yes) => {
      isAway = yes;
    },
    async read(place) {
      reads++;
      answering();
      const entry = entries.get(idOf(place));
      return { generation: generations.get(place.scope) ?? 0, ...(entry && { entry: { ...entry } }) };
    },
    async write(place, entry) {
      writes++;
      answering();
      if (Buffer.byteLength(entry.text) > 350 * 1024) return;
      const there = entries.get(idOf(place));
      const isOlder = there && entry.loadedAt < there.loadedAt;
      if (!isOlder) entries.set(idOf(place), { ...entry });
    },
    async newGeneration(scope) {
      answering();
      generations.set(scope, (generations.get(scope) ?? clock().getTime()) + 1);
    },
  };
}
