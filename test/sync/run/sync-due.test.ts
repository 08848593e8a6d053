import { describe, expect, it } from '@jest/globals';
import { lagPastDueSeconds, type SyncPast, secondsSinceSuccess, syncDue } from '../../../lambdas/sync/run/sync-due.ts';

const rhythm = { everyMinutes: 30, retryMinutes: 5 };
const now = new Date('2026-11-21T10:00:00Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();
const past = (
  minutes: { started?: number; finished?: number; succeeded?: number },
  outcome?: SyncPast['lastOutcome'],
) => ({
  watchedSince: ago(600),
  ...(minutes.started !== undefined && { lastStartedAt: ago(minutes.started) }),
  ...(minutes.finished !== undefined && { lastFinishedAt: ago(minutes.finished) }),
  ...(minutes.succeeded !== undefined && { lastSucceededAt: ago(minutes.succeeded) }),
  ...(outcome && { lastOutcome: outcome }),
});

describe('whether a run is due', () => {
  it.each<[string, SyncPast, boolean]>([
    ['nobody ever ran', { watchedSince: ago(0) }, true],
    ['the last began 29 minutes ago', past({ started: 29, finished: 28 }, 'succeeded'), false],
    ['the last began half an hour ago', past({ started: 30, finished: 29 }, 'succeeded'), true],
    ['the last failed 4 minutes ago', past({ started: 5, finished: 4 }, 'failed'), false],
    ['the last failed 5 minutes ago', past({ started: 6, finished: 5 }, 'failed'), true],
    ['the last waits for a person', past({ started: 6, finished: 5 }, 'refused'), false],
    [
      'the last waits for a person, who may have mended the sheet',
      past({ started: 30, finished: 29 }, 'refused'),
      true,
    ],
  ])('%s', (_, given, due) => {
    expect(syncDue(given, now, rhythm)).toBe(due);
  });
});

describe('the lag past due', () => {
  it.each<[string, SyncPast, number, number]>([
    ['is nothing while runs succeed in time', past({ succeeded: 30 }), 0, 1800],
    ['is what the directory is older than promised', past({ succeeded: 45 }), 900, 2700],
    ['counts from the first look until a first run succeeds', { watchedSince: ago(3) }, 180, 180],
  ])('%s', (_, given, lag, since) => {
    expect(lagPastDueSeconds(given, now, rhythm)).toBe(lag);
    expect(secondsSinceSuccess(given, now)).toBe(since);
  });
});
