import * as z from 'zod';
import { stableUuid } from '../../runtime/fingerprint.ts';
import type { SqlClient } from '../../runtime/sql/sql-client.ts';
import type { MaintenanceWindow } from '../hours/venue-hours.ts';
import { problemWithWindow } from '../hours/window-problems.ts';
import { isSaid } from './is-said.ts';
import { lockVenues } from './lock-in-postgres.ts';
import { isVenueId } from './statement-batch.ts';

export type MaintenanceOutcome =
  /** `known-already`: the very same window counts already, so asking twice makes one. */
  | { kind: 'added' | 'known-already'; id: string }
  | { kind: 'ended' | 'not-known' | 'ended-already' }
  | { kind: 'refused'; problem: string };

type Decision = { venueId: number; by: string; reason: string };

/** Says when silence at a venue, or in some of its zones, is meant; audited. Refuses in words what cannot be. */
export async function addMaintenance(
  sql: SqlClient,
  { venueId, window, by, reason }: Decision & { window: MaintenanceWindow },
  now: Date,
): Promise<MaintenanceOutcome> {
  const problem = problemOf({ venueId, by, reason }) ?? problemWithWindow(window, now);
  if (problem !== undefined) return refused(problem);
  return sql.transaction(async (within): Promise<MaintenanceOutcome> => {
    if (!(await lockVenues(within, [venueId])).has(venueId)) return refused(`there is no venue ${venueId}`);
    const given = { venueId, window: { json: window } };
    const known = await within.query(KNOWN, { ...given, since: lastDays(now) }, Known);
    const same = known.find((one) => one.same);
    if (same) return { kind: 'known-already', id: same.id };
    if (known.length >= MOST_WINDOWS)
      return refused(`venue ${venueId} has ${known.length} windows that count; end some`);
    const [strange] = await within.query(STRANGE_ZONES, given, z.object({ id: z.string() }));
    if (strange) return refused(`venue ${venueId} has no zone ${strange.id}`);
    const id = stableUuid(JSON.stringify([venueId, window, now.toISOString()]));
    await within.execute(ADD, { ...given, id: { uuid: id }, by, reason, now: { instant: now } });
    return { kind: 'added', id };
  });
}

/** Ends a window before its time, audited; what it excused until now stays excused. */
export async function endMaintenance(
  sql: SqlClient,
  { venueId, id, by, reason = 'ended by hand' }: Omit<Decision, 'reason'> & { id: string; reason?: string },
  now: Date,
): Promise<MaintenanceOutcome> {
  const problem = problemOf({ venueId, by, reason });
  if (problem !== undefined) return refused(problem);
  if (!z.guid().safeParse(id).success) return { kind: 'not-known' };
  return sql.transaction(async (within): Promise<MaintenanceOutcome> => {
    await lockVenues(within, [venueId]);
    const said = { venueId, id: { uuid: id } };
    const [known] = await within.query(ONE, said, z.object({ ended: z.boolean() }));
    if (!known) return { kind: 'not-known' };
    if (known.ended) return { kind: 'ended-already' };
    await within.execute(END, { ...said, by, reason, now: { instant: now } });
    return { kind: 'ended' };
  });
}

/** What is not over yet is read by every poller; nobody needs more of one venue. */
const MOST_WINDOWS = 50;

/** The day before which a window's last day lies when it is surely over, whatever the offset it is written in. */
export const lastDays = (now: Date): string => new Date(now.getTime() - 2 * 86_400_000).toISOString().slice(0, 10);

const refused = (problem: string): MaintenanceOutcome => ({ kind: 'refused', problem });

function problemOf({ venueId, by, reason }: Decision): string | undefined {
  if (!isVenueId(venueId)) return 'a venue is named by its number in the venue sheet';
  if (!isSaid(by)) return 'it must be said who decides this';
  return isSaid(reason) ? undefined : 'a reason is needed, for whoever wonders later';
}

const Known = z.object({ id: z.string(), same: z.boolean() });
const KNOWN = `
  select id, "window" = cast(:window as jsonb) as same
  from maintenance_windows
  where venue_id = :venueId and ended_at is null
    and ("window" -> 'to' is null or left("window" ->> 'to', 10) >= :since)`;

const STRANGE_ZONES = `
  select named.id
  from jsonb_array_elements_text(coalesce(cast(:window as jsonb) -> 'zoneIds', '[]')) as named(id)
  where not exists (select from zones z where z.id = named.id and z.venue_id = :venueId and z.gone_at is null)
  limit 1`;

const ADD = `
  with added as (
    insert into maintenance_windows (id, venue_id, "window", reason, created_by, created_at)
    values (:id, :venueId, cast(:window as jsonb), :reason, :by, :now)
    returning *
  )
  insert into audit_log (at, actor, action, subject, subject_id, changes, reason)
  select :now, :by, 'maintenance-added', 'venue', venue_id::text,
    jsonb_build_object('maintenance', jsonb_build_object('before', null, 'after', "window")), :reason
  from added`;

const ONE = `
  select ended_at is not null as ended from maintenance_windows where id = :id and venue_id = :venueId`;

const END = `
  with ended as (
    update maintenance_windows set ended_at = greatest(:now, created_at)
    where id = :id and venue_id = :venueId and ended_at is null
    returning *
  )
  insert into audit_log (at, actor, action, subject, subject_id, changes, reason)
  select :now, :by, 'maintenance-ended', 'venue', venue_id::text,
    jsonb_build_object('maintenance', jsonb_build_object('before', "window", 'after', null)), :reason
  from ended`;
