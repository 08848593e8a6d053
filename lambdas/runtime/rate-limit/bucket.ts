import type { Limit } from './limits.ts';

/**
 * A bucket is one number: when it will be full again, in milliseconds since 1970. Taking moves that moment on, time does
 * the rest; nothing ever moves it back, so clocks that disagree can take no more than the fastest of them alone.
 */
export type Draught = { costMilliseconds: number; capacityMilliseconds: number };

export const millisecondsPerToken = ({ most, perSeconds }: Limit): number => (perSeconds * 1000) / most;

/** What taking `n` costs. Throws where the bucket never holds so many. */
export function draughtOf(limit: Limit, n: number): Draught {
  if (!Number.isInteger(n) || n < 1 || n > limit.most) throw new RangeError(`${n} cannot be taken of ${limit.most}`);
  return { costMilliseconds: n * millisecondsPerToken(limit), capacityMilliseconds: limit.perSeconds * 1000 };
}

/** Whether there is enough in a bucket that will be full at `fullAt`. */
export const isEnough = (fullAt: number, { costMilliseconds, capacityMilliseconds }: Draught, now: number): boolean =>
  Math.max(fullAt, now) + costMilliseconds <= now + capacityMilliseconds;

/** How many more can be taken at once. */
export const leftIn = (fullAt: number, limit: Limit, now: number): number =>
  Math.max(0, Math.floor((now + limit.perSeconds * 1000 - Math.max(fullAt, now)) / millisecondsPerToken(limit)));

/** Until there is enough; at least one second, so that nobody tries again at once. */
export const secondsUntilEnough = (fullAt: number, draught: Draught, now: number): number =>
  Math.max(1, Math.ceil((fullAt + draught.costMilliseconds - draught.capacityMilliseconds - now) / 1000));
