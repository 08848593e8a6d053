import { SqlFailure } from '../../../lambdas/runtime/sql/sql-failure.ts';
import type { SyncReport } from '../../../lambdas/sync/run/sync-report.ts';
import { filesOf } from '../../../lambdas/sync/run/sync-run.ts';
import { check } from '../../../lambdas/sync/steps/check.ts';
import { finish } from '../../../lambdas/sync/steps/finish.ts';
import { aRun, known, now, rowsOf, sheetOf, surroundings } from './a-run.ts';

describe('finishing a run', () => {
  const ended = {
    check: undefined,
    publish: { kind: 'published', version: 3, counts: { venues: 10, zones: 4 } },
  } as const;

  it('writes the report, notes how it went, and lets the next run start', async () => {
    const { ports, seen } = surroundings();
    const report = await finish({ ...aRun(), ...ended }, ports, now);
    expect(seen.files.get(filesOf(aRun().runId).report)).toEqual(report);
    expect(seen.finished).toEqual([report]);
    expect(seen.past).toMatchObject({ lastOutcome: 'succeeded', lastSucceededAt: now.toISOString() });
    expect(seen.released).toEqual([aRun().runId]);
    expect(report.consistency).toBe(0.975);
  });

  it('does all that while the database is away, and says so to whoever looks after it', async () => {
    const { ports, seen, broken } = surroundings();
    broken.database = new SqlFailure('unavailable', 'The database does not answer');
    const failure = 'Applying the sheet: The database does not answer';
    await finish({ ...aRun(), failure }, ports, now);
    const report = seen.files.get(filesOf(aRun().runId).report) as SyncReport;
    expect(report).toMatchObject({ outcome: 'failed', failure });
    expect(seen.past).toMatchObject({ lastOutcome: 'failed', lastFinishedAt: now.toISOString() });
    expect(seen.past).not.toHaveProperty('lastSucceededAt');
    expect(seen.released).toEqual([aRun().runId]);
    expect(seen.troubles).toEqual(['run not noted in the database']);
    expect(seen.told).toHaveLength(1);
  });

  it('tells ops of a refusal without old values while the database is away', async () => {
    const { ports, seen, broken, fetched } = surroundings({ current: known });
    await fetched(sheetOf(rowsOf(known.slice(5))));
    const checked = await check(aRun(), ports);
    broken.database = new SqlFailure('unavailable', 'The database does not answer');
    await finish({ ...aRun(), check: checked }, ports, now);
    expect(seen.told[0]?.text).toContain(`npm run sync -- --approve ${checked.fingerprint}`);
  });

  it('tells again with the next run what could not be told', async () => {
    const { ports, seen, broken } = surroundings();
    const failed = { ...aRun(), failure: 'no' };
    broken.tell = new Error('the topic is away');
    await finish(failed, ports, now);
    expect(seen.released).toHaveLength(1);
    broken.tell = undefined;
    await finish({ ...failed, runId: 'next' }, ports, now);
    await finish({ ...failed, runId: 'third' }, ports, now);
    expect(seen.told.map(({ subject }) => subject)).toEqual(['Venue sheet: the sync failed']);
  });

  it('does not let the next run start before the report is written', async () => {
    const { ports, seen, broken } = surroundings();
    broken.write = new Error('the bucket is away');
    await expect(finish({ ...aRun(), ...ended }, ports, now)).rejects.toThrow('the bucket is away');
    expect(seen.released).toEqual([]);
    expect(seen.told).toEqual([]);
  });

  it('again, after the next run has begun, leaves what is known of that one alone', async () => {
    const { ports, seen } = surroundings();
    const later = { watchedSince: '2026-11-21T08:00:00.000Z', lastStartedAt: '2026-11-21T10:00:10.000Z' };
    seen.past = { ...later, lastOutcome: 'succeeded', lastSucceededAt: '2026-11-21T10:00:12.000Z' };
    const before = { ...seen.past };
    const report = await finish({ ...aRun(), failure: 'no' }, ports, new Date('2026-11-21T10:00:20.000Z'));
    expect(report.outcome).toBe('failed');
    expect(seen.past).toEqual(before);
    expect(seen.told).toEqual([]);
  });

  it('notes how it went, and tells it, before the next run may start', async () => {
    const { ports } = surroundings();
    const order: string[] = [];
    await finish(
      { ...aRun(), failure: 'no' },
      {
        ...ports,
        tell: async () => void order.push('told'),
        past: { ...ports.past, note: async () => void order.push('noted') },
        release: async () => void order.push('released'),
      },
      now,
    );
    expect(order).toEqual(['told', 'noted', 'released']);
  });

  it('done twice tells once', async () => {
    const { ports, seen } = surroundings();
    const failed = { ...aRun(), failure: 'no' };
    await finish(failed, ports, now);
    await finish(failed, ports, now);
    expect(seen.told).toHaveLength(1);
  });
});
