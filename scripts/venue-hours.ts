/**
 * Tells or says when a venue is meant to have music.
 * npm run venues:hours -- --venue 1002 [--show] [--stage Dev|Prod]
 * npm run venues:hours -- --venue 1002 --set "Mon-Fri 07:00-23:00, Sat-Sun 08:00-01:00" [--by anna] [--reason WHY]
 * npm run venues:hours -- --venue 1002 --always
 * npm run venues:hours -- --venue 1002 --clear
 */

import type { Sql } from '../lambdas/runtime/sql/sql-client.ts';
import { hoursInWords } from '../lambdas/venues/hours/hours-in-words.ts';
import { readOpeningHours } from '../lambdas/venues/hours/read-opening-hours.ts';
import { calendarOf, type OpeningHours } from '../lambdas/venues/index.ts';
import {
  clearOpeningHours,
  openingHoursOf,
  setOpeningHours,
} from '../lambdas/venues/record/opening-hours-in-postgres.ts';
import { withDatabase } from './database.ts';
import { findEnvironment, stageOption, stageUsage } from './environment.ts';
import { bringIntoForce } from './in-force.ts';
import { counted } from './in-words.ts';
import { PlainProblem, readOptions, runScript, UsageProblem } from './run-script.ts';
import { oneLine } from './venue-facts/one-line.ts';
import { readVenueId } from './venue-facts/venue-id.ts';
import { speaker, titleOf, venueWithHours } from './venue-hours/venue-with-hours.ts';

const usage = `use --venue ID [--show | --set HOURS | --always | --clear] [--by WHO] [--reason WHY] ${stageUsage}`;

await runScript('venues:hours', async () => {
  const options = readOptions(usage, {
    ...stageOption,
    venue: { type: 'string' },
    set: { type: 'string' },
    always: { type: 'boolean' },
    clear: { type: 'boolean' },
    show: { type: 'boolean' },
    by: { type: 'string' },
    reason: { type: 'string' },
  } as const);
  const venueId = readVenueId(options.venue, usage);
  const { set, always = false, clear = false, show = false, reason } = options;
  if ([set !== undefined, always, clear, show].filter(Boolean).length > 1) throw new UsageProblem(usage);
  const hours = always ? 'always' : set === undefined ? undefined : typed(set);
  const environment = await findEnvironment(options.stage);
  return withDatabase(environment, async (sql) => {
    if (hours === undefined && !clear) return tell(sql, venueId);
    const now = new Date();
    const said = { venueId, by: speaker(options.by), ...(reason !== undefined && { reason }) };
    const outcome = await (hours === undefined
      ? clearOpeningHours(sql, said, now)
      : setOpeningHours(sql, { ...said, hours }, now));
    if (outcome.kind === 'refused') throw new PlainProblem(`${outcome.problem}. Nothing was changed.`);
    const what = { set: 'Set', cleared: 'Cleared', unchanged: 'Nothing to change' }[outcome.kind];
    console.log(`${what} in ${environment.inWords}.`);
    await tell(sql, venueId);
    return bringIntoForce(environment, sql, venueId);
  });
});

function typed(text: string): OpeningHours {
  const read = readOpeningHours(text);
  if ('problem' in read) throw new UsageProblem(`${read.problem}. Nothing was changed.`);
  return read.hours;
}

async function tell(sql: Sql, venueId: number): Promise<0> {
  const now = new Date();
  const venue = await venueWithHours(sql, venueId, now);
  const kept = await openingHoursOf(sql, venueId);
  const said = kept
    ? `set by ${oneLine(kept.setBy)}, ${kept.setAt.toISOString().slice(0, 10)}`
    : 'nobody has set any, so music is expected at all times';
  const windows = venue.maintenance.length;
  for (const line of titleOf(venue)) console.log(line);
  console.log(`  Opening hours: ${hoursInWords(venue.opening)} (${said})`);
  console.log(`  Now: ${calendarOf(venue).at(now.getTime())}`);
  console.log(
    windows === 0
      ? '  No maintenance.'
      : `  ${counted(windows, 'maintenance window')}: npm run venues:maintenance -- --venue ${venueId} --list`,
  );
  return 0;
}
