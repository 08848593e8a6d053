import { inBatches } from '../../runtime/sql/in-batches.ts';
import type { Sql, SqlClient } from '../../runtime/sql/sql-client.ts';
import type { Fact, FactValue, Source, Statement, Statements, VenueField } from '../truth/facts.ts';
import { linkAccounts } from './accounts-in-postgres.ts';
import { differing } from './differing-in-postgres.ts';
import { type EndedVenues, endVenues } from './ended-in-postgres.ts';
import { type FactsByField, factsOf, writeFacts } from './facts-in-postgres.ts';
import { lockRecord, lockVenues } from './lock-in-postgres.ts';
import { settleAnew, type Touched } from './settle-anew.ts';
import { type RefusedValue, usableStatements } from './statement-batch.ts';
import type { ChangedVenue, Voice } from './venues-in-postgres.ts';

/**
 * What taking over did, in venues. A venue counts once: added, reopened (its other changes included), changed or ended.
 * `unknown`: venues nobody knows and this source may not add, or that came without a name; `refused`: values that no
 * such field can hold. Nothing of either was taken over.
 */
export type TakenOver = {
  added: number;
  changed: number;
  ended: number;
  reopened: number;
  /** Values in force that are others now, of venues that were known before. */
  fieldsChanged: number;
  disagreementsOpened: number;
  disagreementsResolved: number;
  unknown: number[];
  refused: RefusedValue[];
};

/** Takes over what a source says, all or nothing. The same statements again change nothing. Throws SqlFailure. */
export const takeOver = (sql: SqlClient, statements: Statements, now: Date): Promise<TakenOver> =>
  sql.transaction((within) => takeOverWithin(within, statements, now));

/** The same inside a transaction that is open already, together with whatever else must be true when it is. */
export async function takeOverWithin(sql: Sql, statements: Statements, now: Date): Promise<TakenOver> {
  await lockRecord(sql);
  const { usable, refused, unknown } = usableStatements(statements);
  const voice = voiceOf(statements);
  const reopen = statements.source === 'sheets';
  const taken: TakenOver = { ...NOTHING, unknown, refused };
  const changed: ChangedVenue[] = [];
  const accountsFrom = new Map<number, Source>();
  const differs = await differing(sql, statements, usable);
  const toTake = usable.filter(({ venueId }) => differs.has(venueId));
  for (const batch of inBatches(toTake, { maxRows: 2_000 })) {
    const states = await lockVenues(sql, idsOf(batch));
    const taking = batch.filter(({ venueId, fields }) => states.has(venueId) || mayAdd(statements.source, fields));
    const takenIds = new Set(idsOf(taking));
    taken.unknown.push(...idsOf(batch).filter((id) => !takenIds.has(id)));
    if (taking.length === 0) continue;
    const anew = await settleAnew(sql, await write(sql, statements, taking, now), { voice, reopen, now });
    changed.push(...anew.changed);
    for (const [venueId, source] of anew.accountsFrom) accountsFrom.set(venueId, source);
    taken.disagreementsOpened += anew.disagreementsOpened;
    taken.disagreementsResolved += anew.disagreementsResolved;
  }
  const ended = await endVenues(sql, statements.ended, voice, now);
  await linkAccounts(sql, changed, (venueId) => accountsFrom.get(venueId) ?? statements.source, now);
  return counted(taken, changed, ended);
}

const NOTHING = {
  added: 0,
  changed: 0,
  ended: 0,
  reopened: 0,
  fieldsChanged: 0,
  disagreementsOpened: 0,
  disagreementsResolved: 0,
};

const idsOf = (statements: readonly Statement[]): number[] => statements.map(({ venueId }) => venueId);

const mayAdd = (source: Source, { venue_name }: Statement['fields']): boolean =>
  (source === 'sheets' || source === 'override') && typeof venue_name === 'string';

const voiceOf = ({ source, saidBy, reason, runId }: Statements): Voice => ({
  actor: saidBy,
  reason,
  runId,
  action: source === 'override' ? 'forced' : 'changed',
});

/** Writes down what was said; answers what is said of the same fields by everybody. */
async function write(sql: Sql, statements: Statements, taking: readonly Statement[], now: Date): Promise<Touched[]> {
  const { source, saidBy, expiresAt } = statements;
  await writeFacts(sql, statements, taking, now);
  // Where nobody else speaks, the source's word was just sent and needs no reading back.
  const contested: FactsByField = await factsOf(sql, idsOf(taking), source);
  return taking.map(({ venueId, fields }) => {
    const own = Object.entries(fields).map(([field, value]): [VenueField, Fact[]] => [
      field as VenueField,
      [{ source, value: value as FactValue, saidAt: now, saidBy, expiresAt }],
    ]);
    return { venueId, facts: new Map<VenueField, readonly Fact[]>([...own, ...(contested.get(venueId) ?? [])]) };
  });
}

function counted(taken: TakenOver, changed: readonly ChangedVenue[], ended: EndedVenues): TakenOver {
  const count = (kind: ChangedVenue['kind']) => changed.filter((venue) => venue.kind === kind).length;
  const known = changed.filter(({ kind }) => kind !== 'added');
  return {
    ...taken,
    added: count('added'),
    reopened: count('reopened'),
    changed: count('changed') + ended.changed,
    ended: ended.ended,
    fieldsChanged: known.reduce((sum, { fields }) => sum + fields, 0),
    disagreementsResolved: taken.disagreementsResolved + ended.disagreementsResolved,
    unknown: [...taken.unknown, ...ended.unknown].sort((one, other) => one - other),
  };
}
