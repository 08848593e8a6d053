import * as z from 'zod';
import { inBatches } from '../../runtime/sql/in-batches.ts';
import { sqlInstant, sqlJson } from '../../runtime/sql/row-schemas.ts';
import type { Sql } from '../../runtime/sql/sql-client.ts';
import {
  type Fact,
  SOURCES,
  type Source,
  type Statement,
  type Statements,
  VENUE_FIELDS,
  type VenueField,
} from '../truth/facts.ts';

export const FactValueSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** Facts of venues: by venue, then by field. */
export type FactsByField = Map<number, Map<VenueField, Fact[]>>;

/** Writes down what a source says now. What it said before is kept as previous, and the time moves, only where it differs. */
export async function writeFacts(
  sql: Sql,
  { source, saidBy, reason, expiresAt }: Statements,
  statements: readonly Statement[],
  now: Date,
): Promise<void> {
  await sql.execute(WRITE, {
    statements: { json: statements },
    source,
    by: saidBy,
    reason: reason ?? null,
    expires: expiresAt ? { instant: expiresAt } : null,
    now: { instant: now },
  });
}

const WRITE = `
  insert into facts as known (subject, subject_id, field, source, value, said_at, said_by, reason, expires_at)
  select 'venue', statement."venueId"::text, word.field, :source, word.value, :now, :by,
    cast(:reason as text), cast(:expires as timestamptz)
  from jsonb_to_recordset(cast(:statements as jsonb)) as statement("venueId" bigint, fields jsonb)
  cross join lateral jsonb_each(statement.fields) as word(field, value)
  on conflict (subject, subject_id, field, source) do update set
    previous = case when known.value = excluded.value then known.previous else known.value end,
    value = excluded.value,
    said_at = excluded.said_at,
    said_by = excluded.said_by,
    reason = excluded.reason,
    expires_at = excluded.expires_at
  where known.value <> excluded.value or (known.source = 'override' and (
    known.reason is distinct from excluded.reason or known.expires_at is distinct from excluded.expires_at))`;

/** Everything said about fields of these venues; with `besides`, only about fields of which another source speaks too. */
export async function factsOf(sql: Sql, ids: readonly number[], besides: Source | null): Promise<FactsByField> {
  const facts: FactsByField = new Map();
  for (const batch of inBatches(ids, { maxRows: 2_000 })) {
    for (let after = BEGINNING; ; ) {
      const rows = await sql.query(READ, { ids: { json: batch }, besides: besides ?? '', ...after }, FactRow);
      for (const row of rows) add(facts, row);
      const last = rows.at(-1);
      if (!last?.more) break;
      after = { id: String(last.id), field: last.field, source: last.source };
    }
  }
  return facts;
}

const BEGINNING = { id: '', field: '', source: '' };
const FactRow = z.object({
  id: z.coerce.number(),
  field: z.enum(VENUE_FIELDS),
  source: z.enum(SOURCES),
  value: sqlJson(FactValueSchema),
  said_at: sqlInstant,
  said_by: z.string(),
  expires_at: sqlInstant.nullable(),
  more: z.boolean(),
});

// An answer holds 1 MiB, so rows come as many as fit into half of that; `more` says whether there are others.
const READ = `
  with asked as (select said.id from jsonb_array_elements_text(cast(:ids as jsonb)) said(id)),
  fields as (
    select distinct f.subject_id, f.field
    from asked join facts f on f.subject = 'venue' and f.subject_id = asked.id and f.source <> :besides
  ),
  sized as (
    select f.*, sum(octet_length(f.value::text) + octet_length(f.said_by) + 150)
      over (order by f.subject_id, f.field, f.source) as bytes
    from fields join facts f on f.subject = 'venue' and f.subject_id = fields.subject_id and f.field = fields.field
    where (f.subject_id, f.field, f.source) > (:id, :field, :source)
  )
  select subject_id as id, field, source, value, said_at, said_by, expires_at,
    (select max(bytes) from sized) > 500000 as more
  from sized
  where bytes <= 500000
  order by subject_id, field, source`;

function add(facts: FactsByField, row: z.output<typeof FactRow>): void {
  const { id, field, source, value, said_at, said_by, expires_at } = row;
  const ofVenue = facts.get(id) ?? new Map<VenueField, Fact[]>();
  facts.set(id, ofVenue);
  const fact = { source, value, saidAt: said_at, saidBy: said_by, ...(expires_at && { expiresAt: expires_at }) };
  ofVenue.set(field, [...(ofVenue.get(field) ?? []), fact]);
}
