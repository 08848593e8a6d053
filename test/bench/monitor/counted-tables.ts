import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { startDynamoDb } from '../../../local/engines/dynamodb.ts';
import { ensureTables } from '../../../local/engines/tables.ts';

/** What was asked of the tables, in requests and in the units that are paid for. */
export type TableUse = { reads: number; readUnits: number; writes: number; writeUnits: number };
export type CountedTables = {
  db: DynamoDBDocumentClient;
  states: string;
  shared: string;
  use(): TableUse;
  close(): Promise<void>;
};

const keys = ['pk', 'sk'];
const keySchema = [
  { AttributeName: 'pk', KeyType: 'HASH' },
  { AttributeName: 'sk', KeyType: 'RANGE' },
];
const texts = (names: string[]) => names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' }));
const inTrouble = {
  IndexName: 'in-trouble',
  KeySchema: [
    { AttributeName: 'trouble', KeyType: 'HASH' },
    { AttributeName: 'troubleSince', KeyType: 'RANGE' },
  ],
  Projection: { ProjectionType: 'ALL' },
};

/**
 * The two tables that polling uses, in the engine of the local product, which tells what each request would consume.
 * Without the stream: in memory the engine looks through all of it at every write, and it costs no units.
 */
export async function countedTables(): Promise<CountedTables> {
  const engine = await startDynamoDb({ onProblem: (problem) => process.stderr.write(`! ${problem}\n`) });
  const table = { arn: '', streamArn: '', keySchema, localIndexes: [] };
  await ensureTables(engine.endpoint, [
    {
      ...table,
      id: 'states',
      name: 'states',
      attributeDefinitions: texts([...keys, 'trouble', 'troubleSince']),
      indexes: [inTrouble],
    },
    { ...table, id: 'shared', name: 'shared', attributeDefinitions: texts(keys), indexes: [] },
  ]);
  const client = new DynamoDBClient({
    endpoint: engine.endpoint,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 4,
  });
  const use: TableUse = { reads: 0, readUnits: 0, writes: 0, writeUnits: 0 };
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
        const isWrite = commandName === 'PutItemCommand';
        use[isWrite ? 'writes' : 'reads'] += 1;
        const answer = await next(args);
        use[isWrite ? 'writeUnits' : 'readUnits'] += unitsOf(answer.output);
        return answer;
      },
    { step: 'initialize', name: 'countUse' },
  );
  return {
    db: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
    states: 'states',
    shared: 'shared',
    use: () => ({ ...use }),
    async close() {
      client.destroy();
      await engine.close();
    },
  };
}

type Consumed = { CapacityUnits?: number };
const unitsOf = (output: object): number => {
  const { ConsumedCapacity: consumed } = output as { ConsumedCapacity?: Consumed | Consumed[] };
  return [consumed ?? []].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
};
