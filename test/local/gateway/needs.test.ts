import { dynamoDbNeeds } from '../../../local/gateway/permissions/dynamodb.ts';
import { s3Needs } from '../../../local/gateway/permissions/s3.ts';
import { secretNeeds } from '../../../local/gateway/permissions/secrets.ts';
import { sqsNeeds } from '../../../local/gateway/permissions/sqs.ts';

const place = 'ap-southeast-1:000000000000';
const chat = `arn:aws:dynamodb:${place}:table/Chat`;
const written = (needs: { action: string; resource: string }[]) =>
  needs.map((need) => `${need.action} ${need.resource}`);

describe('the permissions a call needs', () => {
  it.each<[string, string, Record<string, unknown>, string[]]>([
    ['a put', 'PutItem', { TableName: 'Chat' }, [`dynamodb:PutItem ${chat}`]],
    ['a table named by its ARN', 'GetItem', { TableName: chat }, [`dynamodb:GetItem ${chat}`]],
    ['a query', 'Query', { TableName: 'Chat' }, [`dynamodb:Query ${chat}`]],
    ['a query of an index', 'Query', { TableName: 'Chat', IndexName: 'due' }, [`dynamodb:Query ${chat}/index/due`]],
    [
      'a transaction, by what each of its items does',
      'TransactWriteItems',
      {
        TransactItems: [
          { Put: { TableName: 'Chat' } },
          { Put: { TableName: 'Chat' } },
          { Update: { TableName: 'Chat' } },
          { Delete: { TableName: 'Other' } },
          { ConditionCheck: { TableName: 'Chat' } },
        ],
      },
      [
        `dynamodb:PutItem ${chat}`,
        `dynamodb:UpdateItem ${chat}`,
        `dynamodb:DeleteItem arn:aws:dynamodb:${place}:table/Other`,
        `dynamodb:ConditionCheckItem ${chat}`,
      ],
    ],
    [
      'a reading transaction',
      'TransactGetItems',
      { TransactItems: [{ Get: { TableName: 'Chat' } }] },
      [`dynamodb:GetItem ${chat}`],
    ],
    ['a batch', 'BatchWriteItem', { RequestItems: { Chat: [] } }, [`dynamodb:BatchWriteItem ${chat}`]],
  ])('of DynamoDB: %s', (_, operation, body, expected) => {
    expect(written(dynamoDbNeeds(operation, body))).toEqual(expected);
  });

  it.each([
    ['SendMessage', 'sqs:SendMessage'],
    ['SendMessageBatch', 'sqs:SendMessage'],
    ['DeleteMessageBatch', 'sqs:DeleteMessage'],
    ['ChangeMessageVisibilityBatch', 'sqs:ChangeMessageVisibility'],
  ])('of SQS: %s needs %s', (operation, action) => {
    const needs = sqsNeeds(operation, { QueueUrl: 'http://127.0.0.1:1/000000000000/Jobs.fifo' });
    expect(needs).toEqual([{ action, resource: `arn:aws:sqs:${place}:Jobs.fifo` }]);
  });

  it.each([
    ['GET', '/', 's3:ListAllMyBuckets *'],
    ['GET', '/files?list-type=2', 's3:ListBucket arn:aws:s3:::files'],
    ['HEAD', '/files', 's3:ListBucket arn:aws:s3:::files'],
    ['GET', '/files/a/b%20c.json', 's3:GetObject arn:aws:s3:::files/a/b c.json'],
    ['HEAD', '/files/a', 's3:GetObject arn:aws:s3:::files/a'],
    ['PUT', '/files/a', 's3:PutObject arn:aws:s3:::files/a'],
    ['DELETE', '/files/a', 's3:DeleteObject arn:aws:s3:::files/a'],
    ['POST', '/files?delete', 's3:DeleteObject arn:aws:s3:::files/*'],
    ['POST', '/files/a?uploads', 's3:PutObject arn:aws:s3:::files/a'],
    ['DELETE', '/files/a?uploadId=1', 's3:AbortMultipartUpload arn:aws:s3:::files/a'],
  ])('of S3: %s %s', (method, url, expected) => {
    const { pathname, searchParams } = new URL(url, 'http://local');
    expect(written(s3Needs({ method, path: pathname, query: searchParams }))).toEqual([expected]);
  });

  it('of a copy: writing here and reading there', () => {
    const needs = s3Needs({ method: 'PUT', path: '/files/a', query: new URLSearchParams(), copySource: '/other/b' });
    expect(written(needs)).toEqual(['s3:PutObject arn:aws:s3:::files/a', 's3:GetObject arn:aws:s3:::other/b']);
  });

  it('of a secret, however it is named', () => {
    const arn = `arn:aws:secretsmanager:${place}:secret:Line-abc123`;
    const secrets = [{ id: 'L', path: 'L', name: 'Line', arn }];
    for (const SecretId of [arn, 'Line', arn.slice(0, -7)]) {
      expect(secretNeeds('GetSecretValue', { SecretId }, secrets)).toEqual([
        { action: 'secretsmanager:GetSecretValue', resource: arn },
      ]);
    }
  });
});
