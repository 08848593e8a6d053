import { Failure } from '../../runtime/failure.ts';
import type { Statements } from '../../venues/index.ts';
import { type RunFiles, storedCheck } from '../run/run-files.ts';
import { statementsOf } from '../run/statements.ts';
import type { SyncLog } from '../run/sync-log-in-postgres.ts';
import { problemsOf, type Taken } from '../run/sync-report.ts';
import type { RunInput } from '../run/sync-run.ts';
import type { CheckedSheet } from '../sheet/checked-sheet.ts';
import type { Checked } from './check.ts';

export type TakenOver = Omit<Taken, 'overridesExpired' | 'problemsOpened' | 'problemsResolved' | 'valuesRefused'> & {
  /** What the record cannot hold; nothing of it was taken over. */
  refused: readonly unknown[];
};

/** The record inside one transaction. */
export type RecordWithin = {
  takeOver(statements: Statements, now: Date): Promise<TakenOver>;
  expireOverrides(now: Date): Promise<number>;
  log: Pick<SyncLog, 'progress' | 'applied' | 'keepProblems'>;
};

export type ApplyPorts = {
  files: RunFiles;
  /** All of `work` or nothing of it; it may run more than once. */
  together<Result>(work: (record: RecordWithin) => Promise<Result>): Promise<Result>;
  /** Lets nobody be answered any more with what was kept about these venues; safe to repeat. */
  forget(venueIds: readonly number[]): Promise<void>;
};

/**
 * Brings the record in line with the checked sheet, all of it or nothing. A second try answers what the first one did;
 * a straggler of a run that is over changes nothing any more.
 */
export async function apply(
  run: RunInput,
  { approvedBy }: Pick<Checked, 'approvedBy'>,
  ports: ApplyPorts,
  now: Date,
): Promise<Taken> {
  const checked = await storedCheck(ports.files, run.runId);
  const statements = statementsOf(checked, { runId: run.runId, ...(approvedBy && { approvedBy }) });
  const at = { runId: run.runId, tab: checked.tab ?? '' };
  const taken = await ports.together(async ({ takeOver, expireOverrides, log }) => {
    const progress = await log.progress(run.runId);
    if (progress.kind === 'applied') return progress.taken;
    if (progress.kind === 'over') {
      throw new Failure('run-over', 'the run was finished before its sheet could be applied', { retryable: false });
    }
    const counts = countsOf(await takeOver(statements, now));
    const overridesExpired = await expireOverrides(now);
    const { opened, resolved } = await log.keepProblems(at, problemsOf(checked), now);
    const all = { ...counts, overridesExpired, problemsOpened: opened, problemsResolved: resolved };
    await log.applied(run.runId, all, now);
    return all;
  });
  // Also when the transaction was a first try's: that one may have died before this line.
  await ports.forget(venuesToForget(statements, checked));
  return taken;
}

/** Whose kept answers are about something else now: their people changed, or they ended. Nothing is kept of new ones. */
function venuesToForget({ statements, ended }: Statements, { diff }: CheckedSheet): number[] {
  const added = new Set(diff.added);
  const changed = statements.filter(
    ({ venueId, fields }) => !added.has(venueId) && CONTACT_FIELDS.some((field) => field in fields),
  );
  return [...changed, ...ended].map(({ venueId }) => venueId);
}

const CONTACT_FIELDS = ['contact_name', 'contact_email', 'contact_phone'] as const;

/** Without the lists: what a step answers travels from state to state, which carries little. */
const countsOf = (taken: TakenOver) => ({
  added: taken.added,
  changed: taken.changed,
  ended: taken.ended,
  reopened: taken.reopened,
  fieldsChanged: taken.fieldsChanged,
  disagreementsOpened: taken.disagreementsOpened,
  disagreementsResolved: taken.disagreementsResolved,
  valuesRefused: taken.refused.length,
});
