/**
 * Says when silence at a venue is meant, once or every day, and tells when that will be.
 * npm run venues:maintenance -- --venue 1002 [--list] [--stage Dev|Prod]
 * npm run venues:maintenance -- --venue 1002 --add "2026-12-01T01:00/2026-12-01T04:00" --reason "new speakers" [--zones "Lobby,Pool"]
 * npm run venues:maintenance -- --venue 1002 --daily "02:00-03:00" [--days mon,tue] [--time-zone Asia/Bangkok] --reason "router restarts"
 * npm run venues:maintenance -- --venue 1002 --end ID [--reason WHY]
 */

import type { Sql } from '../lambdas/runtime/sql/sql-client.ts';
import { type KeptMaintenance, maintenancePages } from '../lambdas/venues/record/kept-maintenance-in-postgres.ts';
import {
  addMaintenance,
  endMaintenance,
  type MaintenanceOutcome,
} from '../lambdas/venues/record/maintenance-in-postgres.ts';
import { venueRecord } from '../lambdas/venues/record/venue-record-in-postgres.ts';
import { withDatabase } from './database.ts';
import { findEnvironment, stageOption, stageUsage } from './environment.ts';
import { bringIntoForce } from './in-force.ts';
import { counted } from './in-words.ts';
import { PlainProblem, readOptions, runScript, UsageProblem } from './run-script.ts';
import { readVenueId } from './venue-facts/venue-id.ts';
import { maintenanceInWords, mayCome } from './venue-hours/maintenance-in-words.ts';
import { readWindow } from './venue-hours/read-window.ts';
import { speaker, titleOf, venueWithHours } from './venue-hours/venue-with-hours.ts';

const usage =
  'use --venue ID [--list | --add FROM/TO | --daily HH:MM-HH:MM [--days mon,tue] [--time-zone ZONE] | --end ID] ' +
  `[--zones NAMES] [--by WHO] [--reason WHY] ${stageUsage}`;

await runScript('venues:maintenance', async () => {
  const options = readOptions(usage, {
    ...stageOption,
    venue: { type: 'string' },
    add: { type: 'string' },
    daily: { type: 'string' },
    days: { type: 'string' },
    'time-zone': { type: 'string' },
    zones: { type: 'string' },
    end: { type: 'string' },
    list: { type: 'boolean' },
    by: { type: 'string' },
    reason: { type: 'string' },
  } as const);
  const venueId = readVenueId(options.venue, usage);
  const { add: once, daily, days, zones, end, list = false, reason } = options;
  if ([once, daily, end, list || undefined].filter((one) => one !== undefined).length > 1)
    throw new UsageProblem(usage);
  if ((once ?? daily) !== undefined && reason === undefined)
    throw new UsageProblem(`say with --reason why silence is meant, for whoever wonders later\n${usage}`);
  const environment = await findEnvironment(options.stage);
  return withDatabase(environment, async (sql) => {
    const now = new Date();
    const by = speaker(options.by);
    const venue = await venueWithHours(sql, venueId, now);
    const zonesOfVenue = (await venueRecord(sql, venueId))?.zones ?? [];
    const place = { timeZone: options['time-zone'] ?? venue.timeZone, zones: zonesOfVenue };
    const told = { ...place, now, title: titleOf(venue) };
    if (end !== undefined) {
      const said = { venueId, id: end, by, ...(reason !== undefined && { reason }) };
      console.log(`${inWords(await endMaintenance(sql, said, now), end)} in ${environment.inWords}.`);
    } else if ((once ?? daily) !== undefined) {
      const window = readWindow({ once, daily, days, zones }, place);
      const outcome = await addMaintenance(sql, { venueId, window, by, reason: reason ?? '' }, now);
      console.log(`${inWords(outcome, '')} in ${environment.inWords}.`);
    } else {
      await tell(sql, venueId, told);
      return 0;
    }
    await tell(sql, venueId, told);
    return bringIntoForce(environment, sql, venueId);
  });
});

function inWords(outcome: MaintenanceOutcome, id: string): string {
  switch (outcome.kind) {
    case 'refused':
      throw new PlainProblem(`${outcome.problem}. Nothing was changed.`);
    case 'not-known':
      throw new PlainProblem(`the venue has no maintenance ${id}. Nothing was changed.`);
    case 'ended-already':
      throw new PlainProblem('this maintenance was ended before. Nothing was changed.');
    case 'known-already':
      return 'Known already';
    case 'added':
      return `Added as ${outcome.id}`;
    case 'ended':
      return 'Ended';
  }
}

type Told = { now: Date; timeZone: string | null; zones: readonly { id: string; name: string }[]; title: string[] };

async function tell(sql: Sql, venueId: number, { now, timeZone, zones, title }: Told): Promise<void> {
  const names = new Map(zones.map(({ id, name }) => [id, name]));
  const surroundings = { now, timeZone, nameOf: (id: string) => names.get(id) ?? id };
  const coming: KeptMaintenance[] = [];
  let over = 0;
  for await (const page of maintenancePages(sql, venueId)) {
    const some = page.filter((kept) => mayCome(kept, now));
    coming.push(...some);
    over += page.length - some.length;
  }
  for (const line of title) console.log(line);
  for (const kept of coming) for (const line of maintenanceInWords(kept, surroundings)) console.log(line);
  if (coming.length === 0) console.log('  No maintenance is to come.');
  if (over > 0) console.log(`  ${counted(over, 'window')} of the past.`);
}
