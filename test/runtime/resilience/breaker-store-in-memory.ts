import { closed } from '../../../lambdas/runtime/resilience/breaker.ts';
import type { BreakerStore, KeptBreaker } from '../../../lambdas/runtime/resilience/shared-breaker.ts';

export type MemoryBreakerStore = BreakerStore & { calls: string[]; away(isAway: boolean): void };

/** Breakers in memory: the same contract as the DynamoDB adapter, held by the same suite. It can be away. */
export function breakerStoreInMemory(): MemoryBreakerStore {
  const kept = new Map<string, KeptBreaker>();
  const calls: string[] = [];
  let isAway = false;
  const called = (name: string) => {
    calls.push(name);
    if (isAway) throw new Error('ProvisionedThroughputExceededException');
  };
  return {
    calls,
    away: (yes) => {
      isAway = yes;
    },
    async load(source) {
      called('load');
      return structuredClone(kept.get(source) ?? { state: closed, version: 0 });
    },
    async save(source, state, version) {
      called('save');
      if ((kept.get(source)?.version ?? 0) !== version) return 'conflict';
      kept.set(source, structuredClone({ state, version: version + 1 }));
      return 'saved';
    },
  };
}
