import { inBatches } from '../../runtime/sql/in-batches.ts';
import type { Sql } from '../../runtime/sql/sql-client.ts';
import type { HistoryRows } from './history-rows.ts';
import { type RefusedRow, writeApart } from './write-apart.ts';

/** What became of rows. `written`: those of zone_events and unknown_spells that were not there yet. */
export type Landed = { written: number; refused: RefusedRow[] };

/**
 * Lands rows, in whatever order and however often: the tables then say the same. Rows that the database refuses for
 * themselves are told and keep nobody waiting. Throws SqlFailure when the database is away, or not as it should be.
 */
export async function landRows(sql: Sql, rows: HistoryRows): Promise<Landed> {
  const refused: RefusedRow[] = [];
  const land = async <Row>(table: RefusedRow['table'], list: Row[], statement: string): Promise<number> => {
    let written = 0;
    for (const batch of inBatches(list)) {
      const outcome = await writeApart(batch, (part) => sql.execute(statement, { rows: { json: part } }));
      written += outcome.written;
      refused.push(...outcome.refused.map((row) => ({ table, ...row })));
    }
    return written;
  };
  const events = await land('zone_events', rows.events, EVENTS);
  const unknown = await land('unknown_spells', rows.unknown, UNKNOWN);
  // After the events, because it is made of them.
  await land('outages', rows.outages, OUTAGES);
  return { written: events + unknown, refused };
}

const instant = (milliseconds: string) => `to_timestamp(cast(${milliseconds} as double precision) / 1000)`;

const EVENTS = `
  insert into zone_events (id, zone_id, venue_id, at, before, after, reason, account_id, seq, details)
  select id, zone, venue, ${instant('at')}, before, after, reason, account, seq, details
  from jsonb_to_recordset(:rows) as rows (id uuid, zone text, venue bigint, at bigint, before text, after text,
    reason text, account text, seq bigint, details jsonb)
  on conflict (at, id) do nothing`;

const UNKNOWN = `
  insert into unknown_spells (zone_id, venue_id, at, until, reason)
  select zone, venue, ${instant('at')}, ${instant('until')}, reason
  from jsonb_to_recordset(:rows) as rows (zone text, venue bigint, at bigint, until bigint, reason text)
  on conflict (at, zone_id) do update
    set until = excluded.until, venue_id = excluded.venue_id, reason = excluded.reason
    where unknown_spells.until < excluded.until`;

// An outage is what the events say of it by now: its end may have come before its beginning, and either may lack the
// venue. Without any, nobody can be charged with it, and it is not counted. An end that another run has just added stays.
const OUTAGES = `
  insert into outages (id, zone_id, venue_id, cause, began_at, counted_from, confirmed_at, critical, ended_at, end_reason,
    account_id, details)
  select told.id, told.zone, coalesce(b.venue_id, e.venue_id), coalesce(b.details, e.details) ->> 'cause', told.began,
    ${instant("b.details ->> 'countedFrom'")}, ${instant("b.details ->> 'confirmedAt'")},
    cast(b.details ->> 'critical' as boolean), e.at, e.reason, coalesce(b.account_id, e.account_id),
    jsonb_strip_nulls(jsonb_build_object('reason', b.reason, 'readings', b.details -> 'readings',
      'endConfirmedAt', e.details -> 'confirmedAt'))
  from (
    select id, name, zone, ${instant('began')} as began
    from jsonb_to_recordset(:rows) as rows (id uuid, name text, zone text, began bigint)
  ) told
  left join lateral (
    select * from zone_events
    where zone_id = told.zone and at = told.began and after = 'outage-began' and details ->> 'outageId' = told.name
    order by id limit 1
  ) b on true
  left join lateral (
    select * from zone_events
    where zone_id = told.zone and at >= told.began and after = 'outage-ended' and details ->> 'outageId' = told.name
    order by at, id limit 1
  ) e on true
  where coalesce(b.venue_id, e.venue_id) is not null
  on conflict (began_at, id) do update set
    venue_id = excluded.venue_id,
    counted_from = coalesce(excluded.counted_from, outages.counted_from),
    confirmed_at = coalesce(excluded.confirmed_at, outages.confirmed_at),
    critical = coalesce(excluded.critical, outages.critical),
    ended_at = coalesce(excluded.ended_at, outages.ended_at),
    end_reason = coalesce(excluded.end_reason, outages.end_reason),
    details = outages.details || excluded.details
  where outages.confirmed_at is null and excluded.confirmed_at is not null
    or outages.ended_at is null and excluded.ended_at is not null`;
