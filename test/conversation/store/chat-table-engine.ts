import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { startDynamoDb } from '../../../local/engines/dynamodb.ts';

/** A real table engine with the chat table as lib/conversation/state.ts defines it. */
export async function startChatTable() {
  const engine = await startDynamoDb({ onProblem: () => {} });
  const credentials = { accessKeyId: 'local-admin', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint: engine.endpoint, region: 'ap-southeast-1', credentials });
  const attribute = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
  const keys = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
  await client.send(
    new CreateTableCommand({
      TableName: 'chats',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', 'open', 'due', 'dueShard'].map(attribute),
      KeySchema: keys('pk', 'sk'),
      LocalSecondaryIndexes: [
        { IndexName: 'open', KeySchema: keys('pk', 'open'), Projection: { ProjectionType: 'ALL' } },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'due',
          KeySchema: keys('dueShard', 'due'),
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['v', 'revision'] },
        },
      ],
    }),
  );
  const db = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  return {
    db,
    table: 'chats',
    async close() {
      client.destroy();
      await engine.close();
    },
  };
}
