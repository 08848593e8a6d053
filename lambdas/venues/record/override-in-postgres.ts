import * as z from 'zod';
import type { Sql, SqlClient } from '../../runtime/sql/sql-client.ts';
import { type FactValue, VENUE_FIELDS, type VenueField } from '../truth/facts.ts';
import { problemWith } from '../truth/field-values.ts';
import { linkAccounts } from './accounts-in-postgres.ts';
import { factsOf, writeFacts } from './facts-in-postgres.ts';
import { isSaid } from './is-said.ts';
import { lockVenues } from './lock-in-postgres.ts';
import { type SettledAnew, settleAnew } from './settle-anew.ts';
import { isVenueId } from './statement-batch.ts';
import type { Voice } from './venues-in-postgres.ts';

/** A person decides what a field is, whatever the sources say. `field` and `value` come from outside and are judged. */
export type Override = {
  venueId: number;
  field: string;
  value: FactValue;
  by: string;
  reason: string;
  /** From then on the sources count again. @default until it is lifted */
  expiresAt?: Date;
};

/** `inForce` says whether the record is another now: a person may also confirm what is there. */
export type Overridden = { kind: 'done'; recordChanged: boolean } | { kind: 'refused'; problem: string };

/** Puts a value in force over all sources, audited. Refuses in words what cannot be. Throws SqlFailure. */
export async function forceValue(sql: SqlClient, override: Override, now: Date): Promise<Overridden> {
  const { venueId, field, value, by, reason, expiresAt } = override;
  const problem = problemOf(override) ?? overrideProblem(override, now);
  if (problem !== undefined) return { kind: 'refused', problem };
  return sql.transaction(async (within) => {
    if (!(await lockVenues(within, [venueId])).has(venueId)) return unknownVenue(venueId);
    const statements = [{ venueId, fields: { [field]: value } }];
    await writeFacts(
      within,
      { source: 'override', saidBy: by, reason, expiresAt, statements, ended: [] },
      statements,
      now,
    );
    const voice: Voice = { actor: by, reason, action: 'forced' };
    return done(await settleFields(within, [{ venueId, fields: [field as VenueField] }], voice, now));
  });
}

/** Lets the sources decide again, audited. */
export async function liftOverride(
  sql: SqlClient,
  { venueId, field, by, reason }: Pick<Override, 'venueId' | 'field' | 'by' | 'reason'>,
  now: Date,
): Promise<Overridden> {
  const problem = problemOf({ venueId, field, by, reason });
  if (problem !== undefined) return { kind: 'refused', problem };
  return sql.transaction(async (within) => {
    if (!(await lockVenues(within, [venueId])).has(venueId)) return unknownVenue(venueId);
    const lifted = await within.execute(LIFT, { id: String(venueId), field });
    if (lifted === 0) return { kind: 'refused', problem: `nobody has overridden ${field} of venue ${venueId}` };
    const voice: Voice = { actor: by, reason, action: 'lifted' };
    return done(await settleFields(within, [{ venueId, fields: [field as VenueField] }], voice, now));
  });
}

const LIFT = `
  delete from facts
  where subject = 'venue' and subject_id = :id and field = :field and source = 'override'`;

/** Settles fields of venues that are locked, from everything that is said of them. */
export async function settleFields(
  sql: Sql,
  touched: readonly { venueId: number; fields: readonly VenueField[] }[],
  voice: Voice,
  now: Date,
): Promise<SettledAnew> {
  const facts = await factsOf(
    sql,
    touched.map(({ venueId }) => venueId),
    null,
  );
  const toSettle = touched.map(({ venueId, fields }) => ({
    venueId,
    facts: new Map(fields.map((field) => [field, facts.get(venueId)?.get(field) ?? []])),
  }));
  const anew = await settleAnew(sql, toSettle, { voice, reopen: false, now });
  await linkAccounts(sql, anew.changed, (venueId) => anew.accountsFrom.get(venueId) ?? 'sheets', now);
  return anew;
}

const done = ({ changed }: SettledAnew): Overridden => ({ kind: 'done', recordChanged: changed.length > 0 });

const unknownVenue = (venueId: number): Overridden => ({ kind: 'refused', problem: `there is no venue ${venueId}` });

const Field = z.enum(VENUE_FIELDS);

function problemOf({ venueId, field, by, reason }: Pick<Override, 'venueId' | 'field' | 'by' | 'reason'>) {
  if (!isVenueId(venueId)) return 'a venue is named by its number in the venue sheet';
  if (!Field.safeParse(field).success) return `venues have no "${field}"; they have ${VENUE_FIELDS.join(', ')}`;
  if (!isSaid(by)) return 'it must be said who decides this';
  if (!isSaid(reason)) return 'a reason is needed, for whoever wonders later';
  return undefined;
}

function overrideProblem({ field, value, expiresAt }: Override, now: Date): string | undefined {
  const problem = problemWith(field as VenueField, value);
  if (problem !== undefined) return `${field} ${problem}`;
  if (expiresAt && !(expiresAt.getTime() > now.getTime())) return 'an override must end in the future';
  return undefined;
}
