import { UPSTREAM_FINE, type UpstreamState, upstreamStep } from '../detection/upstream.ts';
import type { MonitoringPolicy } from '../policy.ts';
import { type CycleCount, createCycles } from './cycles.ts';
import type { UpstreamNews } from './listener.ts';
import { isUnread } from './reading-of-line.ts';
import type { ReplayFleet } from './replay-fleet.ts';

type Memory = { state: UpstreamState; since: number };

/** Whether it is the API that fails, cycle by cycle, as the planner sees it from heartbeats. */
export function createUpstreamWatch(
  { t0, venues }: ReplayFleet,
  policy: MonitoringPolicy,
  tell: (news: UpstreamNews, at: number) => void,
) {
  const intervalMs = policy.pollIntervalSec * 1_000;
  const cycles = createCycles({ t0, intervalMs, venues: venues.length, limit: policy.upstreamErrorRate });
  let memory: Memory = { state: UPSTREAM_FINE, since: t0 };

  const judge = (count: (CycleCount & { at: number }) | undefined) => {
    if (!count) return;
    const { state, change } = upstreamStep(memory.state, count, policy);
    memory = { state, since: change === 'degraded' ? count.at : memory.since };
    if (change) tell({ kind: change, since: memory.since }, count.at);
  };
  return {
    advance: (now: number): void => judge(cycles.advance(now)),
    looked(venueId: string, marks: string, observedAt: number, now: number): void {
      judge(cycles.heard(venueId, { observedAt, unread: isUnread(marks) }, now));
    },
    saved: (): string => JSON.stringify({ ...memory, cycles: cycles.saved() }),
    restore(text: string): void {
      const { cycles: counted, ...rest } = JSON.parse(text) as Memory & { cycles: string };
      memory = rest;
      cycles.restore(counted);
    },
  };
}
