import type { TableSpec } from '../assembly/kinds/table.ts';
import type { JsonObject } from '../assembly/template.ts';
import { StateProblem } from '../state-problem.ts';
import { callAwsJson, EngineError } from './aws-json.ts';

type Index = { IndexName: string };
type Description = {
  KeySchema: JsonObject[];
  GlobalSecondaryIndexes?: Index[];
  LatestStreamArn?: string;
  StreamSpecification?: { StreamEnabled: boolean };
};

/** Where a table's stream can be read, by table name; the engine's ARN differs from the template's. */
export type EngineStreams = Map<string, string>;

/** Creates what is missing of each table (table, index, stream, expiry) and keeps what exists with its items. */
export async function ensureTables(endpoint: string, tables: TableSpec[]): Promise<EngineStreams> {
  const streams: EngineStreams = new Map();
  const call = <Answer>(operation: string, body: object) =>
    callAwsJson<Answer>(endpoint, `DynamoDB_20120810.${operation}`, body);

  const describe = async (name: string): Promise<Description | undefined> => {
    try {
      return (await call<{ Table: Description }>('DescribeTable', { TableName: name })).Table;
    } catch (problem) {
      if (problem instanceof EngineError && problem.code === 'ResourceNotFoundException') return undefined;
      throw problem;
    }
  };

  for (const table of tables) {
    const existing = await describe(table.name);
    if (!existing) await call('CreateTable', creationOf(table));
    else await bringUpToDate(table, existing, call);
    if (table.ttlAttribute !== undefined) await expireBy(table.name, table.ttlAttribute, call);
    const stream = (await describe(table.name))?.LatestStreamArn;
    if (table.streamViewType !== undefined && stream !== undefined) streams.set(table.name, stream);
  }
  return streams;
}

type Call = (operation: string, body: object) => Promise<unknown>;

function creationOf(table: TableSpec): object {
  return {
    TableName: table.name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: table.keySchema,
    AttributeDefinitions: table.attributeDefinitions,
    ...(table.indexes.length > 0 && { GlobalSecondaryIndexes: table.indexes }),
    ...(table.localIndexes.length > 0 && { LocalSecondaryIndexes: table.localIndexes }),
    ...streamOf(table),
  };
}

function streamOf({ streamViewType }: TableSpec): object {
  if (streamViewType === undefined) return {};
  return { StreamSpecification: { StreamEnabled: true, StreamViewType: streamViewType } };
}

async function bringUpToDate(table: TableSpec, existing: Description, call: Call): Promise<void> {
  if (keysOf(existing.KeySchema) !== keysOf(table.keySchema)) {
    throw new StateProblem(`Table ${table.name} is kept with other keys than the template now has`);
  }
  const known = new Set(existing.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName));
  for (const index of table.indexes.filter(({ IndexName }) => !known.has(String(IndexName)))) {
    await call('UpdateTable', {
      TableName: table.name,
      AttributeDefinitions: table.attributeDefinitions,
      GlobalSecondaryIndexUpdates: [{ Create: index }],
    });
  }
  if (table.streamViewType !== undefined && !existing.StreamSpecification?.StreamEnabled) {
    await call('UpdateTable', { TableName: table.name, ...streamOf(table) });
  }
}

function keysOf(schema: JsonObject[]): string {
  return schema.map(({ AttributeName, KeyType }) => `${KeyType}:${AttributeName}`).join();
}

async function expireBy(name: string, attribute: string, call: Call): Promise<void> {
  try {
    const TimeToLiveSpecification = { Enabled: true, AttributeName: attribute };
    await call('UpdateTimeToLive', { TableName: name, TimeToLiveSpecification });
  } catch (problem) {
    // Already enabled on a table kept from an earlier start.
    if (!(problem instanceof EngineError && problem.code === 'ValidationException')) throw problem;
  }
}
