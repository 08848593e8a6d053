import * as z from 'zod';
import { sqlInstant, sqlJson } from '../../runtime/sql/row-schemas.ts';
import type { Sql } from '../../runtime/sql/sql-client.ts';
import { type Fact, type Settled, SOURCES, VENUE_FIELDS, type VenueField } from '../truth/facts.ts';
import { isInForce, settle } from '../truth/settle.ts';
import { FactValueSchema } from './facts-in-postgres.ts';

/** One source's last word; `expired` overrides are told but do not count. */
export type Word = Fact & { expired: boolean };

export type FieldProvenance = {
  field: VenueField;
  /** What counts and why; undefined when nobody says anything any more. */
  settled?: Settled;
  /** Newest first. */
  words: Word[];
};

/** One change of the record. Long values are cut after 500 characters; `null` stands for nothing. */
export type AuditEntry = {
  id: number;
  at: Date;
  actor: string;
  action: string;
  reason: string | null;
  runId: string | null;
  changes: { field: string; before: string | null; after: string | null }[];
};

export type Provenance = {
  venueId: number;
  name: string;
  state: 'open' | 'closed' | 'removed';
  fields: FieldProvenance[];
  /** The newest 20 changes, newest first. */
  audit: AuditEntry[];
};

/** Who said what of a venue, or of one of its fields, and what was made of it. Undefined for a venue nobody knows. */
export async function whoSaidWhat(
  sql: Sql,
  { venueId, field }: { venueId: number; field?: VenueField },
  now: Date,
): Promise<Provenance | undefined> {
  const [venue] = await sql.query('select name, state from venues where id = :id', { id: venueId }, Venue);
  if (!venue) return undefined;
  const parameters = { id: String(venueId), field: field ?? null };
  const words = await sql.query(WORDS, parameters, WordRow);
  const byField = Map.groupBy(words, (row) => row.field);
  const fields = VENUE_FIELDS.flatMap((name): FieldProvenance[] => {
    const said = byField.get(name)?.map((row) => wordOf(row, now));
    return said ? [{ field: name, settled: settle(said, now, name), words: said }] : [];
  });
  return { venueId, ...venue, fields, audit: entries(await sql.query(AUDIT, parameters, AuditRow)) };
}

const Venue = z.object({ name: z.string(), state: z.enum(['open', 'closed', 'removed']) });

const WordRow = z.object({
  field: z.enum(VENUE_FIELDS),
  source: z.enum(SOURCES),
  value: sqlJson(FactValueSchema),
  said_at: sqlInstant,
  said_by: z.string(),
  reason: z.string().nullable(),
  previous: sqlJson(FactValueSchema).nullable(),
  has_previous: z.boolean(),
  expires_at: sqlInstant.nullable(),
});
const WORDS = `
  select field, source, value, said_at, said_by, reason, previous, previous is not null as has_previous, expires_at
  from facts
  where subject = 'venue' and subject_id = :id and field = coalesce(cast(:field as text), field)
  order by said_at desc, source`;

function wordOf(row: z.output<typeof WordRow>, now: Date): Word {
  const fact: Fact = {
    source: row.source,
    value: row.value,
    saidAt: row.said_at,
    saidBy: row.said_by,
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.has_previous && { previous: row.previous }),
    ...(row.expires_at && { expiresAt: row.expires_at }),
  };
  return { ...fact, expired: !isInForce(fact, now) };
}

const AuditRow = z.object({
  id: z.number(),
  at: sqlInstant,
  actor: z.string(),
  action: z.string(),
  reason: z.string().nullable(),
  run_id: z.string().nullable(),
  field: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
// The state of a venue is of interest whichever field is asked about.
const AUDIT = `
  with newest as (
    select *
    from audit_log
    where subject = 'venue' and subject_id = :id
      and (cast(:field as text) is null or changes -> cast(:field as text) is not null or changes -> 'state' is not null)
    order by id desc
    limit 20
  )
  select n.id, n.at, n.actor, n.action, n.reason, n.run_id, change.field,
    left(change.value ->> 'before', 500) as before, left(change.value ->> 'after', 500) as after
  from newest n
  cross join lateral jsonb_each(n.changes) as change(field, value)
  where change.field in (coalesce(cast(:field as text), change.field), 'state')
  order by n.id desc, change.field`;

const entries = (rows: z.output<typeof AuditRow>[]): AuditEntry[] =>
  [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((changes) => {
    const [first] = changes;
    if (!first) return [];
    const { id, at, actor, action, reason, run_id } = first;
    const told = changes.map(({ field, before, after }) => ({ field, before, after }));
    return [{ id, at, actor, action, reason, runId: run_id, changes: told }];
  });
