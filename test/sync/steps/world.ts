import pg from 'pg';
import type { Sql, SqlClient } from '../../../lambdas/runtime/sql/sql-client.ts';
import { failureInWords, StepFailure, stepFailure } from '../../../lambdas/runtime/state-machine/step-failure.ts';
import { type RequestPorts, requestSync, type SyncRequest } from '../../../lambdas/sync/run/request-sync.ts';
import type { SyncPast } from '../../../lambdas/sync/run/sync-due.ts';
import { syncLogInPostgres } from '../../../lambdas/sync/run/sync-log-in-postgres.ts';
import type { SyncReport } from '../../../lambdas/sync/run/sync-report.ts';
import { filesOf, type RunInput } from '../../../lambdas/sync/run/sync-run.ts';
import type { Cell } from '../../../lambdas/sync/sheet/sheet.ts';
import { apply, type RecordWithin } from '../../../lambdas/sync/steps/apply.ts';
import { check } from '../../../lambdas/sync/steps/check.ts';
import { fetchSheet } from '../../../lambdas/sync/steps/fetch.ts';
import { finish, type RunResult } from '../../../lambdas/sync/steps/finish.ts';
import type { Pointer } from '../../../lambdas/venues/publication/pointer.ts';
import { publishDirectory, type Shelf } from '../../../lambdas/venues/publication/publish-directory.ts';
import { publishPorts } from '../../../lambdas/venues/publication/publish-ports-in-aws.ts';
import { currentVenues } from '../../../lambdas/venues/record/current-venues-in-postgres.ts';
import { endedUnasked } from '../../../lambdas/venues/record/ended-unasked-in-postgres.ts';
import { expireOverrides } from '../../../lambdas/venues/record/expire-overrides-in-postgres.ts';
import { lockRecord } from '../../../lambdas/venues/record/lock-in-postgres.ts';
import { takeOverWithin } from '../../../lambdas/venues/record/take-over-in-postgres.ts';
import { type ManualTime, manualTime } from '../../../local/simulators/time.ts';
import { startTemporaryDatabase, type TemporaryDatabase } from '../../database/temporary-database.ts';
import { migrateTo, migrations, sqlAs } from '../../venues/migrations/database-at-version.ts';
import { aSheet } from '../sheet/a-sheet.ts';

/** Thrown where a process is made to die: nothing of ours catches it. */
export class Crash extends Error {}

const STEP_TRIES = 4;
const STEP_PAUSE_MILLISECONDS = 15_000;

/**
 * Whole runs on one movable clock: the production steps over a real database, and a bucket, a lease, executions and a
 * topic held in memory. `interrupt` is asked before and after every call that leaves the process, and may throw there.
 */
export class World {
  interrupt: (point: string) => void = () => {};
  /** What stands in the sheet. */
  rows: Cell[][] = [];
  maxChangeShare = 1;
  readonly files = new Map<string, unknown>();
  readonly told: { subject: string; text: string }[] = [];
  past: SyncPast = { watchedSince: '2026-11-21T09:00:00.000Z' };
  holder: RunInput | undefined;
  readonly executions = new Map<string, { run: RunInput; state: 'running' | 'ended' }>();
  readonly started: string[] = [];
  /** Every directory that was in force, in order. */
  readonly inForce: string[] = [];
  private readonly objects = new Map<string, string>();
  private pointer: { pointer: Pointer; mark: string } | undefined;
  private salt = 0;
  readonly time: ManualTime;
  readonly database: TemporaryDatabase;
  private readonly sql: SqlClient;
  private readonly direct: pg.Client;

  private constructor(time: ManualTime, database: TemporaryDatabase, sql: SqlClient, direct: pg.Client) {
    this.time = time;
    this.database = database;
    this.sql = sql;
    this.direct = direct;
  }

  static async start(): Promise<World> {
    const time = manualTime('2026-11-21T10:00:00.000Z');
    const database = await startTemporaryDatabase({ time });
    await migrateTo(sqlAs(database, database.secretArn), migrations.length);
    const secretArn = await database.addRole('bma_app');
    const sleep = async (milliseconds: number) => time.advance(milliseconds);
    const sql = sqlAs(database, secretArn, { clock: time.clock, sleep, jitter: () => 0.5 });
    const direct = new pg.Client(database.connection);
    await direct.connect();
    return new World(time, database, sql, direct);
  }

