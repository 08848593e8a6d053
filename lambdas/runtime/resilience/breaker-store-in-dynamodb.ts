import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../clock.ts';
import { breakerKey, expiresAt } from '../shared-state/keys.ts';
import { patienceMilliseconds, within } from '../shared-state/patience.ts';
import { type BreakerState, closed } from './breaker.ts';
import type { BreakerStore } from './shared-breaker.ts';

/** A state nobody touched for a day says nothing about today. */
const keepMilliseconds = 24 * 3600_000;

export function breakerStoreInDynamoDb(
  db: DynamoDBDocumentClient,
  table: string,
  clock: Clock,
  patience = patienceMilliseconds,
): BreakerStore {
  return {
    async load(source) {
      const get = new GetCommand({ TableName: table, Key: breakerKey(source), ConsistentRead: true });
      const { Item } = await within(patience, (abortSignal) => db.send(get, { abortSignal }));
      if (!Item) return { state: closed, version: 0 };
      const expired = Item.expiresAt * 1000 <= clock().getTime();
      return { state: expired ? closed : (Item.state as BreakerState), version: Item.version };
    },

    async save(source, state, version) {
      const put = new PutCommand({
        TableName: table,
        Item: {
          ...breakerKey(source),
          state,
          version: version + 1,
          expiresAt: expiresAt(clock().getTime() + keepMilliseconds),
        },
        ...(version === 0
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : { ConditionExpression: 'version = :v', ExpressionAttributeValues: { ':v': version } }),
      });
      try {
        await within(patience, (abortSignal) => db.send(put, { abortSignal }));
        return 'saved';
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return 'conflict';
        throw error;
      }
    },
  };
}
