import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startSharedTable } from '../runtime/shared-state/shared-table-engine.ts';

const before = { ...process.env };
let shared: Awaited<ReturnType<typeof startSharedTable>>;
let machines: Server;
let started = 0;

beforeAll(async () => {
  shared = await startSharedTable();
  machines = createServer((_, response) => {
    started++;
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    response.end('{"executionArn":"arn:aws:states:ap-southeast-1:0:execution:m:e","startDate":0}');
  });
  await new Promise<void>((resolve) => machines.listen(0, '127.0.0.1', resolve));
  const endpoint = await shared.db.config.endpoint?.();
  Object.assign(process.env, {
    ...{ AWS_REGION: 'ap-southeast-1', AWS_ACCESS_KEY_ID: 'local-admin', AWS_SECRET_ACCESS_KEY: 'local' },
    AWS_ENDPOINT_URL_DYNAMODB: `${endpoint?.protocol}//${endpoint?.hostname}:${endpoint?.port}`,
    AWS_ENDPOINT_URL_SFN: `http://127.0.0.1:${(machines.address() as AddressInfo).port}`,
    ...{ LOG_SALT: 'salt', SHARED_STATE_TABLE: shared.table, SYNC_EVERY_MINUTES: '30', SYNC_RETRY_MINUTES: '5' },
    ...{ POWERTOOLS_LOG_LEVEL: 'SILENT', POWERTOOLS_METRICS_DISABLED: 'true' },
    STATE_MACHINE_ARN: 'arn:aws:states:ap-southeast-1:000000000000:stateMachine:m',
  });
});
afterAll(async () => {
  process.env = before;
  await new Promise((resolve) => machines.close(resolve));
  await shared.close();
});

/** The function as it starts with this sheet in its settings. */
async function asked(spreadsheetId: string): Promise<string> {
  process.env.SPREADSHEET_ID = spreadsheetId;
  jest.resetModules();
  const { handler } = await import('../../lambdas/sync/request-sync.handler.ts');
  return (await handler()).asked;
}

describe('whoever looks whether a run is due', () => {
  it('starts none where no sheet is set, so that a database that may sleep does', async () => {
    expect([await asked('not-set'), started]).toEqual(['not-configured', 0]);
  });

  it('starts the first one where one is', async () => {
    expect([await asked('venue-master'), started]).toEqual(['started', 1]);
  });
});
