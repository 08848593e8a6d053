import type { Heartbeat } from './heartbeat.ts';

export type Coverage = {
  /** Watched accounts. */
  accounts: number;
  /** Read within the time that a reading vouches for. */
  fresh: number;
  /** Of those that were ever read: not now, and not because of something that is wrong with the account itself. */
  unread: number;
  everRead: number;
  /** Newest reading of the account that waits longest; of those that can be read. */
  oldestSeconds: number;
  /** Zones of accounts that are not fresh. */
  zonesUnknown: number;
};

export const NOTHING_COVERED: Coverage = {
  accounts: 0,
  fresh: 0,
  unread: 0,
  everRead: 0,
  oldestSeconds: 0,
  zonesUnknown: 0,
};

export function addCoverage(sum: Coverage, more: Coverage): void {
  for (const name of ['accounts', 'fresh', 'unread', 'everRead', 'zonesUnknown'] as const) sum[name] += more[name];
  sum.oldestSeconds = Math.max(sum.oldestSeconds, more.oldestSeconds);
}

/** When more than this share of the accounts fails one by one, it is not the accounts. */
const FAILING_TOGETHER = 0.1;

/** How much of a shard is really being watched, from its heartbeats alone. */
export function coverageOf(
  accountIds: readonly string[],
  heartbeats: Iterable<Heartbeat>,
  { now, staleAfterSeconds, zonesOf }: { now: number; staleAfterSeconds: number; zonesOf(accountId: string): number },
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
  const coverage: Coverage = { ...NOTHING_COVERED, accounts: accountIds.length };
  const failingAlone: number[] = [];
  for (const id of accountIds) {
    const at = readAt.get(id);
    const age = at === undefined ? Number.POSITIVE_INFINITY : (now - at) / 1000;
    if (age <= staleAfterSeconds) coverage.fresh += 1;
    else coverage.zonesUnknown += zonesOf(id);
    if (at === undefined) continue;
    coverage.everRead += 1;
    if ((missed.get(id) ?? 0) > at) {
      failingAlone.push(age);
      continue;
    }
    coverage.oldestSeconds = Math.max(coverage.oldestSeconds, Math.round(age));
    if (age > staleAfterSeconds || (failing.get(id) ?? 0) > at) coverage.unread += 1;
  }
  // An account that alone cannot be read says nothing about Soundtrack; many of them do.
  if (failingAlone.length > coverage.everRead * FAILING_TOGETHER) {
    coverage.unread += failingAlone.length;
    coverage.oldestSeconds = Math.max(coverage.oldestSeconds, ...failingAlone.map(Math.round));
  }
  return coverage;
}