  async close(): Promise<void> {
    await this.direct.end();
    await this.database.close();
  }

  now = (): Date => this.time.clock();

  /** Past everything: rows as the database has them. */
  async query(statement: string, values?: unknown[]): Promise<Record<string, unknown>[]> {
    return (await this.direct.query(statement, values)).rows;
  }

  /** The directory that readers would load now; its parts must be there. */
  get directory(): { id: string; name: string }[] {
    const { pointer } = this.pointer ?? {};
    const search = this.objects.get(pointer?.searchKey ?? '');
    if (pointer && (search === undefined || !this.objects.has(pointer.zonesKey))) throw new Error('half a version');
    return JSON.parse(search ?? '[]');
  }

  report(runId: string): SyncReport | undefined {
    return this.files.get(filesOf(runId).report) as SyncReport | undefined;
  }

  request(request: SyncRequest = { by: 'schedule' }) {
    return requestSync(request, this.requestPorts(), this.now());
  }

  /** Asks, by asking again where the requester dies, and works until no execution is left. */
  async sync(request?: SyncRequest): Promise<SyncReport> {
    const requested = await this.surviving(() => this.request(request));
    if (!('runId' in requested)) throw new Error('too many requests');
    await this.work();
    const report = this.report(requested.runId);
    if (!report) throw new Error(`run ${requested.runId} left no report`);
    return report;
  }

  /** Runs every execution that was started to its end. */
  async work(): Promise<void> {
    for (const [runId, { state }] of this.executions) if (state === 'running') await this.execute(runId);
  }

  /** The state machine of lib/sync/sync-machine.ts, step by step. */
  async execute(runId: string): Promise<void> {
    const execution = this.executions.get(runId);
    if (!execution) throw new Error(`no run ${runId}`);
    const { run } = execution;
    const result: RunResult = { ...run };
    try {
      await this.step('Reading the sheet', () => fetchSheet(run, this.fetchPorts()));
      const checked = await this.step('Checking the sheet', () => check(run, this.checkPorts()));
      result.check = checked;
      if (checked.outcome === 'apply') {
        result.apply = await this.step('Applying the sheet', () => apply(run, checked, this.applyPorts(), this.now()));
        result.zones = { kind: 'not-due' };
        result.publish = await this.step('Publishing the directory', () => this.publish(run));
      }
    } catch (error) {
      if (!(error instanceof StepFailure)) throw error;
      result.failure = failureInWords({ Error: error.name, Cause: JSON.stringify({ errorMessage: error.message }) });
    }
    await this.step('Finishing the run', () => finish(result, this.finishPorts(), this.now())).catch(() => undefined);
    execution.state = 'ended';
  }

