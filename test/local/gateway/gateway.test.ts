import { request } from 'node:http';
import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import {
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { Statement } from '../../../local/assembly/kinds/role.ts';
import { arn } from '../../../local/assembly/place.ts';
import { type DynamoDbEngine, startDynamoDb } from '../../../local/engines/dynamodb.ts';
import { type QueuesAndObjects, startQueuesAndObjects } from '../../../local/engines/queues-and-objects.ts';
import { startSecrets } from '../../../local/engines/secrets.ts';
import { type CallOutcome, type Fault, type Gateway, startGateway } from '../../../local/gateway/gateway.ts';
import { compilePolicy } from '../../../local/gateway/permissions/policy.ts';

const secret = { id: 'S', path: 'Local/LineSecret', name: 'line', arn: arn('secretsmanager', 'secret:line-abcdef') };
const chat = arn('dynamodb', 'table/Chat');
const allow = (Action: string, Resource: string): Statement => ({ Effect: 'Allow', Action, Resource });
const writer = [
  allow('dynamodb:PutItem', chat),
  allow('dynamodb:Query', `${chat}/index/due`),
  allow('sqs:SendMessage', arn('sqs', 'Jobs')),
  allow('sqs:GetQueueUrl', arn('sqs', 'Jobs')),
  allow('s3:GetObject', 'arn:aws:s3:::files/directory/*'),
];
const roleWith = (statements: Statement[]) => ({
  arn: 'arn:aws:iam::000000000000:role/Writer',
  name: 'Writer',
  may: compilePolicy(statements, () => {}),
});

let dynamodb: DynamoDbEngine;
let queues: QueuesAndObjects;
let gateway: Gateway;
let fault: Fault;
const calls: CallOutcome[] = [];
const problems: string[] = [];
const as = (accessKeyId: string) => ({
  endpoint: gateway.url,
  region: 'ap-southeast-1',
  credentials: { accessKeyId, secretAccessKey: 'local' },
  maxAttempts: 1,
});
const clients = (accessKeyId: string) => ({
  table: new DynamoDBClient(as(accessKeyId)),
  queue: new SQSClient(as(accessKeyId)),
  files: new S3Client(as(accessKeyId)),
  secrets: new SecretsManagerClient(as(accessKeyId)),
});
let writes: ReturnType<typeof clients>;
let admin: ReturnType<typeof clients>;
const item = { TableName: 'Chat', Item: { pk: { S: 'a' } } };

beforeAll(async () => {
  const onProblem = (problem: string) => problems.push(problem);
  [dynamodb, queues, gateway] = await Promise.all([
    startDynamoDb({ onProblem }),
    startQueuesAndObjects(),
    startGateway({ fault: () => fault, onCall: (call) => calls.push(call), onProblem }),
  ]);
  queues.ensureQueues(
    [{ id: 'J', path: 'J', name: 'Jobs', arn: arn('sqs', 'Jobs'), fifo: false, attributes: {} }],
    gateway.queueUrl,
  );
  queues.ensureBuckets([{ id: 'F', path: 'F', name: 'files', arn: 'arn:aws:s3:::files' }]);
  gateway.open({
    dynamodb: dynamodb.endpoint,
    queuesAndObjects: queues,
    secrets: startSecrets({ secrets: [secret], seeds: { Line: { channelSecret: 'x' } } }),
    secretSpecs: [secret],
    streams: new Map(),
    roles: new Map([['Writer', roleWith(writer)]]),
  });
  writes = clients('Writer');
  admin = clients('local-admin');
  await admin.table.send(
    new CreateTableCommand({
      TableName: 'Chat',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'due'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'due',
          KeySchema: [{ AttributeName: 'due', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  );
});
beforeEach(() => {
  fault = undefined;
  calls.length = 0;
});
afterAll(async () => {
  for (const client of [...Object.values(writes), ...Object.values(admin)]) client.destroy();
  await gateway.close();
  await Promise.all([dynamodb.close(), queues.close()]);
});

describe('calling AWS through the gateway', () => {
  it('passes on what the role allows', async () => {
    await writes.table.send(new PutItemCommand(item));
    expect(calls).toMatchObject([
      {
        functionId: 'Writer',
        service: 'dynamodb',
        operation: 'PutItem',
        action: 'dynamodb:PutItem',
        resource: chat,
        status: 200,
      },
    ]);
  });

  it('denies what it does not, naming role, action and resource', async () => {
    await expect(writes.table.send(new DescribeTableCommand({ TableName: 'Chat' }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: `User: arn:aws:iam::000000000000:role/Writer is not authorized to perform: dynamodb:DescribeTable on resource: ${chat} because no identity-based policy allows the dynamodb:DescribeTable action`,
    });
  });

  it('allows an index without its table, and not the other way round', async () => {
    const query = {
      TableName: 'Chat',
      KeyConditionExpression: 'due = :d',
      ExpressionAttributeValues: { ':d': { S: 'x' } },
    };
    await expect(writes.table.send(new QueryCommand({ ...query, IndexName: 'due' }))).resolves.toMatchObject({
      Count: 0,
    });
    await expect(writes.table.send(new QueryCommand(query))).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  it('checks every item of a transaction', async () => {
    const put = { Put: item };
    await writes.table.send(new TransactWriteItemsCommand({ TransactItems: [put] }));
    const withDelete = [put, { Delete: { TableName: 'Chat', Key: { pk: { S: 'b' } } } }];
    await expect(writes.table.send(new TransactWriteItemsCommand({ TransactItems: withDelete }))).rejects.toThrow(
      /not authorized to perform: dynamodb:DeleteItem/,
    );
  });

  it('sends by the queue address it hands out, batches under the single permission', async () => {
    const { QueueUrl } = await writes.queue.send(new GetQueueUrlCommand({ QueueName: 'Jobs' }));
    expect(QueueUrl).toBe(gateway.queueUrl('Jobs'));
    await writes.queue.send(new SendMessageBatchCommand({ QueueUrl, Entries: [{ Id: '1', MessageBody: 'hello' }] }));
    expect(queues.contents('Jobs')?.ready).toMatchObject([{ body: 'hello' }]);
    await expect(writes.queue.send(new ReceiveMessageCommand({ QueueUrl }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
  });

  it('streams objects, and hides whether one exists from who may not list', async () => {
    const at = { Bucket: 'files', Key: 'directory/current.json' };
    await admin.files.send(new PutObjectCommand({ ...at, Body: 'x'.repeat(300_000) }));
    const { Body } = await writes.files.send(new GetObjectCommand(at));
    expect((await Body?.transformToString())?.length).toBe(300_000);
    await expect(writes.files.send(new GetObjectCommand({ ...at, Key: 'other' }))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
    await expect(writes.files.send(new PutObjectCommand({ ...at, Body: 'y' }))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
    const absent = { ...at, Key: 'directory/none.json' };
    await expect(writes.files.send(new GetObjectCommand(absent))).rejects.toThrow(/s3:ListBucket/);
    await expect(admin.files.send(new GetObjectCommand(absent))).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('keeps secrets from whom they are not granted to', async () => {
    const ask = new GetSecretValueCommand({ SecretId: secret.arn });
    await expect(writes.secrets.send(ask)).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect((await admin.secrets.send(ask)).SecretString).toBe('{"channelSecret":"x"}');
  });

  it('refuses a caller that is no function', async () => {
    const stranger = new DynamoDBClient(as('Nobody'));
    await expect(stranger.send(new PutItemCommand(item))).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
    stranger.destroy();
  });

  it('refuses a page that reaches it under a name of its own', async () => {
    const status = await new Promise((resolve, reject) => {
      const call = request(gateway.url, { headers: { host: 'example.com' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      call.once('error', reject);
      call.end();
    });
    expect(status).toBe(403);
  });
});

describe('playing faults', () => {
  it.each<[Fault, string]>([
    ['throttle', 'ProvisionedThroughputExceededException'],
    ['error', 'InternalServerError'],
  ])('%s: a put fails with %s', async (injected, name) => {
    fault = injected;
    await expect(writes.table.send(new PutItemCommand(item))).rejects.toMatchObject({ name });
  });

  it('makes a transaction conflict, with a reason for each item', async () => {
    fault = 'throttle';
    await expect(
      writes.table.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: item }] })),
    ).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'TransactionConflict' }],
    });
  });

  it('throttles SQS in its own words', async () => {
    fault = 'throttle';
    await expect(
      writes.queue.send(new SendMessageCommand({ QueueUrl: gateway.queueUrl('Jobs'), MessageBody: 'x' })),
    ).rejects.toMatchObject({ name: 'ThrottlingException' });
  });

  it('does the work and loses the answer', async () => {
    fault = 'drop-response';
    const lost = { ...item, Item: { pk: { S: 'lost' }, due: { S: 'lost' } } };
    await expect(writes.table.send(new PutItemCommand(lost))).rejects.toThrow();
    fault = undefined;
    const query = { TableName: 'Chat', IndexName: 'due', KeyConditionExpression: 'due = :d' };
    const found = await writes.table.send(
      new QueryCommand({ ...query, ExpressionAttributeValues: { ':d': { S: 'lost' } } }),
    );
    expect(found.Count).toBe(1);
  });
});
