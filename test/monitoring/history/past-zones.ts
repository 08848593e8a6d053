import type { ARecord } from '../../venues/record/a-record.ts';

export type PastZone = { id: string; name?: string; venueId: number | null; critical?: boolean; goneAt?: Date };

/** Zones in the record, with the venues and accounts they need; all of them in Bangkok. */
export async function knowZones(record: ARecord, zones: readonly PastZone[]): Promise<void> {
  const venues = [...new Set(zones.flatMap(({ venueId }) => venueId ?? []))];
  await record.rows(
    `insert into venues (id, name, name_folded, created_at, updated_at)
     select id, 'Hotel ' || id, 'hotel', now(), now() from unnest($1::bigint[]) as given(id)`,
    [venues],
  );
  await record.rows("insert into accounts (id) values ('account')");
  await record.rows(
    `insert into zones (id, account_id, venue_id, time_zone, name, name_folded, kind, critical, first_seen_at,
       last_seen_at, gone_at)
     select id, 'account', venue, 'Asia/Bangkok', name, 'zone', 'other', critical, now(), now(), gone
     from jsonb_to_recordset($1) as given(id text, venue bigint, name text, critical boolean, gone timestamptz)`,
    [
      JSON.stringify(
        zones.map(({ id, name = id, venueId, critical = false, goneAt = null }) => ({
          id,
          name,
          venue: venueId,
          critical,
          gone: goneAt,
        })),
      ),
    ],
  );
}
