import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExecuteStatementCommand, RDSDataClient } from '@aws-sdk/client-rds-data';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import pg from 'pg';
import type { Fault } from '../../../../local/gateway/gateway.ts';
import { type LocalStack, startLocalStack } from '../../../../local/stack.ts';
import { aDatabaseAssembly } from '../../assembly/database-assembly.ts';

const assemblyDirectory = aDatabaseAssembly();
const stateDirectory = mkdtempSync(join(tmpdir(), 'database-state-'));
const problems: string[] = [];
let fault: Fault;
let stack: LocalStack;

const start = () =>
  startLocalStack({
    assemblyDirectory,
    stateDirectory,
    fault: () => fault,
    onProblem: (problem) => problems.push(problem),
  });

type Told = { records?: unknown[][]; refused?: string; message?: string; status?: number; transactionId?: string };
async function tell(name: string, event: object): Promise<Told> {
  const result = await stack.invoke(name, event);
  if (!('payload' in result)) throw new Error(JSON.stringify(result));
  return result.payload as Told;
}
async function secretOf(part: string): Promise<Record<string, unknown>> {
  const client = new SecretsManagerClient(stack.admin);
  const SecretId = stack.resources.secrets.find(({ path }) => path.includes(part))?.arn;
  const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId }));
  client.destroy();
  return JSON.parse(SecretString);
}

beforeAll(async () => {
  stack = await start();
});
beforeEach(() => {
  fault = undefined;
});
afterAll(() => stack.close());

describe('a cluster in a stack', () => {
  it('is there for a function that was granted it, as the master user', async () => {
    await tell('owner', { sql: 'CREATE TABLE notes (text text)' });
    await tell('owner', { sql: "INSERT INTO notes VALUES ('kept')" });
    expect(await tell('owner', { sql: 'SELECT current_user, text FROM notes' })).toMatchObject({
      records: [[{ stringValue: 'postgres' }, { stringValue: 'kept' }]],
    });
    expect(problems).toEqual([]);
  });

  it('has told its secret where it is', async () => {
    expect(await secretOf('Database')).toEqual({
      username: 'postgres',
      password: expect.stringMatching(/^[^ %+~`#$&*()|[\]{}:;<>?!'/@"\\]{30}$/),
      engine: 'postgres',
      host: '127.0.0.1',
      port: stack.database?.server.port,
      dbname: 'product',
      dbClusterIdentifier: stack.resources.databaseClusters[0]?.identifier,
    });
  });

  it('lets another user in with exactly the grants of the database', async () => {
    const { username, password } = await secretOf('AppUser');
    await tell('owner', { sql: `CREATE ROLE ${username} LOGIN PASSWORD '${password}'` });
    expect(await tell('as-app', { sql: 'SELECT text FROM notes' })).toMatchObject({
      refused: 'DatabaseErrorException',
      message: 'ERROR: permission denied for table notes; SQLState: 42501',
    });
    await tell('owner', { sql: 'GRANT SELECT ON notes TO app' });
    expect(await tell('as-app', { sql: 'SELECT text FROM notes' })).toMatchObject({ records: [[{}]] });
  });

  it.each([
    'ExecuteStatement',
    'BatchExecuteStatement',
    'BeginTransaction',
    'CommitTransaction',
    'RollbackTransaction',
  ])(
    'refuses %s to a function whose role does not name it, and to one that may not read the secret',
    async (command) => {
      const event = { command, sql: 'SELECT 1', transactionId: 'AAAA' };
      expect(await tell('stranger', event)).toMatchObject({
        refused: 'AccessDeniedException',
        status: 403,
        message: expect.stringMatching(
          new RegExp(`is not authorized to perform: rds-data:${command} on resource: arn:aws:rds:.*:cluster:`),
        ),
      });
      expect(await tell('only-cluster', event)).toMatchObject({
        refused: 'AccessDeniedException',
        message: expect.stringMatching(
          /is not authorized to perform: secretsmanager:GetSecretValue on resource: .*AppUser/,
        ),
      });
    },
  );

  it.each<[Fault, string, object]>([
    ['throttle', 'too often', { refused: 'ThrottlingException', status: 400 }],
    ['error', 'broken', { refused: 'InternalServerErrorException', status: 500 }],
    ['drop-response', 'unheard', { refused: 'TimeoutError' }],
  ])('plays the fault "%s" of the gateway', async (which, text, refusal) => {
    fault = which;
    expect(await tell('owner', { sql: `INSERT INTO notes VALUES ('${text}')` })).toMatchObject(refusal);
    fault = undefined;
    const { records } = await tell('owner', { sql: `SELECT text FROM notes WHERE text = '${text}'` });
    expect(records).toHaveLength(which === 'drop-response' ? 1 : 0);
  });

  it('plays its own faults', async () => {
    stack.database?.faults.set({ unavailable: true });
    expect(await tell('owner', { sql: 'SELECT 1' })).toMatchObject({ status: 504 });
    stack.database?.faults.clear();
  });

  it('may be looked at past its API', async () => {
    const { host, port, owner } = stack.database?.server ?? { host: '', port: 0, owner: { user: '', password: '' } };
    const session = new pg.Client({ host, port, ...owner, database: 'product' });
    await session.connect();
    expect((await session.query('SELECT count(*)::int AS n FROM notes')).rows).toEqual([{ n: 2 }]);
    await session.end();
  });

  it('keeps its rows and its passwords across starts', async () => {
    const before = await secretOf('Database');
    await stack.close();
    stack = await start();
    expect(await secretOf('Database')).toEqual({ ...before, port: stack.database?.server.port });
    const client = new RDSDataClient(stack.admin);
    const [cluster] = stack.resources.databaseClusters;
    const { records } = await client.send(
      new ExecuteStatementCommand({
        resourceArn: cluster?.arn,
        secretArn: stack.resources.secrets[0]?.arn,
        database: 'product',
        sql: 'SELECT text FROM notes ORDER BY text',
      }),
    );
    client.destroy();
    expect(records).toEqual([[{ stringValue: 'kept' }], [{ stringValue: 'unheard' }]]);
  });
});
