import * as z from 'zod';
import { sqlInstant, sqlJson } from '../../runtime/sql/row-schemas.ts';
import type { Sql, SqlClient } from '../../runtime/sql/sql-client.ts';
import { OpeningHours } from '../hours/venue-hours.ts';
import { isSaid } from './is-said.ts';
import { lockVenues } from './lock-in-postgres.ts';
import { isVenueId } from './statement-batch.ts';

/** `unchanged`: these are its hours already, or it has none to clear. */
export type HoursOutcome = { kind: 'set' | 'cleared' | 'unchanged' } | { kind: 'refused'; problem: string };

/** What one venue's hours are, and who said so. */
export type KeptHours = { venueId: number; hours: OpeningHours; setBy: string; setAt: Date };

type Decision = { venueId: number; by: string; reason?: string };

/** Says when a venue is meant to have music, audited. Refuses in words what cannot be. Throws SqlFailure. */
export async function setOpeningHours(
  sql: SqlClient,
  { venueId, hours, by, reason }: Decision & { hours: OpeningHours },
  now: Date,
): Promise<HoursOutcome> {
  const problem = problemOf({ venueId, by, reason }) ?? problemWithHours(hours);
  if (problem !== undefined) return { kind: 'refused', problem };
  return sql.transaction(async (within): Promise<HoursOutcome> => {
    if (!(await lockVenues(within, [venueId])).has(venueId)) return unknownVenue(venueId);
    const voice = { by, reason: reason ?? null, now: { instant: now } };
    const changed = await within.query(SET, { ...voice, given: { json: [{ venue: venueId, hours }] } }, Changed);
    return { kind: changed.length > 0 ? 'set' : 'unchanged' };
  });
}

/** Forgets a venue's hours, audited: it is expected to play always again. */
export async function clearOpeningHours(sql: SqlClient, said: Decision, now: Date): Promise<HoursOutcome> {
  const problem = problemOf(said);
  if (problem !== undefined) return { kind: 'refused', problem };
  const { venueId, by, reason } = said;
  return sql.transaction(async (within): Promise<HoursOutcome> => {
    if (!(await lockVenues(within, [venueId])).has(venueId)) return unknownVenue(venueId);
    const cleared = await within.query(
      CLEAR,
      { venueId, by, reason: reason ?? null, now: { instant: now } },
      z.object({ id: z.number() }),
    );
    return { kind: cleared.length > 0 ? 'cleared' : 'unchanged' };
  });
}

/** The hours somebody set for a venue; undefined where nobody did. */
export const openingHoursOf = async (sql: Sql, venueId: number): Promise<KeptHours | undefined> =>
  (await sql.query(`${SELECT} where venue_id = :venueId`, { venueId }, Kept))[0];

/** A page of everything set, in the order of venues; the next one comes after the last venue's id. */
export const openingHoursPage = (
  sql: Sql,
  { after = 0, limit = 50 }: { after?: number; limit?: number } = {},
): Promise<KeptHours[]> =>
  sql.query(
    `${SELECT} where venue_id > :after order by venue_id limit :limit`,
    { after, limit: Math.min(Math.max(1, Math.trunc(limit)), MOST_ROWS) },
    Kept,
  );

// An answer holds 1 MiB, of which quoting takes its share.
const MOST_ROWS = 50;
const MOST_BYTES = 8_000;

const unknownVenue = (venueId: number): HoursOutcome => ({ kind: 'refused', problem: `there is no venue ${venueId}` });

function problemOf({ venueId, by, reason }: Decision): string | undefined {
  if (!isVenueId(venueId)) return 'a venue is named by its number in the venue sheet';
  if (!isSaid(by)) return 'it must be said who decides this';
  return reason === undefined || isSaid(reason) ? undefined : 'the reason cannot be kept as it is written';
}

/** What keeps hours from being taken over, in words. */
export function problemWithHours(hours: OpeningHours): string | undefined {
  const parsed = OpeningHours.safeParse(hours);
  if (!parsed.success) return `these are no opening hours: ${parsed.error.issues[0]?.path.join('.') || 'unreadable'}`;
  const size = Buffer.byteLength(JSON.stringify(parsed.data));
  return size > MOST_BYTES ? 'these are too many days with hours of their own; leave out those of the past' : undefined;
}

/** A venue whose hours are others now. */
export const Changed = z.object({ id: z.number() });
const Kept = z
  .object({ venue_id: z.number(), hours: sqlJson(OpeningHours), set_by: z.string(), set_at: sqlInstant })
  .transform(({ venue_id, hours, set_by, set_at }) => ({ venueId: venue_id, hours, setBy: set_by, setAt: set_at }));
const SELECT = 'select venue_id, hours, set_by, set_at from opening_hours';

/** Hours in the json `:given`, of known venues, and what there was before. */
export const GIVEN = `
  select distinct on (v.id) v.id, given.hours, known.hours as before
  from jsonb_to_recordset(cast(:given as jsonb)) as given(venue bigint, hours jsonb)
  join venues v on v.id = given.venue
  left join opening_hours known on known.venue_id = v.id`;

// Both parts see the hours as they were before, so the audit tells the difference.
const SET = `
  with given as (${GIVEN}),
  changed as (select * from given where before is distinct from hours),
  written as (
    insert into opening_hours (venue_id, hours, set_by, set_at)
    select id, hours, :by, :now from changed
    on conflict (venue_id) do update set hours = excluded.hours, set_by = excluded.set_by, set_at = excluded.set_at
  ),
  audited as (
    insert into audit_log (at, actor, action, subject, subject_id, changes, reason)
    select :now, :by, 'hours-set', 'venue', id::text,
      jsonb_build_object('opening_hours', jsonb_build_object('before', before, 'after', hours)), cast(:reason as text)
    from changed order by id
  )
  select id from changed`;

const CLEAR = `
  with cleared as (delete from opening_hours where venue_id = :venueId returning venue_id, hours),
  audited as (
    insert into audit_log (at, actor, action, subject, subject_id, changes, reason)
    select :now, :by, 'hours-cleared', 'venue', venue_id::text,
      jsonb_build_object('opening_hours', jsonb_build_object('before', hours, 'after', null)), cast(:reason as text)
    from cleared
  )
  select venue_id as id from cleared`;
