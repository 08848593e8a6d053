import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { type Draught, draughtOf, leftIn, secondsUntilEnough } from './bucket.ts';
import { LIMITS, type Limit, type LimitName } from './limits.ts';

export type Buckets = {
  /** Takes all of it or nothing, in one step that nobody else's can come between. */
  take(limit: LimitName, who: string, draught: Draught): Promise<{ kind: 'taken' | 'short'; fullAt: number }>;
};

/** `unknown`: the table is away and the limit would rather refuse. */
export type Refusal = { kind: 'refused'; retryAfterSeconds: number; because: 'used-up' | 'unknown' };
/** `left` is missing where the table is away and the limit lets go on. */
export type TakeOutcome = { kind: 'allowed'; left?: number } | Refusal;

export type RateLimiter = {
  /** May `who` (a chat, a person, 'everybody') do this `n` times now? Refused means none was counted. Never throws for a table that is away: see LIMITS. */
  take(limit: LimitName, who: string, n?: number): Promise<TakeOutcome>;
};

const whenUnknownSeconds = 60;

export function rateLimiter({ buckets, clock, log }: { buckets: Buckets; clock: Clock; log: Log }): RateLimiter {
  return {
    async take(name, who, n = 1) {
      const limit: Limit = LIMITS[name];
      const draught = draughtOf(limit, n);
      try {
        const { kind, fullAt } = await buckets.take(name, who, draught);
        const now = clock().getTime();
        if (kind === 'taken') return { kind: 'allowed', left: leftIn(fullAt, limit, now) };
        return { kind: 'refused', retryAfterSeconds: secondsUntilEnough(fullAt, draught, now), because: 'used-up' };
      } catch (error) {
        log.warn('limit unknown', { limit: name, whenUnknown: limit.whenUnknown, error });
        if (limit.whenUnknown === 'allow') return { kind: 'allowed' };
        return { kind: 'refused', retryAfterSeconds: whenUnknownSeconds, because: 'unknown' };
      }
    },
  };
}
