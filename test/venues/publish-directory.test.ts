import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { forceValue } from '../../lambdas/venues/record/override-in-postgres.ts';
import { takeOver } from '../../lambdas/venues/record/take-over-in-postgres.ts';
import { type ARecord, startRecord } from './record/a-record.ts';
import { aVenue, sheet } from './record/statements.ts';

const before = { ...process.env };
const put = new Map<string, string>();
let record: ARecord;
let bucket: Server;

beforeAll(async () => {
  record = await startRecord();
  bucket = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      if (request.method === 'PUT') put.set(new URL(request.url ?? '', 'http://s3').pathname, body);
      response.writeHead(request.method === 'PUT' ? 200 : 404, { etag: '"1"' }).end();
    });
  });
  await new Promise<void>((resolve) => bucket.listen(0, '127.0.0.1', resolve));
  Object.assign(process.env, {
    ...{ AWS_REGION: 'ap-southeast-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' },
    AWS_ENDPOINT_URL_RDS_DATA: record.database.endpoint,
    AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${(bucket.address() as AddressInfo).port}`,
    ...{ DATABASE_CLUSTER_ARN: record.database.clusterArn, DATABASE_NAME: record.database.database },
    DATABASE_SECRET_ARN: await record.database.addRole('bma_app'),
    ...{ LOG_SALT: 'salt', DIRECTORY_BUCKET: 'shelf', POWERTOOLS_LOG_LEVEL: 'SILENT' },
    AWS_REQUEST_CHECKSUM_CALCULATION: 'WHEN_REQUIRED',
  });
}, 60_000);
afterAll(async () => {
  process.env = before;
  await new Promise((resolve) => bucket?.close(resolve));
  await record?.close();
});

it('publishes without what an override said that is over, also while no run applies the sheet', async () => {
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  await takeOver(record.sql, sheet([aVenue(1, { venue_name: 'Lotus' })]), ago(30));
  const forced = { venueId: 1, field: 'venue_name', value: 'Forced', by: 'anna', reason: 'sign', expiresAt: ago(10) };
  expect(await forceValue(record.sql, forced, ago(20))).toMatchObject({ kind: 'done' });
  jest.resetModules();
  const { handler } = await import('../../lambdas/venues/publish-directory.handler.ts');
  expect(await handler({})).toMatchObject({ kind: 'published' });
  const search = [...put].find(([key]) => key.endsWith('search.json'))?.[1];
  expect(JSON.parse(search ?? '[]')).toMatchObject([{ id: '1', name: 'Lotus' }]);
});
