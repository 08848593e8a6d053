import * as z from 'zod';
import { inBatches } from '../../runtime/sql/in-batches.ts';
import type { SqlClient } from '../../runtime/sql/sql-client.ts';
import { VENUE_FIELDS, type VenueField } from '../truth/facts.ts';
import { lockRecord, lockVenues } from './lock-in-postgres.ts';
import { settleFields } from './override-in-postgres.ts';

export type OverridesExpired = { expired: number; venuesChanged: number; disagreementsOpened: number };

/** Puts back in force what the sources say where an override is over by now, audited. Again changes nothing. */
export const expireOverrides = (sql: SqlClient, now: Date): Promise<OverridesExpired> =>
  sql.transaction(async (within) => {
    await lockRecord(within);
    const parameters = { now: { instant: now } };
    const due = await within.query(DUE, parameters, z.object({ id: z.coerce.number() }));
    const outcome: OverridesExpired = { expired: 0, venuesChanged: 0, disagreementsOpened: 0 };
    for (const batch of inBatches(
      due.map(({ id }) => id),
      { maxRows: 500 },
    )) {
      await lockVenues(within, batch);
      const over = await within.query(END, { ...parameters, ids: { json: batch.map(String) } }, Over);
      if (over.length === 0) continue;
      const byVenue = Map.groupBy(over, ({ id }) => id);
      const touched = [...byVenue].map(([venueId, rows]) => ({ venueId, fields: rows.map(fieldOf) }));
      const voice = { actor: 'the clock', reason: 'the override was for a time', action: 'override-expired' } as const;
      const anew = await settleFields(within, touched, voice, now);
      outcome.expired += over.length;
      outcome.venuesChanged += anew.changed.length;
      outcome.disagreementsOpened += anew.disagreementsOpened;
    }
    return outcome;
  });

const Over = z.object({ id: z.coerce.number(), field: z.enum(VENUE_FIELDS) });
const fieldOf = ({ field }: { field: VenueField }): VenueField => field;

const DUE = `
  select distinct cast(subject_id as bigint) as id
  from facts
  where subject = 'venue' and expires_at <= :now
  order by id`;

// Looked at once more: until the venue was locked, somebody may have prolonged it.
const END = `
  delete from facts
  where subject = 'venue' and source = 'override' and expires_at <= :now
    and subject_id in (select said.id from jsonb_array_elements_text(cast(:ids as jsonb)) said(id))
  returning subject_id as id, field`;
