import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { startDynamoDb } from '../../../local/engines/dynamodb.ts';

/** A real table engine with the shared-state table as lib/shared-state/state.ts defines it. It never deletes by itself. */
export async function startSharedTable() {
  const engine = await startDynamoDb({ onProblem: () => {} });
  const credentials = { accessKeyId: 'local-admin', secretAccessKey: 'local' };
  const client = new DynamoDBClient({
    endpoint: engine.endpoint,
    region: 'ap-southeast-1',
    credentials,
    requestHandler: { maxSockets: 200 },
  });
  await client.send(
    new CreateTableCommand({
      TableName: 'shared',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }),
  );
  return {
    db: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
    table: 'shared',
    async close() {
      client.destroy();
      await engine.close();
    },
  };
}
