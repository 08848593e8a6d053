import { nextDue, type SyncSources, syncPicture } from '../../../../local/console/venue-data/sync-picture.ts';
import { type AConsole, aConsole } from '../a-console.ts';
import { aReport } from './a-venue-desk.ts';

const NOW = new Date('2026-11-21T10:00:00.000Z');
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000).toISOString();
const RHYTHM = { everyMinutes: 30, retryMinutes: 5 };

describe('POST /_local/sync', () => {
  let desk: AConsole;
  beforeAll(async () => {
    desk = await aConsole();
  });
  afterAll(() => desk.close());

  it('runs the sync and answers its report with its words', async () => {
    const { status, body } = await desk.post('/_local/sync', undefined);
    expect(status).toBe(200);
    expect(body).toMatchObject({ outcome: 'succeeded', runId: expect.any(String) });
    expect(body.inWords).toMatch(/^Venue sheet sync .*: done$/m);
    expect(body).not.toHaveProperty('joined');
    expect(desk.venues.asked.sync.at(-1)).toEqual({ by: 'console' });
  });

  it('hands on who asks, what they approve and whether Soundtrack is asked', async () => {
    await desk.post('/_local/sync', { by: ' Anna ', approve: '275afe466bd9', discover: true });
    expect(desk.venues.asked.sync.at(-1)).toEqual({ by: 'Anna', approves: '275afe466bd9', discover: true });
  });

  it('answers 200 with the report of a run that was refused or failed, and tells a joined one', async () => {
    const report = aReport({ outcome: 'failed', failure: 'Reading the sheet: it is not shared with us.' });
    desk.venues.says.sync = { kind: 'ended', requested: { kind: 'joined', runId: report.runId }, report };
    const { status, body } = await desk.post('/_local/sync', {});
    expect(status).toBe(200);
    expect(body).toMatchObject({ outcome: 'failed', joined: true });
    expect(body.inWords).toContain('not shared with us');
  });

  it('says in words when there is no report', async () => {
    desk.venues.says.sync = { kind: 'too-many', retryAfterSeconds: 12 };
    expect(await desk.post('/_local/sync', {})).toMatchObject({
      status: 429,
      body: { problem: expect.stringContaining('again in 12 s') },
    });
    desk.venues.says.sync = { kind: 'no-report', requested: { kind: 'started', runId: 'r7' } };
    expect(await desk.post('/_local/sync', {})).toMatchObject({
      status: 500,
      body: { problem: expect.stringContaining('Run r7 ended without a report') },
    });
  });

  it.each([
    [{ approves: 'x' }, /approves/],
    [{ discover: 'yes' }, /'discover'/],
    [{ by: '' }, /'by'/],
    [[], /What is wrong/],
  ])('refuses %j', async (request, words) => {
    const before = desk.venues.asked.sync.length;
    const { status, body } = await desk.post('/_local/sync', request);
    expect([status, body.problem]).toEqual([400, expect.stringMatching(words)]);
    expect(desk.venues.asked.sync.length).toBe(before);
  });

  it('shows how the sync stands', async () => {
    expect(await desk.get('/api/venue-data')).toMatchObject({ status: 200, body: { problems: [] } });
  });
});

describe('the next run', () => {
  it.each([
    ['is due now when there never was one', undefined, 0],
    ['comes half an hour after the last began', { lastStartedAt: minutesAgo(10), lastOutcome: 'succeeded' }, 20],
    ['waits as long after a refused one', { lastStartedAt: minutesAgo(10), lastOutcome: 'refused' }, 20],
    [
      'comes sooner after one that failed',
      { lastStartedAt: minutesAgo(10), lastFinishedAt: minutesAgo(3), lastOutcome: 'failed' },
      2,
    ],
    [
      'comes at its time when one failed long ago',
      { lastStartedAt: minutesAgo(29), lastFinishedAt: minutesAgo(0), lastOutcome: 'failed' },
      1,
    ],
    ['is due now when its time has passed', { lastStartedAt: minutesAgo(45), lastOutcome: 'succeeded' }, 0],
  ] as const)('%s', (_, past, inMinutes) => {
    const due = nextDue(past && { watchedSince: minutesAgo(60), ...past }, RHYTHM, NOW);
    expect((due.getTime() - NOW.getTime()) / 60_000).toBe(inMinutes);
  });
});

describe('the picture of the sync', () => {
  const sources: SyncSources = {
    past: async () => ({ watchedSince: minutesAgo(60), lastStartedAt: minutesAgo(10) }),
    lastReport: async () => aReport(),
    running: async () => undefined,
    directory: async () => ({ version: 7, publishedAt: minutesAgo(9), venues: 200, zones: 1_000 }),
  };

  it('holds the last report in words, what is in force and when the next run is due', async () => {
    const picture = await syncPicture(sources, RHYTHM, NOW);
    expect(picture).toMatchObject({ directory: { version: 7 }, nextDueAt: '2026-11-21T10:20:00.000Z', problems: [] });
    expect(picture.last?.inWords).toContain('done');
    expect(picture).not.toHaveProperty('running');
  });

  it('shows the rest when the database is gone, and says what is missing', async () => {
    const lastReport = () => Promise.reject(new Error('the database does not answer'));
    const picture = await syncPicture({ ...sources, lastReport }, RHYTHM, NOW);
    expect(picture).toMatchObject({ directory: { version: 7 } });
    expect(picture.problems).toEqual(['the last report: the database does not answer']);
    expect(picture).not.toHaveProperty('last');
  });

  it('tells who asked for the run under way', async () => {
    const run = { runId: 'r1', requestedBy: 'schedule', startedAt: minutesAgo(1), approves: '', discover: false };
    const { running } = await syncPicture({ ...sources, running: async () => run }, RHYTHM, NOW);
    expect(running).toEqual({ runId: 'r1', requestedBy: 'schedule', startedAt: minutesAgo(1) });
  });
});
