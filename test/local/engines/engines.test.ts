import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callAwsJson } from '../../../local/engines/aws-json.ts';
import { startDynamoDb } from '../../../local/engines/dynamodb.ts';
import { startEngineChild } from '../../../local/engines/engine-child.ts';
import { startQueuesAndObjects } from '../../../local/engines/queues-and-objects.ts';
import { startSecrets } from '../../../local/engines/secrets.ts';
import { ensureTables } from '../../../local/engines/tables.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'engines-'));
const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' });
const key = (AttributeName: string) => ({ AttributeName, KeyType: 'HASH' });
const table = {
  id: 'T',
  name: 'Chat',
  arn: 'a',
  streamArn: 's',
  localIndexes: [],
  indexes: [],
  keySchema: [key('pk')],
  attributeDefinitions: [text('pk')],
};
const index = { IndexName: 'due', KeySchema: [key('due')], Projection: { ProjectionType: 'ALL' } };
const onProblem = () => {};

describe('the DynamoDB engine', () => {
  it('keeps items, and gives a kept table the index and stream it lacks', async () => {
    const databaseFile = join(folder(), 'dynamodb.db');
    const first = await startDynamoDb({ databaseFile, onProblem });
    expect(await ensureTables(first.endpoint, [table])).toEqual(new Map());
    await callAwsJson(first.endpoint, 'DynamoDB_20120810.PutItem', {
      TableName: 'Chat',
      Item: { pk: { S: 'a' }, due: { S: 'x' } },
    });
    await first.close();

    const second = await startDynamoDb({ databaseFile, onProblem });
    const more = {
      ...table,
      attributeDefinitions: [text('pk'), text('due')],
      indexes: [index],
      streamViewType: 'NEW_IMAGE',
      ttlAttribute: 'expiresAt',
    };
    const streams = await ensureTables(second.endpoint, [more]);
    expect(streams.get('Chat')).toMatch(/table\/Chat\/stream\//);
    expect(await ensureTables(second.endpoint, [more])).toEqual(streams);
    const found = await callAwsJson(second.endpoint, 'DynamoDB_20120810.Query', {
      TableName: 'Chat',
      IndexName: 'due',
      KeyConditionExpression: 'due = :x',
      ExpressionAttributeValues: { ':x': { S: 'x' } },
    });
    expect(found).toMatchObject({ Count: 1 });
    const changed = { ...table, keySchema: [key('id')], attributeDefinitions: [text('id')] };
    await expect(ensureTables(second.endpoint, [changed])).rejects.toThrow(/other keys.*--fresh/);
    await second.close();
  });

  it('says why it could not start', async () => {
    const databaseFile = join(folder(), 'dynamodb.db');
    writeFileSync(databaseFile, 'this is not a database, however long one looks at it');
    await expect(startDynamoDb({ databaseFile, onProblem })).rejects.toThrow(
      /dynoxide.*could not start: .*valid SQLite/s,
    );
  });

  it('says what to do where it has no build for the platform', async () => {
    const platform = process.platform;
    Object.defineProperty(process, 'platform', { value: 'plan9' });
    try {
      await expect(startDynamoDb({ onProblem })).rejects.toThrow(
        /no @dynoxide\/plan9-.* build.*BMA_DYNAMODB_ENDPOINT=/s,
      );
    } finally {
      Object.defineProperty(process, 'platform', { value: platform });
    }
  });

  it('may be one that somebody else runs', async () => {
    const engine = await startDynamoDb({ endpoint: 'http://127.0.0.1:8000', onProblem });
    expect(engine.endpoint).toBe('http://127.0.0.1:8000');
    await engine.close();
  });
});

describe("an engine's process", () => {
  it('ends when it is stopped', async () => {
    const child = startEngineChild('sleep', ['1000'], () => {});
    await child.stop();
    expect(await child.exited).toMatchObject({ code: 137 });
  });

  it('ends when the process that started it is killed outright', async () => {
    const module = new URL('../../../local/engines/engine-child.ts', import.meta.url).href;
    const script = `const { startEngineChild } = await import('${module}');
      const child = startEngineChild('sh', ['-c', 'echo $$; exec sleep 1000'], (line) => console.log(line));`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pid = await new Promise<string>((resolve) =>
      parent.stdout.once('data', (line) => resolve(String(line).trim())),
    );
    const isThere = () =>
      execFileSync('sh', ['-c', `kill -0 ${pid} 2>/dev/null && echo yes || echo no`])
        .toString()
        .trim();
    expect(isThere()).toBe('yes');
    const gone = new Promise((resolve) => parent.once('exit', resolve));
    parent.kill('SIGKILL');
    await gone;
    const giveUpAt = Date.now() + 5_000;
    while (isThere() === 'yes' && Date.now() < giveUpAt) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(isThere()).toBe('no');
  });
});

describe('the queue and object engine', () => {
  it('refuses a damaged file with a way out', async () => {
    const directory = folder();
    writeFileSync(join(directory, 'fauxqs.db'), 'x'.repeat(2_000));
    await expect(startQueuesAndObjects(directory)).rejects.toThrow(/cannot be read.*--fresh/);
  });
});

describe('the secrets engine', () => {
  const secret = {
    id: 'S',
    path: 'Local/LineSecret',
    name: 'line',
    arn: 'arn:aws:secretsmanager:r:0:secret:line-abcdef',
  };
  const current = (file: string) =>
    startSecrets({ secrets: [secret], seeds: { Line: 'seed' }, file }).handle('GetSecretValue', { SecretId: 'line' })
      .body;

  it('keeps a value that was put, with the one before it', () => {
    const file = join(folder(), 'secrets.json');
    const engine = startSecrets({ secrets: [secret], seeds: { Line: 'seed' }, file });
    engine.handle('PutSecretValue', { SecretId: secret.arn, SecretString: 'new' });
    expect(current(file)).toMatchObject({ SecretString: 'new', VersionStages: ['AWSCURRENT'] });
    const previous = engine.handle('GetSecretValue', { SecretId: 'line', VersionStage: 'AWSPREVIOUS' });
    expect(previous.body).toMatchObject({ SecretString: 'seed' });
  });

  it.each([
    ['a secret that is not there', 'GetSecretValue', { SecretId: 'other' }, 'ResourceNotFoundException'],
    ['an operation it lacks', 'RotateSecret', { SecretId: 'line' }, 'InvalidRequestException'],
  ])('refuses %s', (_, operation, body, type) => {
    const engine = startSecrets({ secrets: [secret], seeds: {} });
    expect(engine.handle(operation, body)).toMatchObject({ status: 400, body: { __type: type } });
  });
});
