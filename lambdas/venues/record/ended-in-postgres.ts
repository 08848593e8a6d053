import * as z from 'zod';
import { inBatches } from '../../runtime/sql/in-batches.ts';
import type { Sql } from '../../runtime/sql/sql-client.ts';
import type { Statements } from '../truth/facts.ts';
import { lockVenues } from './lock-in-postgres.ts';
import { isVenueId } from './statement-batch.ts';
import type { Voice } from './venues-in-postgres.ts';

/** `ended` were open until now, `changed` had ended in the other way; `unknown` are the ids nobody knows. */
export type EndedVenues = { ended: number; changed: number; disagreementsResolved: number; unknown: number[] };

/** Marks venues as closed or removed. What contradicts about them is of no interest any more. */
export async function endVenues(sql: Sql, ended: Statements['ended'], voice: Voice, now: Date): Promise<EndedVenues> {
  const byVenue = new Map(ended.map(({ venueId, state }) => [venueId, state]));
  const ids = [...byVenue.keys()].filter(isVenueId).sort((one, other) => one - other);
  const known = await lockVenues(sql, ids);
  const done: EndedVenues = { ended: 0, changed: 0, disagreementsResolved: 0, unknown: [] };
  done.unknown = [...byVenue.keys()].filter((id) => !known.has(id));
  const toEnd = [...known.keys()].filter((id) => known.get(id) !== byVenue.get(id));
  for (const batch of inBatches(toEnd.map((id) => ({ id, state: byVenue.get(id) })))) {
    const [counts] = await sql.query(
      END,
      {
        ended: { json: batch },
        actor: voice.actor,
        reason: voice.reason ?? null,
        run: voice.runId ?? null,
        now: { instant: now },
      },
      z.object({ ended: z.number(), changed: z.number(), resolved: z.number() }),
    );
    done.ended += counts?.ended ?? 0;
    done.changed += counts?.changed ?? 0;
    done.disagreementsResolved += counts?.resolved ?? 0;
  }
  return done;
}

const END = `
  with said as (
    select said.id, said.state, v.state as before
    from jsonb_to_recordset(cast(:ended as jsonb)) as said(id bigint, state text)
    join venues v on v.id = said.id
    where v.state <> said.state
  ),
  marked as (
    update venues v set state = said.state, ended_at = coalesce(v.ended_at, :now), updated_at = :now
    from said where v.id = said.id
  ),
  audited as (
    insert into audit_log (at, actor, action, subject, subject_id, changes, reason, run_id)
    select :now, :actor, 'ended', 'venue', id::text,
      jsonb_build_object('state', jsonb_build_object('before', before, 'after', state)), cast(:reason as text),
      cast(:run as text)
    from said
    order by id
  ),
  resolved as (
    update disagreements d set resolved_at = :now, resolution = 'venue-ended'
    from said
    where d.subject = 'venue' and d.subject_id = said.id::text and d.resolved_at is null
    returning 1
  )
  select count(*) filter (where before = 'open') as ended, count(*) filter (where before <> 'open') as changed,
    (select count(*) from resolved) as resolved
  from said`;
