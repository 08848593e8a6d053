import * as z from 'zod';
import { inBatches } from '../../runtime/sql/in-batches.ts';
import { sqlJson } from '../../runtime/sql/row-schemas.ts';
import type { Sql } from '../../runtime/sql/sql-client.ts';
import type { ReportedProblem, SyncReport, Taken } from './sync-report.ts';
import type { RunInput } from './sync-run.ts';

/** The runs and the quarantine in the database. */
export interface SyncLog {
  begun(run: RunInput, fingerprint: string): Promise<void>;
  /** How far a run came. Inside a transaction it keeps other tries of the run waiting until that ends. */
  progress(runId: string): Promise<Progress>;
  applied(runId: string, taken: Taken, now: Date): Promise<void>;
  finished(report: SyncReport): Promise<void>;
  /** Brings the open problems in line with what this run saw in a tab; answers how many are new and how many are gone. */
  keepProblems(run: { runId: string; tab: string }, problems: readonly ReportedProblem[], now: Date): Promise<Kept>;
  /** The tab that the last run which succeeded has read. */
  lastTab(): Promise<string | undefined>;
  /** Share of open venues without an open disagreement and without a bad cell; 1 where there is no venue. */
  consistency(): Promise<number>;
}
/** `over`: its report is written, or nobody knows of it. */
export type Progress = { kind: 'running' } | { kind: 'applied'; taken: Taken } | { kind: 'over' };
export type Kept = { opened: number; resolved: number };

const Standing = z.object({
  running: z.boolean(),
  applied: z.boolean(),
  taken: sqlJson(z.custom<Taken>()).nullable(),
});
const Count = z.object({ count: z.coerce.number() });

export function syncLogInPostgres(sql: Sql): SyncLog {
  return {
    async begun({ runId, requestedBy, startedAt }, fingerprint) {
      await sql.execute(
        `insert into sync_log (run_id, requested_by, state, started_at, fingerprint)
         values (:run, :by, 'running', :at, :fingerprint)
         on conflict (run_id) do update set fingerprint = excluded.fingerprint where sync_log.state = 'running'`,
        { run: runId, by: requestedBy, at: { instant: new Date(startedAt) }, fingerprint },
      );
    },

    async progress(runId) {
      const [run] = await sql.query(
        `select state = 'running' as running, applied_at is not null as applied, report -> 'taken' as taken
         from sync_log where run_id = :run for update`,
        { run: runId },
        Standing,
      );
      if (!run?.running) return { kind: 'over' };
      return run.applied && run.taken ? { kind: 'applied', taken: run.taken } : { kind: 'running' };
    },

    async applied(runId, taken, now) {
      await sql.execute('update sync_log set applied_at = :now, report = cast(:report as jsonb) where run_id = :run', {
        run: runId,
        report: { json: { taken } },
        now: { instant: now },
      });
    },

    async finished({ difference, directory, ...report }) {
      await sql.execute(
        `insert into sync_log (run_id, requested_by, state, started_at, finished_at, fingerprint, added, changed, removed,
                               problems, consistency, directory_version, report, failure)
         values (:run, :by, :state, :started, :finished, :fingerprint, :added, :changed, :removed,
                 :problems, :consistency, :version, cast(:report as jsonb), :failure)
         on conflict (run_id) do update set state = excluded.state, finished_at = excluded.finished_at,
           fingerprint = excluded.fingerprint, added = excluded.added, changed = excluded.changed,
           removed = excluded.removed, problems = excluded.problems, consistency = excluded.consistency,
           directory_version = excluded.directory_version, report = excluded.report, failure = excluded.failure`,
        {
          run: report.runId,
          by: report.requestedBy,
          state: report.outcome,
          started: { instant: new Date(report.startedAt) },
          finished: { instant: new Date(report.finishedAt) },
          fingerprint: difference?.fingerprint ?? null,
          added: difference?.added ?? 0,
          changed: difference?.changed ?? 0,
          removed: difference?.removed ?? 0,
          problems: report.problemCount,
          consistency: report.consistency === undefined ? null : { decimal: report.consistency.toFixed(4) },
          version: directory?.version ?? null,
          report: { json: { ...report, difference, directory } },
          failure: report.failure ?? null,
        },
      );
    },

    async keepProblems({ runId, tab }, problems, now) {
      let opened = 0;
      for (const batch of inBatches(distinct(problems))) {
        const [row] = await sql.query(
          `with kept as (
             insert into sheet_problems (tab, sheet_row, row_kind, venue_id, field, code, message,
                                         first_run_id, last_run_id, first_seen_at)
             select :tab, seen.row, seen.kind, seen."venueId", coalesce(seen.field, ''), seen.code, seen.message,
                    :run, :run, :now
             from jsonb_to_recordset(cast(:problems as jsonb))
               as seen (row integer, kind text, "venueId" bigint, field text, code text, message text)
             on conflict (tab, sheet_row, field, code) where resolved_at is null
             do update set last_run_id = excluded.last_run_id, row_kind = excluded.row_kind,
                           venue_id = excluded.venue_id, message = excluded.message
             returning first_run_id = :run as fresh
           )
           select count(*) filter (where fresh) as count from kept`,
          { tab, run: runId, now: { instant: now }, problems: { json: batch } },
          Count,
        );
        opened += row?.count ?? 0;
      }
      const resolved = await sql.execute(
        'update sheet_problems set resolved_at = :now where resolved_at is null and last_run_id <> :run',
        { run: runId, now: { instant: now } },
      );
      return { opened, resolved };
    },

    async lastTab() {
      const [row] = await sql.query(
        `select report -> 'sheet' ->> 'tab' as tab from sync_log
         where state = 'succeeded' and report -> 'sheet' ->> 'tab' is not null order by started_at desc limit 1`,
        {},
        z.object({ tab: z.string() }),
      );
      return row?.tab;
    },

    async consistency() {
      const [row] = await sql.query(
        `select count(*) as venues,
                count(*) filter (where exists (select from sheet_problems p where p.venue_id = v.id and p.resolved_at is null)
                  or exists (select from disagreements d where d.subject = 'venue' and d.subject_id = v.id::text
                             and d.resolved_at is null)) as doubtful
         from venues v where v.state = 'open'`,
        {},
        z.object({ venues: z.coerce.number(), doubtful: z.coerce.number() }),
      );
      return row && row.venues > 0 ? 1 - row.doubtful / row.venues : 1;
    },
  };
}

/** One problem per row, field and code, as the table holds them. */
function distinct(problems: readonly ReportedProblem[]): ReportedProblem[] {
  const byKey = new Map(problems.map((problem) => [`${problem.row} ${problem.field ?? ''} ${problem.code}`, problem]));
  return [...byKey.values()];
}
