import * as z from 'zod';
import type { MonitoringPolicy } from '../policy.ts';

/** What is remembered of the API between two cycles. */
export const UpstreamState = z.object({
  degraded: z.boolean(),
  /** Newest cycle that was judged. */
  cycle: z.int(),
  /** Cycles in a row in which too many venues could not be read. */
  bad: z.int().nonnegative(),
});
export type UpstreamState = z.infer<typeof UpstreamState>;

export const UPSTREAM_FINE: UpstreamState = { degraded: false, cycle: -1, bad: 0 };

/** How many of the venues that were looked at in a cycle could not be read. Judged once, when the cycle is over. */
export type CycleOutcome = { cycle: number; unread: number; total: number };

type Policy = Pick<MonitoringPolicy, 'upstreamErrorRate' | 'upstreamCycles' | 'upstreamMinVenues'>;

/**
 * When too many venues cannot be read for several cycles in a row, the API is the trouble and not the venues; the first
 * cycle that is good again ends it. Venues that answer are judged as usual meanwhile. Too few venues prove nothing bad.
 * A cycle that was judged before, or is older than that, changes nothing.
 */
export function upstreamStep(
  state: UpstreamState,
  { cycle, unread, total }: CycleOutcome,
  policy: Policy,
): { state: UpstreamState; change?: 'degraded' | 'restored' } {
  if (cycle <= state.cycle || total <= 0) return { state };
  if (unread / total <= policy.upstreamErrorRate) {
    const fine = { degraded: false, cycle, bad: 0 };
    return state.degraded ? { state: fine, change: 'restored' } : { state: fine };
  }
  if (total < policy.upstreamMinVenues) return { state: { ...state, cycle } };
  const bad = cycle === state.cycle + 1 ? state.bad + 1 : 1;
  const degrades = !state.degraded && bad >= policy.upstreamCycles;
  const next = { degraded: state.degraded || degrades, cycle, bad };
  return degrades ? { state: next, change: 'degraded' } : { state: next };
}
