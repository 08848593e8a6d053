import type { Heartbeat } from './heartbeat.ts';

export type Coverage = {
  /** Watched accounts. */
  accounts: number;
  /** Read within the time that a reading vouches for. */
  fresh: number;
  /** Of those that were ever read: not now, although nothing is wrong with the account itself. */
  unread: number;
  everRead: number;
  /** Newest reading of the account that waits longest; of those that can be read. */
  oldestSeconds: number;
};

/** How much of a shard is really being watched, from its heartbeats alone. */
export function coverageOf(
  accountIds: readonly string[],
  heartbeats: Iterable<Heartbeat>,
  { now, staleAfterSeconds }: { now: number; staleAfterSeconds: number },
): Coverage {
  const readAt = new Map<string, number>();
  const failing = new Map<string, number>();
  const missed = new Map<string, number>();
  const newest = (times: Map<string, number>, id: string, at: number) =>
    times.set(id, Math.max(times.get(id) ?? 0, at));
  for (const heartbeat of heartbeats) {
    for (const id of heartbeat.read) newest(readAt, id, heartbeat.at);
    for (const id of heartbeat.missed) newest(missed, id, heartbeat.at);
    for (const [id, at] of Object.entries(heartbeat.behind)) {
      newest(readAt, id, at);
      if (heartbeat.unread) newest(failing, id, heartbeat.unread.since);
    }
  }
  const coverage = { accounts: accountIds.length, fresh: 0, unread: 0, everRead: 0, oldestSeconds: 0 };
  for (const id of accountIds) {
    const at = readAt.get(id);
    if (at === undefined) continue;
    coverage.everRead += 1;
    const age = (now - at) / 1000;
    if (age <= staleAfterSeconds) coverage.fresh += 1;
    // An account that alone cannot be read says nothing about Soundtrack.
    if ((missed.get(id) ?? 0) > at) continue;
    coverage.oldestSeconds = Math.max(coverage.oldestSeconds, Math.round(age));
    if (age > staleAfterSeconds || (failing.get(id) ?? 0) > at) coverage.unread += 1;
  }
  return coverage;
}
