import type { Throttle } from './route-table.ts';

/** Lets `burstLimit` requests through at once and refills at `rateLimit` a second. */
export function createTokenBucket({ rateLimit, burstLimit }: Throttle, now: () => number): { take(): boolean } {
  let tokens = burstLimit;
  let filledAt = now();
  return {
    take() {
      const time = now();
      tokens = Math.min(burstLimit, tokens + ((time - filledAt) / 1000) * rateLimit);
      filledAt = time;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
