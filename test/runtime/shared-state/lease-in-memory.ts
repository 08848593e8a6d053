import type { Clock } from '../../../lambdas/runtime/clock.ts';
import type { Holder, Lease } from '../../../lambdas/runtime/shared-state/lease.ts';

/** Leases in memory: the same contract as the DynamoDB adapter, held by the same suite. */
export function leaseInMemory(clock: Clock): Lease {
  const held = new Map<string, { holder: Holder; until: number }>();
  const current = (name: string) => {
    const lease = held.get(name);
    return lease && lease.until > clock().getTime() ? lease : undefined;
  };
  return {
    async acquire(name, holder, seconds) {
      const lease = current(name);
      if (lease && lease.holder.id !== holder.id) {
        return { kind: 'held', by: structuredClone(lease.holder), until: new Date(lease.until) };
      }
      const until = clock().getTime() + seconds * 1000;
      held.set(name, { holder: structuredClone(holder), until });
      return { kind: 'acquired', until: new Date(until) };
    },
    async release(name, holder) {
      return current(name)?.holder.id === holder.id && held.delete(name);
    },
    async holderOf(name) {
      const lease = current(name);
      return lease && { holder: structuredClone(lease.holder), until: new Date(lease.until) };
    },
  };
}
