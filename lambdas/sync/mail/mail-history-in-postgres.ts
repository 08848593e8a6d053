import * as z from 'zod';
import { sqlInstant, sqlJson } from '../../runtime/sql/row-schemas.ts';
import type { SqlClient } from '../../runtime/sql/sql-client.ts';
import { MailThreadJson, SweepStateText } from './mail-history-schema.ts';
import type { MailHistoryStore } from './mail-store.ts';
import type { MailThread } from './mail-thread.ts';
import { shortened } from './plain-text.ts';

/** More than a look finds; with it no history is larger than an answer of the database may be. */
const MOST_THREADS = 100;
const SUBJECT_LENGTH = 200;
const SUMMARY_LENGTH = 280;

const Row = z.object({ sweptAt: sqlInstant, state: SweepStateText, thread: sqlJson(MailThreadJson).nullable() });

/** The mail history in the venue record. Of two looks at once the later one stays, whichever is saved last. */
export function mailHistoryInPostgres(sql: SqlClient): MailHistoryStore {
  return {
    async load(venueId) {
      const rows = await sql.query(LOAD, { venue: Number(venueId) }, Row);
      const [first] = rows;
      if (!first) return undefined;
      const threads = rows.flatMap(({ thread }) => (thread ? [thread] : []));
      return { threads, sweptAt: first.sweptAt, state: first.state };
    },

    async save(venueId, threads, sweptAt, state) {
      const venue = Number(venueId);
      const kept = [...new Map(threads.map((thread) => [thread.threadId, thread])).values()]
        .slice(0, MOST_THREADS)
        .map(withinLimits);
      await sql.transaction(async (one) => {
        const parameters = { venue, sweptAt: { instant: sweptAt }, state, threads: kept.length };
        const isLatest = (await one.execute(SWEPT, parameters)) > 0;
        if (!isLatest) return;
        await one.execute(FORGET, { venue, ids: { json: kept.map(({ threadId }) => threadId) } });
        if (kept.length > 0) await one.execute(KEEP, { venue, threads: { json: kept } });
      });
    },
  };
}

const withinLimits = (thread: MailThread): MailThread => ({
  ...thread,
  subject: shortened(thread.subject, SUBJECT_LENGTH),
  summary: shortened(thread.summary, SUMMARY_LENGTH),
});

// One row for each thread, because a row of an answer may have 64 KB only.
const LOAD = `
  select s.swept_at as "sweptAt", s.outcome as state,
    case when t.thread_id is not null then jsonb_strip_nulls(jsonb_build_object(
      'threadId', t.thread_id, 'historyId', t.history_id, 'subject', t.subject, 'firstAt', t.first_at,
      'lastAt', t.last_at, 'messages', t.messages, 'participants', t.participants, 'category', t.category,
      'urgency', t.urgency, 'waitingOn', t.waiting_on, 'summary', t.summary,
      'forged', case when t.suspicious then true end)) end as thread
  from mail_sweeps s
  left join mail_threads t on t.venue_id = s.venue_id
  where s.venue_id = :venue
  order by t.last_at desc, t.thread_id`;

// First, because it also keeps a second look at the same venue waiting until this one is saved.
const SWEPT = `
  insert into mail_sweeps (venue_id, swept_at, outcome, threads)
  values (:venue, :sweptAt, :state, :threads)
  on conflict (venue_id) do update
    set swept_at = excluded.swept_at, outcome = excluded.outcome, threads = excluded.threads
    where mail_sweeps.swept_at <= excluded.swept_at`;

const FORGET = `
  delete from mail_threads
  where venue_id = :venue and thread_id not in (select jsonb_array_elements_text(:ids))`;

const KEEP = `
  insert into mail_threads (venue_id, thread_id, history_id, subject, category, urgency, waiting_on, summary, messages,
    participants, first_at, last_at, suspicious)
  select :venue, "threadId", "historyId", subject, category, urgency, "waitingOn", summary, messages, participants,
    "firstAt", "lastAt", coalesce(forged, false)
  from jsonb_to_recordset(:threads) as t ("threadId" text, "historyId" text, subject text, category text, urgency text,
    "waitingOn" text, summary text, messages integer, participants integer, "firstAt" timestamptz,
    "lastAt" timestamptz, forged boolean)
  on conflict (venue_id, thread_id) do update
    set history_id = excluded.history_id, subject = excluded.subject, category = excluded.category,
      urgency = excluded.urgency, waiting_on = excluded.waiting_on, summary = excluded.summary,
      messages = excluded.messages, participants = excluded.participants, first_at = excluded.first_at,
      last_at = excluded.last_at, suspicious = excluded.suspicious`;
