import type { MonitoringPolicy } from '../../lambdas/monitoring/policy.ts';
import { createOutageLog, type OutageRow } from '../../lambdas/monitoring/replay/outage-log.ts';
import { createReplay } from '../../lambdas/monitoring/replay/replay.ts';
import { createSlaBook } from '../../lambdas/monitoring/replay/sla-book.ts';
import { feedFile } from '../alerts-replay/feed-file.ts';
import { type Day, marksAt } from './day.ts';
import { judge, type Verdict } from './judge.ts';
import type { Polls } from './polls.ts';
import { stopwatch } from './speed.ts';

export type Findings = { verdict: Verdict; perSecond: number; rechecks: number };

/** One replay of the day under a policy, timed with everything a replay does, and judged. */
export async function findings(
  day: Day,
  policy: MonitoringPolicy,
  file: string,
  polls: Polls,
  blips: number,
): Promise<Findings> {
  const rows: OutageRow[] = [];
  const outages = createOutageLog(day.fleet.t0, (row) => rows.push(row));
  const places = new Map(day.fleet.venues.map(({ id }, at) => [id, at]));
  const replay = createReplay(day.fleet, policy, {
    listeners: [createSlaBook(day.fleet, policy), outages],
    truth: (venueId, at) => ({ zones: marksAt(day, places.get(venueId) ?? 0, at, blips) }),
  });
  const speed = stopwatch();
  await feedFile(replay, day.fleet.t0, file);
  const perSecond = speed(replay.counts.events);
  outages.finish();
  return { verdict: judge(day, rows, polls.troubles), perSecond, rechecks: replay.counts.rechecks };
}
