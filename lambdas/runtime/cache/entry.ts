import type * as z from 'zod';
import type { CacheName, Scope } from './cache.ts';

/** Where an answer is kept. */
export type Place = { scope: Scope; cache: CacheName; key: string };

/** A kept answer as JSON. Its time is when the load began, its generation the scope's at that moment. */
export type CacheEntry = { text: string; loadedAt: number; generation: number };

/**
 * The longest an entry may be served. The generation of its scope is remembered for longer, so that no entry outlives
 * the memory that it was invalidated.
 */
export const longestLifeSeconds = 7 * 24 * 3600;
export const generationLifeSeconds = 8 * 24 * 3600;

export const ageSeconds = ({ loadedAt }: { loadedAt: number }, now: number): number =>
  Math.max(0, (now - loadedAt) / 1000);

/** Whether an entry is younger than that, whatever anybody promised about deleting it. */
export const isYounger = (entry: { loadedAt: number }, seconds: number, now: number): boolean =>
  ageSeconds(entry, now) < Math.min(seconds, longestLifeSeconds);

/** JSON of the value, if reading it back gives a value of the schema. */
export function packed<Value>(value: Value, schema: z.ZodType<Value>): string | undefined {
  const text = asJson(value);
  return text !== undefined && unpacked(text, schema) ? text : undefined;
}

export function unpacked<Value>(text: string, schema: z.ZodType<Value>): { value: Value } | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? { value: parsed.data } : undefined;
  } catch {
    return undefined;
  }
}

function asJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/** `venue#undefined` would be one scope for every venue whose id somebody forgot. */
export function assertScope(scope: Scope): void {
  if (!/^[a-z-]+#(?!(?:undefined|null|NaN|\[object Object\])$).+$/s.test(scope)) {
    throw new TypeError(`not the scope of a cached answer: ${scope}`);
  }
}
