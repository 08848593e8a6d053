/**
 * Tells who said what of a venue, what counts and why, and what changed.
 * npm run venues:facts -- --venue 1002 [--field contact_phone] [--stage Dev|Prod]
 */

import { VENUE_FIELDS, type VenueField } from '../lambdas/venues/truth/facts.ts';
import { withDatabase } from './database.ts';
import { findEnvironment, stageOption, stageUsage } from './environment.ts';
import { readOptions, runScript, UsageProblem } from './run-script.ts';
import { printProvenance } from './venue-facts/in-words.ts';
import { readVenueId } from './venue-facts/venue-id.ts';

const usage = `use --venue ID [--field FIELD] ${stageUsage}`;

await runScript('venues:facts', async () => {
  const options = { ...stageOption, venue: { type: 'string' }, field: { type: 'string' } } as const;
  const { stage, venue, field } = readOptions(usage, options);
  const venueId = readVenueId(venue, usage);
  if (field !== undefined && !isField(field)) {
    throw new UsageProblem(`venues have no "${field}"; they have ${VENUE_FIELDS.join(', ')}`);
  }
  const asked = { venueId, ...(field !== undefined && { field }) };
  await withDatabase(await findEnvironment(stage), (sql) => printProvenance(sql, asked));
  return 0;
});

function isField(field: string): field is VenueField {
  return (VENUE_FIELDS as readonly string[]).includes(field);
}
