import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { startDynamoDb } from '../../../local/engines/dynamodb.ts';

/** A real table engine with the table of zone states as lib/monitoring/state.ts defines it. */
export async function startZoneStatesTable() {
  const engine = await startDynamoDb({ onProblem: () => {} });
  const credentials = { accessKeyId: 'local-admin', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint: engine.endpoint, region: 'ap-southeast-1', credentials });
  const keys = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
  await client.send(
    new CreateTableCommand({
      TableName: 'zone-states',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', 'trouble', 'troubleSince'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S' as const,
      })),
      KeySchema: keys('pk', 'sk'),
      GlobalSecondaryIndexes: [
        { IndexName: 'in-trouble', KeySchema: keys('trouble', 'troubleSince'), Projection: { ProjectionType: 'ALL' } },
      ],
    }),
  );
  const db = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  return {
    db,
    table: 'zone-states',
    async close() {
      client.destroy();
      await engine.close();
    },
  };
}
