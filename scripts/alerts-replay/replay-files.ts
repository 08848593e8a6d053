import type { MonitoringPolicy } from '../../lambdas/monitoring/policy.ts';
import { createChangeLog } from '../../lambdas/monitoring/replay/change-log.ts';
import { createOutageLog } from '../../lambdas/monitoring/replay/outage-log.ts';
import { createReplay } from '../../lambdas/monitoring/replay/replay.ts';
import type { ReplayFleet } from '../../lambdas/monitoring/replay/replay-fleet.ts';
import { createSlaBook } from '../../lambdas/monitoring/replay/sla-book.ts';
import { createTallies } from '../../lambdas/monitoring/replay/tallies.ts';
import { createUpstreamNotices } from '../../lambdas/monitoring/replay/upstream-notices.ts';
import { feedFile } from './feed-file.ts';
import { type ResultFiles, resultFiles } from './result-files.ts';
import { type Summary, summaryOf } from './summary.ts';

export const RESULTS = [
  'notifications.ndjson',
  'outages.ndjson',
  'changes.ndjson',
  'sla.json',
  'summary.json',
] as const;

type Files = { events: string; out: string; changes: boolean };

/** Replays an events file into a folder of results. Throws, and leaves no results, where a line cannot be read. */
export async function replayFiles(fleet: ReplayFleet, policy: MonitoringPolicy, files: Files): Promise<Summary> {
  const results = resultFiles(files.out, RESULTS);
  try {
    const summary = await replayInto(results, fleet, policy, files);
    results.finish();
    return summary;
  } catch (problem) {
    results.abandon();
    throw problem;
  }
}

async function replayInto(results: ResultFiles, fleet: ReplayFleet, policy: MonitoringPolicy, files: Files) {
  const tally = createTallies();
  const outages = createOutageLog(fleet.t0, results.lines('outages.ndjson').write);
  const notices = createUpstreamNotices(fleet.t0, results.lines('notifications.ndjson').write);
  const sla = createSlaBook(fleet, policy);
  const changes = files.changes ? [createChangeLog(fleet.t0, results.lines('changes.ndjson').write)] : [];
  const replay = createReplay(fleet, policy, { listeners: [sla, tally, outages, notices, ...changes] });

  const began = performance.now();
  await feedFile(replay, fleet.t0, files.events);
  outages.finish();
  results.json('sla.json', sla.report(replay.watches, replay.now()));
  const summary = summaryOf({ replay, fleet, tallies: tally.tallies, seconds: (performance.now() - began) / 1_000 });
  results.json('summary.json', summary);
  return summary;
}
