import { inBatches } from '../../runtime/sql/in-batches.ts';
import type { Sql } from '../../runtime/sql/sql-client.ts';
import type { OpeningHours } from '../hours/venue-hours.ts';
import { Changed, GIVEN, problemWithHours } from './opening-hours-in-postgres.ts';
import { isVenueId } from './statement-batch.ts';

/**
 * Takes hours over in bulk, audited. What somebody has set or cleared stays as it is, and unknown venues are left out;
 * answers how many venues have hours now that had none.
 */
export async function importOpeningHours(
  sql: Sql,
  { hours, by }: { hours: readonly { venueId: number; hours: OpeningHours }[]; by: string },
  now: Date,
): Promise<number> {
  const usable = hours.flatMap(({ venueId, hours }) =>
    isVenueId(venueId) && problemWithHours(hours) === undefined ? [{ venue: venueId, hours }] : [],
  );
  let taken = 0;
  for (const batch of inBatches(usable)) {
    const rows = await sql.query(IMPORT, { given: { json: batch }, by, now: { instant: now } }, Changed);
    taken += rows.length;
  }
  return taken;
}

const IMPORT = `
  with given as (${GIVEN}),
  taken as (
    insert into opening_hours (venue_id, hours, set_by, set_at)
    select id, hours, :by, :now from given
    where before is null and not exists (
      select from audit_log where subject = 'venue' and subject_id = given.id::text and action = 'hours-cleared')
    on conflict (venue_id) do nothing
    returning venue_id, hours
  ),
  audited as (
    insert into audit_log (at, actor, action, subject, subject_id, changes)
    select :now, :by, 'hours-imported', 'venue', venue_id::text,
      jsonb_build_object('opening_hours', jsonb_build_object('before', null, 'after', hours))
    from taken order by venue_id
  )
  select venue_id as id from taken`;
