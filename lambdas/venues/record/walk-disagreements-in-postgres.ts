import * as z from 'zod';
import { inBatches } from '../../runtime/sql/in-batches.ts';
import type { Sql } from '../../runtime/sql/sql-client.ts';
import type { Disagreement } from '../zones/index.ts';

/** What the record of venues and a walk through Soundtrack can disagree about. */
const KINDS = [
  'account-not-in-sheet',
  'account-not-in-soundtrack',
  'zone-without-venue',
  'subscription-differs',
  'override-without-venue',
] as const satisfies readonly Disagreement['kind'][];

/**
 * Brings the open disagreements of a walk in line with what it found. Those it no longer found are resolved only after
 * a complete walk: what was not seen may still be so.
 */
export async function noteWalk(
  sql: Sql,
  { disagreements, complete }: { disagreements: readonly Disagreement[]; complete: boolean },
  now: Date,
): Promise<{ opened: number; resolved: number }> {
  const wanted = new Set<string>(KINDS);
  const rows = disagreements
    .filter(({ kind }) => wanted.has(kind))
    .map(({ kind, subject, subjectId, field, details }) => ({
      kind,
      subject,
      id: subjectId,
      field: field ?? '',
      details,
    }));
  let opened = 0;
  for (const batch of inBatches(rows)) {
    const [counted] = await sql.query(
      NOTE,
      { rows: { json: batch }, now: { instant: now } },
      z.object({ opened: z.number() }),
    );
    opened += counted?.opened ?? 0;
  }
  const resolved = complete ? await sql.execute(RESOLVE, { kinds: { json: KINDS }, now: { instant: now } }) : 0;
  return { opened, resolved };
}

const NOTE = `
  with noted as (
    insert into disagreements (kind, subject, subject_id, field, details, opened_at, seen_at)
    select distinct on (kind, subject, id, field) kind, subject, id, field, details, :now, :now
    from jsonb_to_recordset(cast(:rows as jsonb)) as given(kind text, subject text, id text, field text, details jsonb)
    on conflict (kind, subject, subject_id, field) where resolved_at is null
    do update set details = excluded.details, seen_at = excluded.seen_at
    returning opened_at = :now as fresh
  )
  select count(*) filter (where fresh) as opened from noted`;

const RESOLVE = `
  update disagreements set resolved_at = :now, resolution = 'agreed'
  where resolved_at is null and seen_at <> :now
    and kind in (select jsonb_array_elements_text(cast(:kinds as jsonb)))`;
