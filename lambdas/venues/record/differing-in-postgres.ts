import * as z from 'zod';
import { inBatches } from '../../runtime/sql/in-batches.ts';
import type { Sql } from '../../runtime/sql/sql-client.ts';
import type { Statement, Statements } from '../truth/facts.ts';

/**
 * The venues of which the source says something that it did not say before, or that it brings back. Locks nothing, so
 * that a run in which little changes is in nobody's way.
 */
export async function differing(
  sql: Sql,
  { source, reason, expiresAt }: Pick<Statements, 'source' | 'reason' | 'expiresAt'>,
  statements: readonly Statement[],
): Promise<Set<number>> {
  const ids = new Set<number>();
  const override =
    source === 'override'
      ? { override: true, reason: reason ?? null, expires: expiresAt ? { instant: expiresAt } : null }
      : UNREASONED;
  for (const batch of inBatches(statements)) {
    const parameters = { source, statements: { json: batch }, reopens: source === 'sheets', ...override };
    for (const { id } of await sql.query(DIFFERING, parameters, z.object({ id: z.number() }))) ids.add(id);
  }
  return ids;
}

const UNREASONED = { override: false, reason: null, expires: null };

// The second select finds venues that are all there is to a statement: new ones, and those that come back.
const DIFFERING = `
  with said as (
    select "venueId" as id, fields
    from jsonb_to_recordset(cast(:statements as jsonb)) as statement("venueId" bigint, fields jsonb)
  )
  select said.id
  from said
  cross join lateral jsonb_each(said.fields) as word(field, value)
  left join facts f on f.subject = 'venue' and f.subject_id = said.id::text
    and f.field = word.field and f.source = :source
  where f.value is distinct from word.value
    or (cast(:override as boolean) and (
      f.reason is distinct from cast(:reason as text)
      or f.expires_at is distinct from cast(:expires as timestamptz)))
  union
  select said.id
  from said
  left join venues v on v.id = said.id
  where v.id is null or (v.state <> 'open' and cast(:reopens as boolean))`;
