import { stepFailure } from '../../../lambdas/runtime/state-machine/step-failure.ts';
import type { SyncPast } from '../../../lambdas/sync/run/sync-due.ts';
import type { Kept, Progress } from '../../../lambdas/sync/run/sync-log-in-postgres.ts';
import type { SyncReport, Taken } from '../../../lambdas/sync/run/sync-report.ts';
import { filesOf, type RunInput } from '../../../lambdas/sync/run/sync-run.ts';
import type { Cell, CurrentVenue, Sheet } from '../../../lambdas/sync/sheet/sheet.ts';
import type { ApplyPorts, TakenOver } from '../../../lambdas/sync/steps/apply.ts';
import type { CheckPorts } from '../../../lambdas/sync/steps/check.ts';
import type { FinishPorts } from '../../../lambdas/sync/steps/finish.ts';
import type { Statements } from '../../../lambdas/venues/index.ts';
import { aCurrentVenue, aRow, aSheet, FIELDS } from '../sheet/a-sheet.ts';

export const now = new Date('2026-11-21T10:00:05.000Z');

export const aRun = (run: Partial<RunInput> = {}): RunInput => ({
  runId: '2026-11-21-100000-ab12',
  requestedBy: 'schedule',
  startedAt: '2026-11-21T10:00:00.000Z',
  approves: '',
  discover: false,
  ...run,
});

export const nothingTaken: TakenOver = {
  ...{ added: 0, changed: 0, ended: 0, reopened: 0, fieldsChanged: 0 },
  ...{ disagreementsOpened: 0, disagreementsResolved: 0, refused: [] },
};

/** A run's surroundings in memory; what is written through the ports is to be seen here. */
export function surroundings({ current = [] as CurrentVenue[], maxChangeShare = 0.1 } = {}) {
  const seen = {
    files: new Map<string, unknown>(),
    begun: [] as [string, string][],
    statements: [] as Statements[],
    problemsKept: [] as number[],
    forgotten: [] as number[],
    lastTab: undefined as string | undefined,
    applied: undefined as Taken | undefined,
    finished: [] as SyncReport[],
    told: [] as { subject: string; text: string }[],
    past: { watchedSince: '2026-11-21T08:00:00.000Z' } as SyncPast,
    released: [] as string[],
    troubles: [] as string[],
  };
  /** What goes wrong: thrown by the port of that name. */
  const broken: { database?: Error; tell?: Error; write?: Error } = {};
  const database =
    <Value>(value: () => Value) =>
    async () => {
      if (broken.database) throw broken.database;
      return value();
    };
  const files = {
    async write(key: string, value: unknown) {
      if (broken.write) throw broken.write;
      seen.files.set(key, JSON.parse(JSON.stringify(value)));
    },
    read: async (key: string) => seen.files.get(key),
  };
  const log = {
    begun: (run: RunInput, fingerprint: string) => database(() => void seen.begun.push([run.runId, fingerprint]))(),
    progress: database<Progress>(() => (seen.applied ? { kind: 'applied', taken: seen.applied } : { kind: 'running' })),
    applied: (_: string, taken: Taken) =>
      database(() => {
        seen.applied = taken;
      })(),
    keepProblems: (_: unknown, problems: readonly unknown[]) =>
      database<Kept>(() => {
        seen.problemsKept.push(problems.length);
        return { opened: problems.length, resolved: 0 };
      })(),
    finished: (report: SyncReport) => database(() => void seen.finished.push(report))(),
    consistency: database(() => 0.975),
    lastTab: database(() => seen.lastTab),
  };
  const takeOver = (statements: Statements) =>
    database(() => {
      seen.statements.push(statements);
      return { ...nothingTaken, changed: statements.statements.length, ended: statements.ended.length };
    })();
  const ports: CheckPorts & ApplyPorts & FinishPorts = {
    files,
    log,
    current: database(() => current),
    endedLately: async () => 0,
    maxChangeShare,
    together: (work) => work({ takeOver, expireOverrides: database(() => 0), log }),
    async forget(venueIds) {
      seen.forgotten.push(...venueIds);
    },
    past: {
      load: async () => seen.past,
      async note(change) {
        seen.past = { ...seen.past, ...change };
      },
    },
    async tell(notice) {
      if (broken.tell) throw broken.tell;
      seen.told.push(notice);
    },
    release: async (runId) => void seen.released.push(runId),
    onTrouble: (what) => void seen.troubles.push(what),
  };
  const fetched = (sheet: Sheet, run = aRun()) => files.write(filesOf(run.runId).sheet, sheet);
  return { ports, seen, broken, fetched };
}

/** Ten venues as last synced, and the rows and the sheet that say the same. */
export const known = Array.from({ length: 10 }, (_, at) => aCurrentVenue(at + 1, `Hotel ${at + 1}`));
export const rowsOf = (venues: readonly CurrentVenue[]) =>
  venues.map(({ venue_id, venue_name }) => aRow(venue_id, venue_name));
export const sheetOf = (rows: Cell[][]) => aSheet([FIELDS, ...rows]);

/** What the state machine's retry rules and the report make of an error. */
export async function stepEndsWith(step: Promise<unknown>): Promise<{ name: string; message: string }> {
  const error = await step.then(
    () => undefined,
    (problem: unknown) => problem,
  );
  const { name, message } = stepFailure('The step', error);
  return { name, message };
}
