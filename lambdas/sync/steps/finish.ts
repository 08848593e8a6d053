import type { Published } from '../../venues/index.ts';
import { noticeFor } from '../run/notice.ts';
import type { RunFiles } from '../run/run-files.ts';
import { canBeApproved } from '../run/statements.ts';
import type { SyncPast } from '../run/sync-due.ts';
import type { SyncLog } from '../run/sync-log-in-postgres.ts';
import {
  countRows,
  type Difference,
  MOST_COLUMNS_REPORTED,
  MOST_PROBLEMS_REPORTED,
  MOST_TABS_REPORTED,
  problemsOf,
  type SyncReport,
  type Taken,
  type ZonesPart,
} from '../run/sync-report.ts';
import { filesOf, type RunInput } from '../run/sync-run.ts';
import type { CheckedSheet } from '../sheet/checked-sheet.ts';
import { tabsBeside } from '../sheet/find-header.ts';
import { readableDiff } from '../sheet/readable-diff.ts';
import { type CurrentVenue, SHEET_FIELDS, type Sheet } from '../sheet/sheet.ts';
import type { Checked } from './check.ts';

/** What the steps of a run left behind, as far as it came. */
export type RunResult = RunInput & {
  check?: Checked;
  apply?: Taken;
  zones?: ZonesPart;
  publish?: Published;
  /** In words; set when a step failed for good. */
  failure?: string;
};

export type FinishPorts = {
  files: RunFiles;
  current(): Promise<CurrentVenue[]>;
  log: Pick<SyncLog, 'finished' | 'consistency'>;
  past: { load(now: Date): Promise<SyncPast>; note(change: Partial<SyncPast>): Promise<void> };
  tell(notice: { subject: string; text: string }): Promise<void>;
  release(runId: string): Promise<void>;
  /** The database may be away; the report is kept in the bucket all the same. */
  onTrouble(what: string, error: unknown): void;
};

/** Writes down what came of a run, tells ops what is new, and lets the next one start. Safe to repeat. */
export async function finish(result: RunResult, ports: FinishPorts, now: Date): Promise<SyncReport> {
  const checked = (await ports.files.read(filesOf(result.runId).checked)) as CheckedSheet | undefined;
  const sheet = (await ports.files.read(filesOf(result.runId).sheet)) as Sheet | undefined;
  const report = await reportOf(result, { checked, sheet }, ports, now);
  await ports.files.write(filesOf(result.runId).report, report);
  await tolerating('run not noted in the database', ports, () => ports.log.finished(report));

  const past = await ports.past.load(now);
  // A try after the one that let the next run start: what is known by now is that run's.
  if (past.lastStartedAt !== undefined && past.lastStartedAt > result.startedAt) return report;
  const notice = noticeFor(report, past.lastNotice);
  const told = notice && (await tolerating('ops not told', ports, () => ports.tell(notice).then(() => notice.mark)));
  await ports.past.note({
    lastFinishedAt: report.finishedAt,
    lastOutcome: report.outcome,
    ...(report.outcome === 'succeeded' && { lastSucceededAt: report.finishedAt }),
    ...(report.zones?.kind === 'discovered' && { lastDiscoveredAt: report.finishedAt }),
    ...(told && { lastNotice: told }),
  });
  await ports.release(result.runId);
  return report;
}

async function reportOf(
  result: RunResult,
  { checked, sheet }: { checked: CheckedSheet | undefined; sheet: Sheet | undefined },
  ports: FinishPorts,
  now: Date,
): Promise<SyncReport> {
  const { runId, requestedBy, startedAt, approves, check, apply, zones, publish, failure } = result;
  const outcome = failure !== undefined ? 'failed' : check?.outcome === 'refused' ? 'refused' : 'succeeded';
  const problems = checked ? problemsOf(checked) : [];
  const decides = checked && outcome === 'refused';
  const current = decides ? await tolerating('known venues not read', ports, ports.current) : undefined;
  const inWords = decides ? readableDiff(checked, current ?? []) : undefined;
  const consistency =
    outcome === 'succeeded' ? await tolerating('consistency unknown', ports, ports.log.consistency) : undefined;
  return {
    runId,
    requestedBy,
    startedAt,
    finishedAt: now.toISOString(),
    outcome,
    ...(checked && { sheet: sheetPart(checked, sheet) }),
    ...(checked && check && { difference: differenceOf(checked, check, { approves, inWords }) }),
    problems: problems.slice(0, MOST_PROBLEMS_REPORTED),
    problemCount: problems.length,
    ...(apply && { taken: apply }),
    ...(zones && { zones }),
    ...(publish && { directory: publish }),
    ...(consistency !== undefined && { consistency }),
    ...(failure !== undefined && { failure }),
  };
}

const sheetPart = ({ tab, headerRow, rows, unknownColumns, columns }: CheckedSheet, sheet: Sheet | undefined) => ({
  title: sheet?.title ?? '',
  tab,
  headerRow,
  rows: countRows(rows),
  unknownColumns: unknownColumns.slice(0, MOST_COLUMNS_REPORTED).map(shortened),
  tabsBeside: sheet && tab !== null ? tabsBeside(sheet, tab).slice(0, MOST_TABS_REPORTED).map(shortened) : [],
  missingColumns: headerRow === null ? [] : SHEET_FIELDS.filter((field) => columns[field] === undefined),
});

/** Somebody's paragraph above a column is no title. */
const shortened = (title: string): string => (title.length > 60 ? `${[...title].slice(0, 59).join('')}…` : title);

const differenceOf = (
  checked: CheckedSheet,
  check: Checked,
  { approves, inWords }: { approves: string; inWords: string | undefined },
): Difference => ({
  added: checked.diff.added.length,
  changed: checked.diff.changed.length,
  removed: checked.diff.removed.length,
  share: checked.guard.share,
  reason: check.reason,
  fingerprint: check.fingerprint,
  canBeApproved: canBeApproved(checked),
  ...(isUnused(approves, check) && { approvedAnother: approves }),
  ...(check.approvedBy && { approvedBy: check.approvedBy }),
  ...(inWords && { inWords }),
});

/** Approved was another difference than the one that was found, or one that nobody may allow. */
const isUnused = (approves: string, { outcome, fingerprint }: Checked): boolean =>
  approves !== '' && (outcome === 'refused' || approves !== fingerprint);

async function tolerating<Value>(
  what: string,
  { onTrouble }: FinishPorts,
  work: () => Promise<Value>,
): Promise<Value | undefined> {
  try {
    return await work();
  } catch (error) {
    onTrouble(what, error);
    return undefined;
  }
}
