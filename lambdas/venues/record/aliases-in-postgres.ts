import * as z from 'zod';
import type { Sql, SqlClient } from '../../runtime/sql/sql-client.ts';
import { foldedName } from './settled-venue.ts';

/** Another name that people use for a venue. */
export type Alias = {
  venueId: number;
  alias: string;
  /** `confirmed-pick`: somebody wrote it, was asked, and confirmed the venue. */
  source: 'confirmed-pick' | 'person';
  by: string;
};

/** `taken`: it is the name or an alias of another open venue, and would send its people to the wrong place. */
export type AliasOutcome =
  | { kind: 'learnt' | 'undone' | 'known-already' | 'not-known' }
  | { kind: 'taken'; venueId: number }
  | { kind: 'refused'; problem: string };

/** Learns an alias, audited. One that a person undid comes back by a person only. */
export async function learnAlias(
  sql: SqlClient,
  { venueId, alias, source, by }: Alias,
  now: Date,
): Promise<AliasOutcome> {
  const name = alias.trim().normalize('NFC');
  const problem = problemWithAlias(name);
  if (problem !== undefined) return { kind: 'refused', problem };
  if (source !== 'confirmed-pick' && source !== 'person') return { kind: 'refused', problem: 'nobody vouches for it' };
  const folded = foldedName(name);
  return sql.transaction(async (within): Promise<AliasOutcome> => {
    const venue = await lockNameAndVenue(within, folded, venueId);
    if (!venue) return { kind: 'refused', problem: `there is no open venue ${venueId}` };
    if (venue.name_folded === folded) return { kind: 'known-already' };
    const [other] = await within.query(TAKEN, { folded, venueId }, z.object({ id: z.number() }));
    if (other) return { kind: 'taken', venueId: other.id };
    const parameters = { venueId, alias: name, folded, source, by, now: { instant: now } };
    const [known] = await within.query(KNOWN, { venueId, folded }, Known);
    if (known && !known.undone) return { kind: 'known-already' };
    if (known && source !== 'person') return { kind: 'refused', problem: 'a person has undone this alias' };
    await within.execute(LEARN, parameters);
    await audit(within, { venueId, action: 'alias-learnt', before: null, after: name, by, now });
    return { kind: 'learnt' };
  });
}

/** Forgets an alias, audited; it is kept as undone, so that no confirmed pick brings it back. */
export async function undoAlias(
  sql: SqlClient,
  { venueId, alias, by }: Omit<Alias, 'source'>,
  now: Date,
): Promise<AliasOutcome> {
  const folded = foldedName(alias);
  return sql.transaction(async (within): Promise<AliasOutcome> => {
    const parameters = { venueId, folded, by, now: { instant: now } };
    const [undone] = await within.query(UNDO, parameters, z.object({ alias: z.string() }));
    if (!undone) return { kind: 'not-known' };
    await audit(within, { venueId, action: 'alias-undone', before: undone.alias, after: null, by, now });
    return { kind: 'undone' };
  });
}

function problemWithAlias(name: string): string | undefined {
  if (name === '') return 'an alias cannot be empty';
  if (name.length > 300) return 'an alias is no longer than 300 characters';
  return name.isWellFormed() && !name.includes('\0') ? undefined : 'it holds characters that cannot be stored';
}

/** Two people may teach one name for two venues at once: the name is locked as well as the venue. */
async function lockNameAndVenue(sql: Sql, folded: string, venueId: number) {
  await sql.query(LOCK_NAME, { folded }, z.unknown());
  const [venue] = await sql.query(LOCK_VENUE, { venueId }, z.object({ name_folded: z.string() }));
  return venue;
}

const LOCK_NAME = `select 1 as locked from pg_advisory_xact_lock(hashtextextended('alias ' || :folded, 0))`;
const LOCK_VENUE = "select name_folded from venues where id = :venueId and state = 'open' for no key update";

const TAKEN = `
  select id from venues where name_folded = :folded and state = 'open' and id <> :venueId
  union all
  select a.venue_id
  from aliases a
  join venues v on v.id = a.venue_id and v.state = 'open'
  where a.alias_folded = :folded and a.undone_at is null and a.venue_id <> :venueId
  limit 1`;

const Known = z.object({ undone: z.boolean() });
const KNOWN = `
  select undone_at is not null as undone from aliases where venue_id = :venueId and alias_folded = :folded`;

const LEARN = `
  insert into aliases (venue_id, alias, alias_folded, source, said_by, learnt_at)
  values (:venueId, :alias, :folded, :source, :by, :now)
  on conflict (venue_id, alias_folded) do update set
    alias = excluded.alias, source = excluded.source, said_by = excluded.said_by, learnt_at = excluded.learnt_at,
    undone_at = null, undone_by = null`;

const UNDO = `
  update aliases set undone_at = :now, undone_by = :by
  where venue_id = :venueId and alias_folded = :folded and undone_at is null
  returning alias`;

const audit = (
  sql: Sql,
  {
    now,
    venueId,
    ...told
  }: { venueId: number; action: string; before: string | null; after: string | null; by: string; now: Date },
): Promise<number> => sql.execute(AUDIT, { ...told, id: String(venueId), now: { instant: now } });

const AUDIT = `
  insert into audit_log (at, actor, action, subject, subject_id, changes)
  values (:now, :by, :action, 'venue', :id, jsonb_build_object('alias',
    jsonb_build_object('before', cast(:before as text), 'after', cast(:after as text))))`;
