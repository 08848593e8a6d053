import * as z from 'zod';
import { inBatches } from '../../runtime/sql/in-batches.ts';
import type { Sql } from '../../runtime/sql/sql-client.ts';
import type { Fact, FactValue } from '../truth/facts.ts';
import type { Contest } from './settled-venue.ts';

/** The kind of disagreement that is about a field of a venue: sources say different things of it. */
export const CONTRADICTION = 'sources-contradict';

/** Opens what sources newly contradict each other in, refreshes what they still do, resolves what they no longer do. Of venues that ended nothing is opened. */
export async function noteContests(
  sql: Sql,
  contests: readonly Contest[],
  now: Date,
): Promise<{ opened: number; resolved: number }> {
  let opened = 0;
  let resolved = 0;
  for (const batch of inBatches(contests.map(noteOf), { maxRows: 2_000 })) {
    const parameters = { contests: { json: batch }, kind: CONTRADICTION, now: { instant: now } };
    const [counts] = await sql.query(NOTE, parameters, z.object({ opened: z.number(), resolved: z.number() }));
    opened += counts?.opened ?? 0;
    resolved += counts?.resolved ?? 0;
  }
  return { opened, resolved };
}

/** `resolution` is null while sources contradict each other and no person has decided. */
function noteOf({ venueId, field, settled }: Contest) {
  const { value, source, because, contradicting } = settled;
  const resolution = because === 'override' ? 'override' : contradicting.length === 0 ? 'agreed' : null;
  const details =
    resolution === null ? { inForce: { value: shown(value), source, because }, others: contradicting.map(wordOf) } : {};
  return { id: String(venueId), field, resolution, details };
}

const wordOf = ({ source, value, saidAt, saidBy }: Fact) => ({
  source,
  value: shown(value),
  saidAt: saidAt.toISOString(),
  saidBy,
});

const mostShown = 500;

/** A row of an answer may have 64 KB, and nobody compares long notes on a page of disagreements. */
const shown = (value: FactValue): FactValue =>
  typeof value === 'string' && value.length > mostShown ? `${value.slice(0, mostShown).toWellFormed()}…` : value;

const NOTE = `
  with said as (
    select said.*, d.id as known
    from jsonb_to_recordset(cast(:contests as jsonb)) as said(id text, field text, resolution text, details jsonb)
    join venues v on v.id = cast(said.id as bigint) and (v.state = 'open' or said.resolution is not null)
    left join disagreements d on d.kind = :kind and d.subject = 'venue' and d.subject_id = said.id
      and d.field = said.field and d.resolved_at is null
  ),
  opened as (
    insert into disagreements (kind, subject, subject_id, field, details, opened_at, seen_at)
    select :kind, 'venue', id, field, details, :now, :now from said where resolution is null and known is null
    order by id, field
    returning 1
  ),
  refreshed as (
    update disagreements d set details = said.details, seen_at = :now
    from said
    where d.id = said.known and said.resolution is null and d.details <> said.details
  ),
  resolved as (
    update disagreements d set resolved_at = :now, resolution = said.resolution
    from said
    where d.id = said.known and said.resolution is not null
    returning 1
  )
  select (select count(*) from opened) as opened, (select count(*) from resolved) as resolved`;
