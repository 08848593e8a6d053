import type { Statements } from '../../venues/index.ts';
import { type RunFiles, storedCheck } from '../run/run-files.ts';
import { statementsOf } from '../run/statements.ts';
import type { SyncLog } from '../run/sync-log-in-postgres.ts';
import { problemsOf, type Taken } from '../run/sync-report.ts';
import type { RunInput } from '../run/sync-run.ts';
import type { Checked } from './check.ts';

export type TakenOver = Omit<Taken, 'overridesExpired' | 'problemsOpened' | 'problemsResolved'>;

export type ApplyPorts = {
  files: RunFiles;
  /** All of it or nothing; the same statements again change nothing. */
  takeOver(statements: Statements, now: Date): Promise<TakenOver>;
  expireOverrides(now: Date): Promise<number>;
  log: Pick<SyncLog, 'applied' | 'keepProblems'>;
};

/** Brings the record in line with the checked sheet. Every part of it is safe to repeat. */
export async function apply(
  run: RunInput,
  { approvedBy }: Pick<Checked, 'approvedBy'>,
  ports: ApplyPorts,
  now: Date,
): Promise<Taken> {
  const checked = await storedCheck(ports.files, run.runId);
  const statements = statementsOf(checked, { runId: run.runId, ...(approvedBy && { approvedBy }) });
  const taken = await ports.takeOver(statements, now);
  const overridesExpired = await ports.expireOverrides(now);
  const at = { runId: run.runId, tab: checked.tab ?? '' };
  const { opened, resolved } = await ports.log.keepProblems(at, problemsOf(checked), now);
  await ports.log.applied(run.runId, now);
  return { ...taken, overridesExpired, problemsOpened: opened, problemsResolved: resolved };
}
