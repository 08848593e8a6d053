import * as z from 'zod';
import { inBatches } from '../../runtime/sql/in-batches.ts';
import type { Sql } from '../../runtime/sql/sql-client.ts';
import { fold } from '../fold.ts';

export type AliasImport = { aliases: readonly { venueId: number; alias: string }[]; by: string };

/**
 * Takes a list of other names over, as an operator has them in a file. What is known already stays as it is, undone
 * ones stay undone, and unknown venues are left out; answers how many names are new.
 */
export async function importAliases(sql: Sql, { aliases, by }: AliasImport, now: Date): Promise<number> {
  const usable = aliases.flatMap(({ venueId, alias }) => {
    const name = alias.trim();
    const folded = fold(name);
    return folded === '' || name.length > 300 ? [] : [{ venue: venueId, alias: name, folded }];
  });
  let added = 0;
  for (const batch of inBatches(usable)) {
    const rows = await sql.query(
      `insert into aliases (venue_id, alias, alias_folded, source, said_by, learnt_at)
       select distinct on (given.venue, given.folded) given.venue, given.alias, given.folded, 'import', :by, :now
       from jsonb_to_recordset(cast(:aliases as jsonb)) as given (venue bigint, alias text, folded text)
       join venues on venues.id = given.venue
       on conflict (venue_id, alias_folded) do nothing
       returning venue_id`,
      { aliases: { json: batch }, by, now: { instant: now } },
      z.object({ venue_id: z.number() }),
    );
    added += rows.length;
  }
  return added;
}
