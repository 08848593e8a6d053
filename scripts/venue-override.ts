/**
 * Decides what a field of a venue is, over everything the sheet and others say, or lets them decide again.
 * npm run venues:override -- --venue 1002 --field contact_phone --value +66812345678 --by anna --reason "new number"
 *   [--until 2026-12-31] [--stage Dev|Prod]
 * npm run venues:override -- --venue 1002 --field contact_phone --lift --by anna --reason "the sheet is right again"
 */

import { forceValue, liftOverride } from '../lambdas/venues/record/override-in-postgres.ts';
import { VENUE_FIELDS, type VenueField } from '../lambdas/venues/truth/facts.ts';
import { valueFromText } from '../lambdas/venues/truth/field-values.ts';
import { withDatabase } from './database.ts';
import { findEnvironment, stageOption, stageUsage } from './environment.ts';
import { bringIntoForce } from './in-force.ts';
import { PlainProblem, readOptions, runScript, UsageProblem } from './run-script.ts';
import { printProvenance } from './venue-facts/in-words.ts';
import { readVenueId } from './venue-facts/venue-id.ts';

const usage = `use --venue ID --field FIELD (--value VALUE [--until DATE] | --lift) --by WHO --reason WHY ${stageUsage}`;

await runScript('venues:override', async () => {
  const options = readOptions(usage, {
    ...stageOption,
    venue: { type: 'string' },
    field: { type: 'string' },
    value: { type: 'string' },
    until: { type: 'string' },
    lift: { type: 'boolean' },
    by: { type: 'string' },
    reason: { type: 'string' },
  } as const);
  const { field, value, lift = false, by, reason, until } = options;
  const venueId = readVenueId(options.venue, usage);
  if (!field || !by || !reason || lift === (value !== undefined)) throw new UsageProblem(usage);
  if (lift && until !== undefined)
    throw new UsageProblem(`what is lifted ends now, so --until means nothing\n${usage}`);
  const now = new Date();
  const expiresAt = until === undefined ? undefined : endOf(until);
  const environment = await findEnvironment(options.stage);
  return withDatabase(environment, async (sql) => {
    const said = { venueId, field, by, reason };
    const outcome =
      value === undefined
        ? await liftOverride(sql, said, now)
        : await forceValue(sql, { ...said, value: typed(field, value), ...(expiresAt && { expiresAt }) }, now);
    if (outcome.kind === 'refused') throw new PlainProblem(`${outcome.problem}. Nothing was changed.`);
    const what = lift ? 'Lifted' : 'Overridden';
    const effect = outcome.recordChanged ? '' : ' The value in force stays as it was.';
    console.log(`${what} in ${environment.inWords}.${effect}`);
    await printProvenance(sql, { venueId, field: field as VenueField });
    return bringIntoForce(environment, sql, venueId);
  });
});

function typed(field: string, value: string) {
  return (VENUE_FIELDS as readonly string[]).includes(field) ? valueFromText(field as VenueField, value) : value;
}

/** A day counts to its end in Bangkok, where the people who decide this are; an instant is exact. */
function endOf(until: string): Date {
  const end = /^\d{4}-\d\d-\d\d$/u.test(until) ? dayAfter(until) : new Date(until);
  if (!Number.isNaN(end.getTime())) return end;
  throw new UsageProblem(
    `--until is a day such as 2026-12-31, or an instant such as 2026-12-31T18:00:00+07:00\n${usage}`,
  );
}

function dayAfter(day: string): Date {
  const midnight = new Date(`${day}T00:00:00+07:00`);
  // 31 February would silently be another day.
  if (new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) !== true) return new Date(Number.NaN);
  return new Date(midnight.getTime() + 86_400_000);
}
