import { syncLogInPostgres } from '../../../lambdas/sync/run/sync-log-in-postgres.ts';
import { takeOver } from '../../../lambdas/venues/record/take-over-in-postgres.ts';
import { type ARecord, startRecord } from '../../venues/record/a-record.ts';
import { aRun } from '../steps/a-run.ts';
import { aProblem, aReport, aSheetPart } from './a-report.ts';

let record: ARecord;
beforeAll(async () => {
  record = await startRecord();
}, 60_000);
afterEach(() => record.clear());
afterAll(() => record?.close());

const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 10, minute));
const log = () => syncLogInPostgres(record.sql);
const see = (runId: string, problems: ReturnType<typeof aProblem>[], tab = 'Venues', minute = 0) =>
  log().keepProblems({ runId, tab }, problems, at(minute));
const open = () =>
  record.rows(
    'select sheet_row, code, first_run_id, last_run_id from sheet_problems where resolved_at is null order by sheet_row, code',
  );
const taken = {
  ...{ added: 1, changed: 2, ended: 0, reopened: 0, fieldsChanged: 3, disagreementsOpened: 0 },
  ...{ disagreementsResolved: 0, overridesExpired: 0, problemsOpened: 0, problemsResolved: 0 },
};

describe('the quarantine', () => {
  it('keeps a problem open as long as runs see it, and remembers when it was first seen', async () => {
    expect(await see('one', [aProblem(4), aProblem(7)])).toEqual({ opened: 2, resolved: 0 });
    expect(await see('two', [aProblem(4), aProblem(9)], 'Venues', 30)).toEqual({ opened: 1, resolved: 1 });
    expect(await open()).toEqual([
      { sheet_row: 4, code: 'not-a-phone', first_run_id: 'one', last_run_id: 'two' },
      { sheet_row: 9, code: 'not-a-phone', first_run_id: 'two', last_run_id: 'two' },
    ]);
  });

  it('opens a problem anew that comes back, and keeps the one that was mended', async () => {
    await see('one', [aProblem(4)]);
    await see('two', []);
    await see('three', [aProblem(4)]);
    expect(
      await record.rows('select first_run_id, resolved_at is null as open from sheet_problems order by id'),
    ).toEqual([
      { first_run_id: 'one', open: false },
      { first_run_id: 'three', open: true },
    ]);
  });

  it('says the newest of a problem, and each only once', async () => {
    await see('one', [aProblem(4, { message: 'old' }), aProblem(4, { message: 'older' })]);
    await see('two', [aProblem(4, { message: 'new', venueId: null })]);
    expect(await record.rows('select message, venue_id from sheet_problems')).toEqual([
      { message: 'new', venue_id: null },
    ]);
  });

  it('follows the tab when it is renamed', async () => {
    await see('one', [aProblem(4)], 'Venues');
    expect(await see('two', [aProblem(4)], 'Venues 2027')).toEqual({ opened: 1, resolved: 1 });
  });

  it('holds thousands, with texts of any script and any signs', async () => {
    const message = `${'ก'.repeat(200)} '); drop table sheet_problems; -- 🍜`;
    const many = Array.from({ length: 6_000 }, (_, row) => aProblem(row + 1, { message }));
    expect(await see('one', many)).toEqual({ opened: 6_000, resolved: 0 });
    expect(await see('two', [])).toEqual({ opened: 0, resolved: 6_000 });
  });
});

describe('the log of runs', () => {
  const run = aRun();
  const row = () => record.rows('select state, applied_at, finished_at, failure, report from sync_log');

  it('knows how far a run came', async () => {
    expect(await log().progress(run.runId)).toEqual({ kind: 'over' });
    await log().begun(run, 'abc');
    expect(await log().progress(run.runId)).toEqual({ kind: 'running' });
    await log().applied(run.runId, taken, at(1));
    expect(await log().progress(run.runId)).toEqual({ kind: 'applied', taken });
    await log().finished(aReport({ runId: run.runId }));
    expect(await log().progress(run.runId)).toEqual({ kind: 'over' });
  });

  it('keeps other tries of a run waiting while one looks how far it came', async () => {
    await log().begun(run, 'abc');
    const free = () => record.rows('select run_id from sync_log for update skip locked');
    await record.sql.transaction(async (within) => {
      await syncLogInPostgres(within).progress(run.runId);
      expect(await free()).toEqual([]);
    });
    expect(await free()).toEqual([{ run_id: run.runId }]);
  });

  it('notes a run that failed before it began anything', async () => {
    await log().finished(aReport({ runId: run.runId, outcome: 'failed', failure: 'no' }));
    expect(await row()).toMatchObject([
      { state: 'failed', applied_at: null, failure: 'no', report: { failure: 'no' } },
    ]);
    await log().begun(run, 'of a straggler');
    expect(await row()).toMatchObject([{ state: 'failed' }]);
    expect(await record.rows('select fingerprint from sync_log')).toEqual([{ fingerprint: null }]);
  });
});

describe('the tab that was read last', () => {
  const ran = (runId: string, minute: number, tab: string | undefined, report = {}) =>
    log().finished(
      aReport({
        runId,
        startedAt: at(minute).toISOString(),
        ...(tab !== undefined && { sheet: aSheetPart(tab) }),
        ...report,
      }),
    );

  it('is that of the newest run which succeeded and read one', async () => {
    expect(await log().lastTab()).toBeUndefined();
    await ran('second', 30, 'Venues 2027');
    await ran('first', 0, 'Venues');
    await ran('refused', 40, 'Backup', { outcome: 'refused' });
    await ran('failed', 45, 'Backup', { outcome: 'failed', failure: 'no' });
    await ran('blind', 50, undefined);
    expect(await log().lastTab()).toBe('Venues 2027');
  });
});

describe('the consistency of the record', () => {
  const venues = (...ids: number[]) =>
    takeOver(
      record.sql,
      {
        source: 'sheets',
        saidBy: 'venue sheet',
        statements: ids.map((id) => ({ venueId: id, fields: { venue_name: `Hotel ${id}`, zone_count: 3 } })),
        ended: [],
      },
      at(0),
    );

  it('is the share of open venues without a bad cell and without a contradiction', async () => {
    expect(await log().consistency()).toBe(1);
    await venues(1, 2, 3, 4);
    expect(await log().consistency()).toBe(1);
    await see('one', [aProblem(4, { venueId: 1 }), aProblem(5, { venueId: 1 }), aProblem(6, { venueId: null })]);
    expect(await log().consistency()).toBe(0.75);
    const saying = { source: 'soundtrack', saidBy: 'Soundtrack', ended: [] } as const;
    await takeOver(record.sql, { ...saying, statements: [{ venueId: 2, fields: { zone_count: 9 } }] }, at(1));
    expect(await log().consistency()).toBe(0.5);
    await see('two', []);
    expect(await log().consistency()).toBe(0.75);
  });
});
