import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import {
  CreateTableCommand,
  DeleteItemCommand,
  DynamoDBClient,
  ListTablesCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { freePort } from '../../../local/ports.ts';
import { until } from './queue-engine.ts';

export type TableEngine = Awaited<ReturnType<typeof startTableEngine>>;

/** A real table engine; with a file its content survives. */
export async function startTableEngine(file?: string) {
  const port = await freePort();
  const binary = join(process.cwd(), 'node_modules/@dynoxide/linux-x64/dynoxide');
  const child: ChildProcess = spawn(binary, ['--port', String(port), ...(file ? ['--db-path', file] : [])], {
    stdio: 'ignore',
  });
  const endpoint = `http://127.0.0.1:${port}`;
  const credentials = { accessKeyId: 'local-admin', secretAccessKey: 'local' };
  const tables = new DynamoDBClient({ endpoint, region: 'ap-southeast-1', credentials, maxAttempts: 1 });
  await until(() => tables.send(new ListTablesCommand({})).then(Boolean, () => false));
  const key = (pk: string, sk: string) => ({ pk: { S: pk }, sk: { S: sk } });
  return {
    stream: { endpoint, region: 'ap-southeast-1', accessKeyId: 'local-admin' },
    async createTable(TableName: string): Promise<string> {
      const answer = await tables.send(
        new CreateTableCommand({
          TableName,
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
          KeySchema: [
            { AttributeName: 'pk', KeyType: 'HASH' },
            { AttributeName: 'sk', KeyType: 'RANGE' },
          ],
          StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
        }),
      );
      return answer.TableDescription?.LatestStreamArn ?? '';
    },
    put: (TableName: string, pk: string, sk: string, more: Record<string, { S: string }> = {}) =>
      tables.send(new PutItemCommand({ TableName, Item: { ...key(pk, sk), ...more } })),
    remove: (TableName: string, pk: string, sk: string) =>
      tables.send(new DeleteItemCommand({ TableName, Key: key(pk, sk) })),
    async close() {
      tables.destroy();
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
    },
  };
}
