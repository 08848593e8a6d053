import { setTimeout as pause } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { RDSDataClient } from '@aws-sdk/client-rds-data';
import { S3Client } from '@aws-sdk/client-s3';
import { GetExecutionHistoryCommand, ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import pg from 'pg';
import { sqlOnDataApi } from '../../lambdas/runtime/sql/sql-on-data-api.ts';
import { textAt } from '../../lambdas/runtime/text-objects-in-s3.ts';
import type { SyncRequest } from '../../lambdas/sync/run/request-sync.ts';
import { syncPastInDynamoDb } from '../../lambdas/sync/run/sync-past-in-dynamodb.ts';
import type { SyncReport } from '../../lambdas/sync/run/sync-report.ts';
import type { Cell, Sheet } from '../../lambdas/sync/sheet/sheet.ts';
import type { DirectoryEntry } from '../../lambdas/venues/index.ts';
import { shelfInS3 } from '../../lambdas/venues/publication/shelf-in-s3.ts';
import type { ScheduleClock } from '../../local/event-sources/schedule-clock.ts';
import type { Product } from '../../local/product.ts';
import { syncNow, syncPlaceOf } from '../../local/sync-now.ts';

/** The machine's own clock, which a test may put forward: what waits for a moment on the way happens at once. */
export class HastyClock implements ScheduleClock {
  private ahead = 0;
  private readonly waiting = new Set<{ due: number; callback: () => void; timer: NodeJS.Timeout }>();

  now(): Date {
    return new Date(Date.now() + this.ahead);
  }

  after(milliseconds: number, callback: () => void): () => void {
    const ring = () => {
      this.waiting.delete(entry);
      callback();
    };
    const entry = { due: this.now().getTime() + milliseconds, callback: ring, timer: setTimeout(ring, milliseconds) };
    this.waiting.add(entry);
    return () => {
      clearTimeout(entry.timer);
      this.waiting.delete(entry);
    };
  }

  skip(seconds: number): void {
    this.ahead += seconds * 1000;
    for (const entry of [...this.waiting].sort((one, other) => one.due - other.due)) {
      if (entry.due > this.now().getTime() || !this.waiting.has(entry)) continue;
      clearTimeout(entry.timer);
      entry.callback();
    }
  }
}

/** Longer than any pause between two tries of a step, shorter than what a step may take. */
const PAUSE_SECONDS = 65;
/** Longer than what any step but the largest may take. */
const STEP_SECONDS = 140;

type Running = Product & { address(name: string): string };

/** What a test does to the venue sheet and sees of the sync, around a running product. */
export async function syncDeskOf(product: Running, clock: HastyClock) {
  const { stack } = product;
  const { admin, outputs } = stack;
  const google = async (door: string, body?: object, method = 'POST') => {
    const answer = await fetch(
      `${product.address('google')}/_sim/${door}`,
      body && { method, body: JSON.stringify(body) },
    );
    if (!answer.ok) throw new Error(`${door}: ${answer.status} ${await answer.text()}`);
    return answer.json() as Promise<unknown>;
  };
  const sfn = new SFNClient(admin);
  const s3 = new S3Client(admin);
  const db = new DynamoDBClient(admin);
  const rds = new RDSDataClient(admin);
  const server = stack.database?.server;
  if (!server) throw new Error('the template has no database');
  const direct = new pg.Client({
    host: server.host,
    port: server.port,
    ...server.owner,
    database: outputs.DatabaseName,
  });
  await direct.connect();
  let asked = 0;

  /** Where the run under way stands: the state it is in, and the last thing that happened there. */
  async function whereabouts(): Promise<{ state: string | undefined; event: string | undefined } | undefined> {
    const running = { stateMachineArn: outputs.SyncStateMachineArn, statusFilter: 'RUNNING' as const };
    const [execution] = (await sfn.send(new ListExecutionsCommand(running))).executions ?? [];
    if (!execution) return undefined;
    const { executionArn } = execution;
    const newest = { executionArn, reverseOrder: true, maxResults: 20 };
    const { events = [] } = await sfn.send(new GetExecutionHistoryCommand(newest));
    const entered = events.find(({ stateEnteredEventDetails }) => stateEnteredEventDetails);
    return { state: entered?.stateEnteredEventDetails?.name, event: events[0]?.type };
  }

  /** Skips the pauses before further tries, and where a step stalls also the time it has. */
  async function hurry(run: Promise<unknown>, stalls: string | undefined): Promise<void> {
    let over = false;
    const ended = () => {
      over = true;
    };
    run.then(ended, ended);
    while (!over) {
      await pause(50);
      const { state, event } = (await whereabouts()) ?? {};
      if (event === 'LambdaFunctionFailed' || event === 'LambdaFunctionTimedOut') clock.skip(PAUSE_SECONDS);
      if (event !== 'LambdaFunctionStarted' || state === undefined || state !== stalls) continue;
      // Long enough for people to be answered meanwhile.
      await pause(300);
      clock.skip(STEP_SECONDS);
    }
  }

  return {
    google,
    /** Undefined while no run is under way. */
    whereabouts,
    clock,
    sheet: async () => (await google('sheet')) as Sheet,
    putSheet: (sheet: Sheet) => google('sheet', sheet, 'PUT'),
    appendRows: (...append: Cell[][]) => google('sheet/rows', { tab: 'Venues', append }),
    faults: (faults: object) => google('faults', faults),
    soundtrack: (faults: object) =>
      fetch(`${product.address('soundtrack')}/_sim/faults`, { method: 'POST', body: JSON.stringify(faults) }),
    /** Asks for a run under a name of its own, since each has a number of runs a minute, and reads its report. */
    async sync(request: Partial<SyncRequest> = {}, { stalls }: { stalls?: string } = {}): Promise<SyncReport> {
      const place = syncPlaceOf({ admin, outputs });
      const asking = syncNow({ by: `tester ${++asked}`, ...request }, place);
      await hurry(asking, stalls);
      const ended = await asking;
      if (ended.kind !== 'ended') throw new Error(`the sync came to nothing: ${ended.kind}`);
      return ended.report;
    },
    past: syncPastInDynamoDb(DynamoDBDocumentClient.from(db), outputs.SharedStateTableName ?? ''),
    notices: () => stack.topic('Notices').published(),
    rows: async (statement: string, values?: unknown[]): Promise<Record<string, unknown>[]> =>
      (await direct.query(statement, values)).rows,
    /** As the product's functions see the database. */
    sql: sqlOnDataApi({
      client: rds,
      clusterArn: outputs.DatabaseClusterArn ?? '',
      secretArn: outputs.DatabaseAppSecretArn ?? '',
      database: outputs.DatabaseName ?? '',
      clock: () => new Date(),
    }),
    async directory(): Promise<{ version: number; venues: DirectoryEntry[] }> {
      const bucket = outputs.DirectoryBucketName ?? '';
      const pointer = (await shelfInS3(s3, bucket).current())?.pointer;
      if (!pointer) throw new Error('nothing is published');
      const search = await textAt(s3, { bucket, key: pointer.searchKey });
      return { version: pointer.version, venues: JSON.parse(search?.text ?? '[]') };
    },
    async close() {
      for (const client of [sfn, s3, db, rds]) client.destroy();
      await direct.end();
    },
  };
}