  /** Somebody takes the record for a transaction and is never heard of again. */
  async diesHoldingTheRecord(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const forEver = new Promise<never>(() => {});
      this.sql
        .transaction((sql) =>
          lockRecord(sql).then(() => {
            resolve();
            return forEver;
          }),
        )
        .catch(reject);
    });
  }

  /** A try of a run's apply step that was only slow, after everything else. */
  applyLate(runId: string) {
    const execution = this.executions.get(runId);
    if (!execution) throw new Error(`no run ${runId}`);
    return apply(execution.run, { approvedBy: '' }, this.applyPorts(), this.now());
  }

  /** As Step Functions does it: again after a pause, unless it can never work. */
  private async step<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    for (let tried = 1; ; tried++) {
      try {
        return await work();
      } catch (error) {
        const failure = error instanceof Crash ? new StepFailure('Retryable', 'died', error) : stepFailure(name, error);
        if (failure.name === 'Final' || tried === STEP_TRIES) throw failure;
        this.time.advance(STEP_PAUSE_MILLISECONDS * 2 ** (tried - 1));
      }
    }
  }

  private async surviving<Result>(work: () => Promise<Result>): Promise<Result> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof Crash)) throw error;
      }
    }
  }

  private watched<Args extends unknown[], Result>(name: string, call: (...args: Args) => Promise<Result>) {
    return async (...args: Args): Promise<Result> => {
      this.interrupt(`before ${name}`);
      const result = await call(...args);
      this.interrupt(`after ${name}`);
      return result;
    };
  }

  private watchedSql(sql: Sql): Sql {
    // A statement is named by its beginning, so that points of two runs can be compared.
    const label = (statement: string) => statement.trim().replace(/\s+/g, ' ').slice(0, 60);
    return {
      query: (statement, parameters, row) =>
        this.watched(label(statement), () => sql.query(statement, parameters, row))(),
      execute: (statement, parameters) => this.watched(label(statement), () => sql.execute(statement, parameters))(),
    };
  }

  private together = <Result>(work: (sql: Sql) => Promise<Result>): Promise<Result> =>
    this.watched('commit', () => this.sql.transaction((within) => work(this.watchedSql(within))))();

  private requestPorts(): RequestPorts {
    return {
      lease: {
        holder: this.watched('holder', async () => this.holder),
        acquire: this.watched('acquire', async (run) => {
          if (this.holder) return false;
          this.holder = run;
          return true;
        }),
        release: this.watched('release', async (runId) => this.release(runId)),
      },
      executions: {
        start: this.watched('start', async (run) => {
          if (this.executions.has(run.runId)) return;
          this.started.push(run.runId);
          this.past = { ...this.past, lastStartedAt: run.startedAt };
          this.executions.set(run.runId, { run, state: 'running' });
        }),
        state: this.watched('state', async (runId) => this.executions.get(runId)?.state ?? ('never-started' as const)),
      },
      limit: async () => ({ kind: 'allowed' }),
      salt: () => String(this.salt++),
    };
  }

  private release(runId: string): void {
    if (this.holder?.runId === runId) this.holder = undefined;
  }

  private runFiles() {
    return {
      write: this.watched('write', async (key: string, value: unknown) => {
        this.files.set(key, JSON.parse(JSON.stringify(value)));
      }),
      read: this.watched('read', async (key: string) => structuredClone(this.files.get(key))),
    };
  }

  private fetchPorts() {
    const sheet = structuredClone(aSheet(this.rows));
    return {
      files: this.runFiles(),
      readSheet: this.watched('readSheet', async () => ({ kind: 'sheet', sheet }) as const),
    };
  }

  private checkPorts() {
    const sql = this.watchedSql(this.sql);
    return {
      files: this.runFiles(),
      current: () => currentVenues(sql),
      endedLately: () => endedUnasked(sql, new Date(this.now().getTime() - 24 * 3_600_000)),
      log: syncLogInPostgres(sql),
      maxChangeShare: this.maxChangeShare,
    };
  }

  private applyPorts() {
    const within = (sql: Sql): RecordWithin => ({
      takeOver: (statements, now) => takeOverWithin(sql, statements, now),
      expireOverrides: async (now) =>
        (await expireOverrides({ ...sql, transaction: (work) => work(sql) }, now)).expired,
      log: syncLogInPostgres(sql),
    });
    return {
      files: this.runFiles(),
      together: <Result>(work: (record: RecordWithin) => Promise<Result>) => this.together((sql) => work(within(sql))),
      forget: this.watched('forget', async (_: readonly number[]) => {}),
    };
  }

  private publish({ runId }: RunInput) {
    const neverAsked = { send: () => Promise.reject(new Error('no bucket here')) };
    const ports = publishPorts(this.watchedSql(this.sql), neverAsked as never, 'none', runId);
    return publishDirectory({ ...ports, shelf: this.shelf() }, this.now());
  }

  private shelf(): Shelf {
    return {
      current: this.watched('current', async () => this.pointer),
      put: this.watched('put', async (key, text) => void this.objects.set(key, text)),
      point: this.watched('point', async (pointer, mark) => {
        if (this.pointer?.mark !== mark) return 'overtaken' as const;
        this.pointer = { pointer, mark: `mark-${pointer.version}` };
        this.inForce.push(pointer.contentHash);
        return 'pointed' as const;
      }),
    };
  }

  private finishPorts() {
    const sql = this.watchedSql(this.sql);
    return {
      files: this.runFiles(),
      current: () => currentVenues(sql),
      log: syncLogInPostgres(sql),
      past: {
        load: this.watched('load past', async () => structuredClone(this.past)),
        note: this.watched('note past', async (change: Partial<SyncPast>) => {
          this.past = { ...this.past, ...change };
        }),
      },
      tell: this.watched('tell', async (notice: { subject: string; text: string }) => void this.told.push(notice)),
      release: this.watched('release', async (runId: string) => this.release(runId)),
      // A process that dies is not a database that is away.
      onTrouble: (_: string, error: unknown) => {
        if (error instanceof Crash) throw error;
      },
    };
  }
}
