import type { Retrier } from './definition.ts';
import { covers } from './failure.ts';

/** How often each Retrier of a state has been used. */
export type Attempts = readonly number[];
export type Retry = { attempts: Attempts; delaySeconds: number };

/**
 * The retry that a failed attempt gets, by the first Retrier that covers its error; undefined when none is left.
 * @param random between 0 and 1, for full jitter
 */
export function retryAfter(
  retriers: readonly Retrier[] | undefined,
  attempts: Attempts,
  error: string,
  random: number,
): Retry | undefined {
  const index = (retriers ?? []).findIndex(({ ErrorEquals }) => covers(ErrorEquals, error));
  const retrier = retriers?.[index];
  const used = attempts[index] ?? 0;
  if (!retrier || used >= (retrier.MaxAttempts ?? 3)) return undefined;
  const backedOff = (retrier.IntervalSeconds ?? 1) * (retrier.BackoffRate ?? 2) ** used;
  const longest = Math.min(backedOff, retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY);
  const counted = Array.from({ length: retriers?.length ?? 0 }, (_, at) => attempts[at] ?? 0);
  return {
    attempts: counted.with(index, used + 1),
    delaySeconds: retrier.JitterStrategy === 'FULL' ? longest * random : longest,
  };
}
