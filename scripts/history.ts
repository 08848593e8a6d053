/**
 * Prints what happened to a zone or to the zones of a venue, with every reason, and the SLA of the month.
 * npm run history -- --venue 1002 | --zone ID [--from 2026-11-01] [--to 2026-11-21T10:30] [--stage Dev|Prod]
 */

import type { Whose } from '../lambdas/monitoring/history/whose.ts';
import { withDatabase } from './database.ts';
import { findEnvironment, stageOption, stageUsage } from './environment.ts';
import { monthsOf, readTime } from './history/read-span.ts';
import { showHistory } from './history/show-history.ts';
import { subjectOf } from './history/subject.ts';
import { readOptions, runScript, UsageProblem } from './run-script.ts';
import { readVenueId } from './venue-facts/venue-id.ts';

const usage = `use --venue ID or --zone ID [--from TIME] [--to TIME] ${stageUsage}; times of the venue, a day as end counts whole`;

await runScript('history', async () => {
  const { stage, zone, venue, from, to } = readOptions(usage, {
    ...stageOption,
    zone: { type: 'string' },
    venue: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
  } as const);
  const whose = readWhose(zone, venue);
  const now = new Date();
  await withDatabase(await findEnvironment(stage), async (sql) => {
    const subject = await subjectOf(sql, whose);
    const { timeZone } = subject;
    const end = to === undefined ? now : readTime(to, { timeZone, end: true, option: '--to' });
    const begin =
      from === undefined
        ? (monthsOf({ from: new Date(end.getTime() - 1), to: end }, timeZone)[0]?.from ?? end)
        : readTime(from, { timeZone, end: false, option: '--from' });
    if (begin >= end) throw new UsageProblem(`--from must come before --to. ${usage}`);
    await showHistory(sql, subject, { from: begin, to: end }, now, console.log);
  });
  return 0;
});

function readWhose(zone: string | undefined, venue: string | undefined): Whose {
  if ((zone === undefined) === (venue === undefined) || zone === '') throw new UsageProblem(usage);
  return zone === undefined ? { venueId: readVenueId(venue, usage) } : { zoneId: zone };
}
