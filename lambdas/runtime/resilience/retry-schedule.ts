import { ExponentialBackoff, halfJitterGenerator, noJitterGenerator } from 'cockatiel';
import type { Source } from './source.ts';

/** Less than this is no try: the connection alone takes part of it. */
export const shortestTrySeconds = 1;

/** How long to wait before the next try, or that there is none. */
export type NextTry =
  | { kind: 'wait'; seconds: number }
  | { kind: 'give-up'; because: 'tries' | 'retry-after' | 'deadline' };
export type RetrySchedule = (said: { afterSeconds?: number; secondsLeft: number }) => NextTry;

/**
 * The waits of one call, asked for after each failed try. A wait is never shorter than the source asked for, never
 * longer than the source's patience, and never so long that the deadline passes before the try could end.
 */
export function retrySchedule({ tries, firstWaitSeconds, longestWaitSeconds, jitter }: Source): RetrySchedule {
  let tried = 0;
  let backOff = new ExponentialBackoff({
    initialDelay: firstWaitSeconds * 1000,
    maxDelay: longestWaitSeconds * 1000,
    generator: jitter ? halfJitterGenerator : noJitterGenerator,
  }).next();
  return ({ afterSeconds = 0, secondsLeft }) => {
    tried++;
    if (tried >= tries) return { kind: 'give-up', because: 'tries' };
    if (afterSeconds > longestWaitSeconds) return { kind: 'give-up', because: 'retry-after' };
    const seconds = Math.max(backOff.duration / 1000, afterSeconds);
    backOff = backOff.next(undefined);
    if (seconds + shortestTrySeconds > secondsLeft) return { kind: 'give-up', because: 'deadline' };
    return { kind: 'wait', seconds };
  };
}
