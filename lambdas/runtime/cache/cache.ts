import type * as z from 'zod';

/** How long answers of each kind are good for, in seconds; also the closed list of caches that metrics know. */
export const CACHE_TTL_SECONDS = {
  identification: 30 * 60,
  conversation: 2 * 3600,
  'zone-status': 5 * 60,
  'common-response': 3600,
  'venue-master': 3600,
  email: 2 * 3600,
} as const;
export type CacheName = keyof typeof CACHE_TTL_SECONDS;

/**
 * What an answer belongs to: 'venue#1002', 'source#gmail'. It is part of where the answer is kept, so that nothing said
 * about one venue can be served to another, and what is invalidated as one.
 */
export type Scope = `${string}#${string}`;

export type CacheRequest<Value> = {
  cache: CacheName;
  scope: Scope;
  key: string;
  /** At most seven days. @default that of the cache */
  ttlSeconds?: number;
  /** Reads the value back from JSON; a kept value that does not fit (an older form) counts as absent. */
  schema: z.ZodType<Value>;
  /** Answers a value worth keeping, or throws: "not now" is no value. */
  load(): Promise<Value>;
  /** Ask the source, whatever is kept. @default false */
  refresh?: boolean;
  /** When `load` fails, serve what was kept for this many seconds beyond its time, marked stale. @default 0 */
  staleWhileUnavailable?: number;
};

/** `ageSeconds` counts from when the load began. */
export type Cached<Value> = { value: Value; from: 'memory' | 'table' | 'load'; ageSeconds: number; stale: boolean };

export type Cache = {
  /** Throws only what `load` throws, and only when nothing kept may stand in. */
  cached<Value>(request: CacheRequest<Value>): Promise<Cached<Value>>;
  /**
   * Nothing loaded before now is served any more: here at once, elsewhere within 30 seconds. Throws the retryable
   * Failure `cache-not-invalidated` when only this process could be told.
   */
  invalidate(scope: Scope): Promise<void>;
};
