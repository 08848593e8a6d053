import type { Clock } from '../clock.ts';
import { Failure } from '../failure.ts';
import type { Log } from '../log.ts';
import type { Meter } from '../metrics.ts';
import { CACHE_TTL_SECONDS, type Cache, type Cached, type CacheRequest, type Scope } from './cache.ts';
import {
  ageSeconds,
  assertScope,
  type CacheEntry,
  isYounger,
  longestLifeSeconds,
  type Place,
  packed,
  unpacked,
} from './entry.ts';
import { memoryLayer } from './memory-layer.ts';

export type CacheStore = {
  /** The entry, if any, and the generation its scope is in now (0 where it was never invalidated). */
  read(place: Place): Promise<{ generation: number; entry?: CacheEntry }>;
  /** Nothing happens to an entry too large, or older than what is there. */
  write(place: Place, entry: CacheEntry, lifeSeconds: number): Promise<void>;
  /** Makes every entry of the scope one of the past, those still being loaded included. */
  newGeneration(scope: Scope): Promise<void>;
};

/** An answer on its way to whoever asked for it; text where every asker reads an own copy. */
type Found<Value> = { text: string; loadedAt: number; from: Cached<Value>['from']; stale: boolean } | { value: Value };

/**
 * This process's memory, then the table, then `load`. Askers for the same answer at the same time share one load, except
 * those who insist on a fresh one. The table being away makes every answer a miss and nothing worse.
 */
export function layeredCache({
  store,
  clock,
  meter,
  log,
}: {
  store: CacheStore;
  clock: Clock;
  meter: Meter;
  log: Log;
}): Cache {
  const memory = memoryLayer();
  const flights = new Map<string, { scope: Scope; found: Promise<Found<unknown>> }>();
  let invalidations = 0;
  const now = () => clock().getTime();

  const readTable = async (place: Place) => {
    try {
      return await store.read(place);
    } catch (error) {
      log.warn('cache not read', { cache: place.cache, error });
      return undefined;
    }
  };
  const writeTable = async (place: Place, entry: CacheEntry, lifeSeconds: number) => {
    try {
      await store.write(place, entry, Math.min(lifeSeconds, longestLifeSeconds));
    } catch (error) {
      log.warn('cache not written', { cache: place.cache, error });
    }
  };

  const find = async <Value>(id: string, request: CacheRequest<Value>): Promise<Found<Value>> => {
    const { schema, staleWhileUnavailable = 0, refresh } = request;
    const ttlSeconds = request.ttlSeconds ?? CACHE_TTL_SECONDS[request.cache];
    const began = { at: now(), invalidations };
    const there = await readTable(request);
    const remember = ({ text, loadedAt }: { text: string; loadedAt: number }) => {
      if (invalidations !== began.invalidations) return;
      memory.keep(id, request, { text, loadedAt, generation: there?.generation, checkedAt: began.at });
    };
    const kept = there?.entry?.generation === there?.generation ? there?.entry : undefined;
    if (!refresh && kept && isYounger(kept, ttlSeconds, now()) && unpacked(kept.text, schema)) {
      remember(kept);
      return { ...kept, from: 'table', stale: false };
    }

    const loadedAt = now();
    let value: Value;
    try {
      value = await request.load();
    } catch (error) {
      const mine = memory.last(id);
      const last = kept ?? (!there || mine?.generation === there.generation ? mine : undefined);
      if (!last || !isYounger(last, ttlSeconds + staleWhileUnavailable, now())) throw error;
      if (staleWhileUnavailable === 0 || !unpacked(last.text, schema)) throw error;
      log.warn('stale answer served', { cache: request.cache, error });
      return { text: last.text, loadedAt: last.loadedAt, from: kept ? 'table' : 'memory', stale: true };
    }
    const text = packed(value, schema);
    if (text === undefined) {
      log.warn('value not cached: it is not what its schema reads', { cache: request.cache });
      return { value };
    }
    remember({ text, loadedAt });
    if (there) {
      await writeTable(request, { text, loadedAt, generation: there.generation }, ttlSeconds + staleWhileUnavailable);
    }
    return { text, loadedAt, from: 'load', stale: false };
  };

  const fly = <Value>(id: string, request: CacheRequest<Value>): Promise<Found<unknown>> => {
    const found = find(id, request).finally(() => {
      if (flights.get(id)?.found === found) flights.delete(id);
    });
    flights.set(id, { scope: request.scope, found });
    return found;
  };

  const answer = <Value>(found: Found<unknown>, { schema }: CacheRequest<Value>): Cached<Value> => {
    if (!('text' in found)) return { value: found.value as Value, from: 'load', ageSeconds: 0, stale: false };
    const read = unpacked(found.text, schema);
    if (!read) throw new TypeError('one cached answer is read by two schemas');
    return { ...read, from: found.from, ageSeconds: ageSeconds(found, now()), stale: found.stale };
  };

  return {
    async cached(request) {
      const { cache, scope, key, refresh = false, ttlSeconds = CACHE_TTL_SECONDS[cache] } = request;
      assertScope(scope);
      const id = JSON.stringify([scope, cache, key]);
      const mine = refresh ? undefined : memory.trusted(id, now());
      if (mine && isYounger(mine, ttlSeconds, now())) {
        const value = unpacked(mine.text, request.schema);
        if (value) {
          meter.count('CacheHit', { cache });
          return { ...value, from: 'memory', ageSeconds: ageSeconds(mine, now()), stale: false };
        }
      }
      const found = answer(await ((refresh ? undefined : flights.get(id)?.found) ?? fly(id, request)), request);
      if (!refresh) meter.count(found.from === 'load' || found.stale ? 'CacheMiss' : 'CacheHit', { cache });
      return found;
    },

    async invalidate(scope) {
      assertScope(scope);
      try {
        await store.newGeneration(scope);
      } catch (cause) {
        const options = { retryable: true, details: { scope }, cause };
        throw new Failure('cache-not-invalidated', 'Other processes may serve old answers until they expire', options);
      } finally {
        invalidations++;
        memory.forget(scope);
        for (const [id, flight] of flights) if (flight.scope === scope) flights.delete(id);
      }
    },
  };
}
