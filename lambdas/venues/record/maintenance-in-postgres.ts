import * as z from 'zod';
import { stableUuid } from '../../runtime/fingerprint.ts';
import { pagesOf } from '../../runtime/sql/pages-of.ts';
import { sqlInstant, sqlJson } from '../../runtime/sql/row-schemas.ts';
import type { Sql, SqlClient } from '../../runtime/sql/sql-client.ts';
import { MaintenanceWindow } from '../hours/venue-hours.ts';
import { problemWithWindow } from '../hours/window-problems.ts';
import { isSaid } from './is-said.ts';
import { lockVenues } from './lock-in-postgres.ts';
import { isVenueId } from './statement-batch.ts';

/** A time in which silence is meant, and who said so. `endedAt`: ended early, it counts until then. */
export type KeptMaintenance = {
  id: string;
  venueId: number;
  window: MaintenanceWindow;
  reason: string;
  createdBy: string;
  createdAt: Date;
  endedAt: Date | null;
};

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

/**
 * A page of a venue's windows, also those that are over, oldest first; the next page comes after the last one of this.
 * @param limit 50 at most
 */
export const maintenanceOf = (
  sql: Sql,
  venueId: number,
  { after, limit = 50 }: { after?: Pick<KeptMaintenance, 'createdAt' | 'id'>; limit?: number } = {},
): Promise<KeptMaintenance[]> =>
  sql.query(
    PAGE,
    {
      venueId,
      limit: Math.min(Math.max(1, Math.trunc(limit)), 50),
      afterAt: { instant: after?.createdAt ?? new Date(0) },
      afterId: { uuid: after?.id ?? '00000000-0000-0000-0000-000000000000' },
    },
    Kept,
  );

/** All of a venue's windows, page by page. */
export const maintenancePages = (sql: Sql, venueId: number): AsyncGenerator<KeptMaintenance[]> =>
  pagesOf((after: KeptMaintenance | undefined, limit) => maintenanceOf(sql, venueId, { after, limit }), {
    keyOf: (last) => last,
    limit: 50,
  });

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

const Kept = z
  .object({
    id: z.string(),
    venue_id: z.number(),
    window: sqlJson(MaintenanceWindow),
    reason: z.string(),
    created_by: z.string(),
    created_at: sqlInstant,
    ended_at: sqlInstant.nullable(),
  })
  .transform(
    ({ venue_id, created_by, created_at, ended_at, ...row }): KeptMaintenance => ({
      ...row,
      venueId: venue_id,
      createdBy: created_by,
      createdAt: created_at,
      endedAt: ended_at,
    }),
  );

const PAGE = `
  select id, venue_id, "window", reason, created_by, created_at, ended_at
  from maintenance_windows
  where venue_id = :venueId and (created_at, id) > (:afterAt, :afterId)
  order by created_at, id
  limit :limit`;

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
