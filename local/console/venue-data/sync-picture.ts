import { reportInWords } from '../../../lambdas/sync/run/report-in-words.ts';
import type { SyncPast, SyncRhythm } from '../../../lambdas/sync/run/sync-due.ts';
import type { SyncReport } from '../../../lambdas/sync/run/sync-report.ts';
import type { RunInput } from '../../../lambdas/sync/run/sync-run.ts';

/** How the sync stands: the last run, whether one is under way, when the next is due, and what is in force. */
export type SyncPicture = {
  last?: SyncReport & { inWords: string };
  running?: Pick<RunInput, 'runId' | 'requestedBy' | 'startedAt'>;
  /** Never before; it starts at the first look of the schedule after that. */
  nextDueAt: string;
  directory?: { version: number; publishedAt: string; venues: number; zones: number };
  /** What could not be looked at, in words; the rest holds all the same. */
  problems: string[];
};

export type SyncSources = {
  past(): Promise<SyncPast>;
  lastReport(): Promise<SyncReport | undefined>;
  running(): Promise<RunInput | undefined>;
  directory(): Promise<SyncPicture['directory']>;
};

/** Each part on its own: with the database gone, the directory in force is still shown. */
export async function syncPicture(sources: SyncSources, rhythm: SyncRhythm, now: Date): Promise<SyncPicture> {
  const problems: string[] = [];
  const look = async <Part>(what: string, part: () => Promise<Part>): Promise<Part | undefined> => {
    try {
      return await part();
    } catch (problem) {
      problems.push(`${what}: ${problem instanceof Error ? problem.message : String(problem)}`);
      return undefined;
    }
  };
  const [past, last, running, directory] = await Promise.all([
    look('how the runs went', sources.past),
    look('the last report', sources.lastReport),
    look('the run under way', sources.running),
    look('the directory in force', sources.directory),
  ]);
  return {
    ...(last && { last: { ...last, inWords: reportInWords(last) } }),
    ...(running && {
      running: { runId: running.runId, requestedBy: running.requestedBy, startedAt: running.startedAt },
    }),
    nextDueAt: nextDue(past, rhythm, now).toISOString(),
    ...(directory && { directory }),
    problems,
  };
}

/** The moment from which `syncDue` says yes; now where it does so already. */
export function nextDue(past: SyncPast | undefined, { everyMinutes, retryMinutes }: SyncRhythm, now: Date): Date {
  if (past?.lastStartedAt === undefined) return now;
  const regular = Date.parse(past.lastStartedAt) + everyMinutes * 60_000;
  const retry =
    past.lastOutcome === 'failed' && past.lastFinishedAt !== undefined
      ? Date.parse(past.lastFinishedAt) + retryMinutes * 60_000
      : regular;
  return new Date(Math.max(now.getTime(), Math.min(regular, retry)));
}
