import { describe, expect, it } from '@jest/globals';
import { later, refused } from '../../../lambdas/clients/google/outcome.ts';
import { SqlFailure } from '../../../lambdas/runtime/sql/sql-failure.ts';
import type { SyncPast } from '../../../lambdas/sync/run/sync-due.ts';
import { judgeDatabase, judgeSheet, judgeSync } from '../../../scripts/doctor/venue-data-checks.ts';

const now = new Date('2026-11-21T10:00:00Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();
const rhythm = { everyMinutes: 30, retryMinutes: 5, sync: 'npm run sync' };
const ended = (outcome: SyncPast['lastOutcome'], minutes: number, succeeded?: number): SyncPast => ({
  watchedSince: ago(9_000),
  lastStartedAt: ago(minutes + 1),
  lastFinishedAt: ago(minutes),
  lastOutcome: outcome,
  ...(succeeded !== undefined && { lastSucceededAt: ago(succeeded) }),
});

describe('the sheet sync', () => {
  it.each<[string, SyncPast, string, RegExp]>([
    ['never ran', { watchedSince: ago(1) }, 'wrong', /No sync has ended yet/],
    ['succeeded in time', ended('succeeded', 20, 20), 'right', /last taken over 20 minutes ago/],
    ['waits for somebody', ended('refused', 15, 45), 'look', /changed too much 15 minutes ago/],
    ['failed', ended('failed', 2, 32), 'wrong', /the last that succeeded was 32 minutes ago/],
    ['never succeeded', ended('failed', 2), 'wrong', /none has succeeded/],
    ['stands still', ended('succeeded', 50, 50), 'wrong', /does not come through/],
  ])('%s', (_, past, level, words) => {
    const finding = judgeSync(past, now, rhythm);
    expect(finding.level).toBe(level);
    expect(finding.what).toMatch(words);
    if (level !== 'right') expect(finding.todo).toContain('npm run sync');
  });
});

describe('the venue sheet', () => {
  it('can be read', () => {
    const sheet = { title: 'Venue master', timeZone: 'Asia/Bangkok', tabs: [{ title: 'Venues', values: [] }] };
    const finding = judgeSheet({ kind: 'sheet', sheet, requests: 2 }, 'bot@x.example');
    expect(finding).toEqual({ level: 'right', what: 'The venue sheet "Venue master" can be read (1 tab)' });
  });
  it('is not shared: says with whom', () => {
    const finding = judgeSheet(refused('not-shared', 'The sheet is not shared.'), 'bot@x.example');
    expect(finding).toMatchObject({
      level: 'wrong',
      todo: expect.stringContaining('share the sheet with bot@x.example'),
    });
  });
  it('may come later', () => {
    expect(judgeSheet(later('rate-limited'), 'bot@x.example').level).toBe('look');
  });
});

describe('the database', () => {
  const failing = (code: 'resuming' | 'unavailable') =>
    judgeDatabase(async () => {
      throw new SqlFailure(code, 'no answer', { retryable: true });
    });
  it('answers, sleeps or is away', async () => {
    expect(await judgeDatabase(async () => 2_000)).toMatchObject({
      level: 'right',
      what: expect.stringContaining('2,000'),
    });
    expect((await failing('resuming')).level).toBe('look');
    expect(await failing('unavailable')).toMatchObject({ level: 'wrong', todo: 'docs/runbook.md, database' });
  });
});
