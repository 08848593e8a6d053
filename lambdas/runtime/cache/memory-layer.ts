import { LRUCache } from 'lru-cache';
import type { Scope } from './cache.ts';
import type { CacheEntry, Place } from './entry.ts';

/** `checkedAt`: when it was last sure that the entry had not been invalidated; no generation where nobody could say. */
export type Remembered = Omit<CacheEntry, 'generation'> & { generation: number | undefined; checkedAt: number };

/** For longer than this no process goes by its own memory: invalidations are heard of no other way. */
const trustedMilliseconds = 30_000;
const bounds = { max: 1_000, maxSize: 16 * 2 ** 20, maxEntrySize: 4 * 2 ** 20 };

export function memoryLayer() {
  const kept = new LRUCache<string, Remembered & { scope: Scope }>({
    ...bounds,
    sizeCalculation: ({ text }) => Buffer.byteLength(text) + 200,
  });
  return {
    /** Only if it is surely not long invalidated. */
    trusted(id: string, now: number): Remembered | undefined {
      const entry = kept.get(id);
      return entry && now - entry.checkedAt < trustedMilliseconds ? entry : undefined;
    },
    /** However long ago. */
    last: (id: string): Remembered | undefined => kept.peek(id),
    keep(id: string, { scope }: Place, entry: Remembered) {
      const there = kept.peek(id);
      if (!there || there.loadedAt <= entry.loadedAt) kept.set(id, { ...entry, scope });
    },
    forget(scope: Scope) {
      for (const [id, entry] of [...kept.entries()]) if (entry.scope === scope) kept.delete(id);
    },
  };
}
