import type { ZoneChange } from '../../events/zone-change.ts';
import type { Sql } from '../../runtime/sql/sql-client.ts';
import { EventRow, pastEvent } from './events-in-postgres.ts';
import { AMONG_ZONES, type Span } from './whose.ts';

/**
 * What says how each zone stood when a span began, without its whole past: the newest of each kind of change before it,
 * and of the statuses also the newest that was up and the newest first reading, because these decide what it had been.
 */
export async function standingBefore(
  sql: Sql,
  zoneIds: readonly string[],
  { from }: Pick<Span, 'from'>,
): Promise<ZoneChange[]> {
  const rows = await sql.query(STANDING, { zones: { json: zoneIds }, from: { instant: from } }, EventRow);
  return rows.map((row) => pastEvent(row).change);
}

const NEWEST = (rank: string) => `
  select distinct on (zone_id, rank) *
  from (
    select e.id, e.zone_id, e.venue_id, e.at, e.reason, e.details, ${rank} as rank
    from zone_events e
    where ${AMONG_ZONES} and at < :from and e.details ->> 'kind' in ('status', 'dormant', 'woke', 'gone')
  ) ranked
  where rank is not null
  order by zone_id, rank, at desc, id`;

const STANDING = `
  with newest as (
    (${NEWEST("e.details ->> 'kind'")})
    union all
    (${NEWEST("case when e.after = 'up' then 'up' end")})
    union all
    (${NEWEST("case when e.before = 'unseen' then 'unseen' end")})
  )
  select distinct id, zone_id, venue_id, at, reason, details from newest order by at, id`;
