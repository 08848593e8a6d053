import * as z from 'zod';
import { inBatches } from '../../runtime/sql/in-batches.ts';
import type { Sql } from '../../runtime/sql/sql-client.ts';

export type VenueState = 'open' | 'closed' | 'removed';

/**
 * Lets one taking over into the record at a time, until its transaction ends. Whoever changes single venues does not
 * queue here: `lockVenues` keeps the two apart, venue by venue.
 */
export const lockRecord = (sql: Sql): Promise<unknown> =>
  sql.query("select 1 as locked from pg_advisory_xact_lock(hashtextextended('venue record', 0))", {}, z.unknown());

/** Keeps other writers off these venues until the transaction ends; answers those that are known, with their state. */
export async function lockVenues(sql: Sql, ids: readonly number[]): Promise<Map<number, VenueState>> {
  const known = new Map<number, VenueState>();
  for (const batch of inBatches(ids)) {
    for (const { id, state } of await sql.query(LOCK, { ids: { json: batch } }, Locked)) known.set(id, state);
  }
  return known;
}

const Locked = z.object({ id: z.number(), state: z.enum(['open', 'closed', 'removed']) });
// Not "for update": zones and contacts of a venue may be added meanwhile.
const LOCK = `
  select v.id, v.state
  from venues v
  where v.id in (select said.id::bigint from jsonb_array_elements_text(cast(:ids as jsonb)) said(id))
  order by v.id
  for no key update`;
