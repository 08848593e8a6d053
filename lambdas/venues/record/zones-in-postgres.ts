import * as z from 'zod';
import { inBatches } from '../../runtime/sql/in-batches.ts';
import type { Sql, SqlParameters } from '../../runtime/sql/sql-client.ts';
import type { Reconciled } from '../zones/index.ts';

export type ZonesSaved = { accounts: number; zones: number; renamed: number; vanished: number };

/**
 * Writes what a walk through Soundtrack came to; belongs in one transaction with whatever is decided from it. The same
 * again changes only when things were last seen. What is gone is marked, and a renamed zone keeps its names.
 */
export async function saveZones(sql: Sql, { upserts, seen, renamed, vanished }: Reconciled): Promise<ZonesSaved> {
  const at = { instant: seen.at };
  await each(sql, UPSERT_ACCOUNTS, upserts.accounts, { now: at });
  await each(sql, UPSERT_ZONES, upserts.zones, { now: at });
  await each(sql, END_NAMES, renamed, { now: at });
  await each(sql, BEGIN_NAMES, renamed, { now: at });
  await each(sql, ACCOUNTS_SEEN, seen.accountIds, { now: at });
  await each(sql, ZONES_SEEN, seen.zoneIds, { now: at });
  await each(sql, ACCOUNTS_GONE, vanished.accountIds, { now: at });
  await each(sql, ZONES_GONE, vanished.zoneIds, { now: at });
  return {
    accounts: seen.accountIds.length,
    zones: seen.zoneIds.length,
    renamed: renamed.length,
    vanished: vanished.zoneIds.length,
  };
}

async function each(sql: Sql, statement: string, rows: readonly unknown[], parameters: SqlParameters): Promise<void> {
  for (const batch of inBatches(rows)) await sql.execute(statement, { ...parameters, rows: { json: batch } });
}

const ids = 'jsonb_array_elements_text(cast(:rows as jsonb)) as given(id)';
const rows = (columns: string) => `jsonb_to_recordset(cast(:rows as jsonb)) as given(${columns})`;

const UPSERT_ACCOUNTS = `
  insert into accounts (id, name, name_folded, discovered_at)
  select id, name, "nameFolded", :now from ${rows('id text, name text, "nameFolded" text')} order by id
  on conflict (id) do update set name = excluded.name, name_folded = excluded.name_folded,
    discovered_at = excluded.discovered_at, gone_at = null`;

// A person may have decided since the walk read what is known; the next one goes by that.
const UNDECIDED = `zones.kind_source = 'inferred' and excluded.kind_source = 'inferred'`;

const UPSERT_ZONES = `
  with given as (
    select * from ${rows(
      `id text, "accountId" text, "venueId" bigint, "locationName" text, "timeZone" text, name text,
       "nameFolded" text, kind text, critical boolean, "kindSource" text`,
    )}
  ),
  saved as (
    insert into zones (id, account_id, venue_id, location_name, time_zone, name, name_folded, kind, critical,
                       kind_source, first_seen_at, last_seen_at)
    select id, "accountId", "venueId", "locationName", "timeZone", name, "nameFolded", kind, critical,
           "kindSource", :now, :now
    from given order by id
    on conflict (id) do update set account_id = excluded.account_id, venue_id = excluded.venue_id,
      location_name = excluded.location_name, time_zone = excluded.time_zone, name = excluded.name,
      name_folded = excluded.name_folded, last_seen_at = excluded.last_seen_at, gone_at = null,
      kind = case when ${UNDECIDED} then excluded.kind else zones.kind end,
      critical = case when ${UNDECIDED} then excluded.critical else zones.critical end
    returning id, name, first_seen_at = :now as fresh
  )
  insert into zone_names (zone_id, name, since)
  select id, name, :now from saved where fresh
  on conflict do nothing`;

const END_NAMES = `
  update zone_names n set until = :now
  from ${rows('"zoneId" text, "to" text')}
  where n.zone_id = given."zoneId" and n.until is null and n.name <> given."to"`;

const BEGIN_NAMES = `
  insert into zone_names (zone_id, name, since)
  select "zoneId", "to", :now from ${rows('"zoneId" text, "to" text')}
  on conflict do nothing`;

const ACCOUNTS_SEEN = `update accounts a set discovered_at = :now, gone_at = null from ${ids} where a.id = given.id`;
const ZONES_SEEN = `update zones z set last_seen_at = :now from ${ids} where z.id = given.id`;
const ACCOUNTS_GONE = `update accounts a set gone_at = :now from ${ids} where a.id = given.id and a.gone_at is null`;
const ZONES_GONE = `update zones z set gone_at = :now from ${ids} where z.id = given.id and z.gone_at is null`;

/**
 * How many zones Soundtrack shows for each open venue, where that can be told: all accounts of the venue were seen in
 * this walk, and none of them has a zone that may be this venue's or another's.
 */
export async function zoneCounts(sql: Sql, seenAt: Date): Promise<{ venueId: number; zones: number }[]> {
  const Row = z.object({ venue_id: z.number(), zones: z.number() });
  const found = await sql.query(COUNTS, { now: { instant: seenAt } }, Row);
  return found.map(({ venue_id, zones }) => ({ venueId: venue_id, zones }));
}

const COUNTS = `
  select v.id as venue_id,
         (select count(*) from zones z where z.venue_id = v.id and z.gone_at is null) as zones
  from venues v
  where v.state = 'open'
    and exists (select from venue_accounts l where l.venue_id = v.id)
    and not exists (
      select from venue_accounts l join accounts a on a.id = l.account_id
      where l.venue_id = v.id and (a.discovered_at is distinct from :now
        or exists (select from zones z where z.account_id = a.id and z.venue_id is null and z.gone_at is null)))
  order by v.id`;
