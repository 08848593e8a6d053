import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Overdue } from '../turns/chase.ts';
import type { DueItem } from '../turns/relay.ts';
import { dueShards } from './keys.ts';

export function overdueInDynamoDb(db: DynamoDBDocumentClient, table: string): Overdue {
  const shard = async (name: string, before: Date, limit: number): Promise<DueItem[]> => {
    const found = await db.send(
      new QueryCommand({
        TableName: table,
        IndexName: 'due',
        KeyConditionExpression: 'dueShard = :shard AND due < :before',
        ExpressionAttributeValues: { ':shard': name, ':before': before.toISOString() },
        Limit: limit,
      }),
    );
    return (found.Items ?? []).map(({ pk, sk, v, due }) => ({ pk, sk, due, ...(v !== undefined && { version: v }) }));
  };
  return {
    list: async (before, limit) => {
      const perShard = Math.ceil(limit / dueShards.length);
      return (await Promise.all(dueShards.map((name) => shard(name, before, perShard)))).flat();
    },
  };
}
