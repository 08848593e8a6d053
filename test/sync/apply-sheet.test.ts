import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { cacheStoreInDynamoDb } from '../../lambdas/runtime/cache/cache-store-in-dynamodb.ts';
import { syncLogInPostgres } from '../../lambdas/sync/run/sync-log-in-postgres.ts';
import { filesOf } from '../../lambdas/sync/run/sync-run.ts';
import { currentVenues } from '../../lambdas/venues/record/current-venues-in-postgres.ts';
import { takeOver } from '../../lambdas/venues/record/take-over-in-postgres.ts';
import { startSharedTable } from '../runtime/shared-state/shared-table-engine.ts';
import { type ARecord, startRecord } from '../venues/record/a-record.ts';
import { aVenue, sheet } from '../venues/record/statements.ts';
import { aRow, check } from './sheet/a-sheet.ts';
import { aRun } from './steps/a-run.ts';

const before = { ...process.env };
const objects = new Map<string, string>();
let record: ARecord;
let shared: Awaited<ReturnType<typeof startSharedTable>>;
let bucket: Server;

beforeAll(async () => {
  [record, shared] = await Promise.all([startRecord(), startSharedTable()]);
  bucket = createServer((request, response) => {
    const found = objects.get(new URL(request.url ?? '', 'http://s3').pathname);
    response.writeHead(found === undefined ? 404 : 200, { etag: '"1"' }).end(found);
  });
  await new Promise<void>((resolve) => bucket.listen(0, '127.0.0.1', resolve));
  const table = await shared.db.config.endpoint?.();
  Object.assign(process.env, {
    ...{ AWS_REGION: 'ap-southeast-1', AWS_ACCESS_KEY_ID: 'local-admin', AWS_SECRET_ACCESS_KEY: 'local' },
    AWS_ENDPOINT_URL_RDS_DATA: record.database.endpoint,
    AWS_ENDPOINT_URL_DYNAMODB: `${table?.protocol}//${table?.hostname}:${table?.port}`,
    AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${(bucket.address() as AddressInfo).port}`,
    ...{ DATABASE_CLUSTER_ARN: record.database.clusterArn, DATABASE_NAME: record.database.database },
    DATABASE_SECRET_ARN: await record.database.addRole('bma_app'),
    ...{ LOG_SALT: 'salt', RUNS_BUCKET: 'runs', SHARED_STATE_TABLE: shared.table },
    ...{ POWERTOOLS_LOG_LEVEL: 'SILENT', POWERTOOLS_METRICS_DISABLED: 'true' },
  });
}, 60_000);
afterAll(async () => {
  process.env = before;
  await new Promise((resolve) => bucket?.close(resolve));
  await Promise.all([record?.close(), shared?.close()]);
});

it('changes the record as a whole or not at all, and then lets nobody be answered with what was kept', async () => {
  await takeOver(record.sql, sheet([aVenue(1)]), new Date());
  await syncLogInPostgres(record.sql).begun(aRun(), 'abc');
  const rows = [aRow(1, 'Lotus', { contact_email: 'noi@hotel.example' }), aRow(2, 'Teak')];
  objects.set(`/runs/${filesOf(aRun().runId).checked}`, JSON.stringify(check(rows, await currentVenues(record.sql))));
  const store = cacheStoreInDynamoDb(shared.db, shared.table, () => new Date());
  const generation = async () => (await store.read({ cache: 'any', scope: 'venue#1', key: 'k' } as never)).generation;
  jest.resetModules();
  const { handler } = await import('../../lambdas/sync/apply-sheet.handler.ts');
  const apply = () => handler({ ...aRun(), check: { approvedBy: '' } });
  const known = async () => (await record.rows('select id from venues order by id')).length;

  // What comes last in the change fails: what came first must not stay.
  await record.rows('alter table sheet_problems rename to away');
  await expect(apply()).rejects.toThrow();
  expect([await known(), await generation()]).toEqual([1, 0]);
  await record.rows('alter table away rename to sheet_problems');

  expect(await apply()).toMatchObject({ added: 1 });
  expect(await known()).toBe(2);
  expect(await generation()).not.toBe(0);
});
