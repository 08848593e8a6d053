import type { Heartbeat } from '../../../lambdas/monitoring/planning/heartbeat.ts';
import type { UpstreamNote } from '../../../lambdas/monitoring/store/monitor-notes.ts';

/** Whether the monitor can see. `legs`: parts of a round that cannot be read now, of all there are. */
export type MonitoringState = {
  kind: 'fine' | 'not-answering' | 'degraded';
  /** ISO; absent while all is well. */
  since?: string;
  legs: { unread: number; all: number };
  reasons: string[];
  /** The shards it concerns. */
  shards: string[];
};

/** What heartbeats tell at once, and what was judged of them: an upstream that is away is told before the verdict. */
export function monitoringState(
  upstream: UpstreamNote | undefined,
  shards: readonly { id: string; heartbeats: Iterable<Heartbeat> }[],
): MonitoringState {
  const unread: { shard: string; since: number; reason: string }[] = [];
  let all = 0;
  for (const { id, heartbeats } of shards) {
    for (const heartbeat of heartbeats) {
      all += 1;
      if (heartbeat.unread) unread.push({ shard: id, ...heartbeat.unread });
    }
  }
  const legs = { unread: unread.length, all };
  const more = {
    legs,
    reasons: distinct(unread.map(({ reason }) => reason)),
    shards: distinct(unread.map(({ shard }) => shard)),
  };
  if (upstream?.state.degraded) return { kind: 'degraded', since: upstream.since, ...more };
  if (unread.length === 0) return { kind: 'fine', ...more };
  const since = new Date(Math.min(...unread.map((leg) => leg.since))).toISOString();
  return { kind: 'not-answering', since, ...more };
}

const distinct = (words: string[]): string[] => [...new Set(words)].sort();
