import type { Clock } from '../../../lambdas/runtime/clock.ts';
import { isEnough } from '../../../lambdas/runtime/rate-limit/bucket.ts';
import type { Buckets } from '../../../lambdas/runtime/rate-limit/rate-limiter.ts';

/** Buckets in memory: the same contract as the DynamoDB adapter, held by the same suite. One map, many clocks. */
export function bucketsInMemory(clock: Clock, fullAts = new Map<string, number>()): Buckets {
  return {
    async take(limit, who, draught) {
      const id = JSON.stringify([limit, who]);
      const now = clock().getTime();
      const fullAt = fullAts.get(id) ?? 0;
      if (!isEnough(fullAt, draught, now)) return { kind: 'short', fullAt };
      const after = Math.max(fullAt, now) + draught.costMilliseconds;
      fullAts.set(id, after);
      return { kind: 'taken', fullAt: after };
    },
  };
}
