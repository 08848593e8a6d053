import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../clock.ts';
import { Failure } from '../failure.ts';
import { entryKey, expiresAt, generationKey } from '../shared-state/keys.ts';
import { patienceMilliseconds, within } from '../shared-state/patience.ts';
import { type CacheEntry, generationLifeSeconds } from './entry.ts';
import type { CacheStore } from './layered-cache.ts';

/** An item holds 400 KB with its keys. */
const mostBytes = 350 * 1024;

export function cacheStoreInDynamoDb(
  db: DynamoDBDocumentClient,
  table: string,
  clock: Clock,
  patience = patienceMilliseconds,
): CacheStore {
  return {
    async read({ scope, cache, key }) {
      const Keys = [generationKey(scope), entryKey(scope, cache, key)];
      const get = new BatchGetCommand({ RequestItems: { [table]: { Keys, ConsistentRead: true } } });
      const { Responses, UnprocessedKeys } = await within(patience, (abortSignal) => db.send(get, { abortSignal }));
      // Without its generation an entry might be an invalidated one.
      if (UnprocessedKeys?.[table]) throw new Failure('cache-throttled', 'The table is busy', { retryable: true });
      const items = Responses?.[table] ?? [];
      const entry = items.find(({ text }) => text !== undefined);
      return {
        generation: items.find(({ text }) => text === undefined)?.generation ?? 0,
        ...(entry && { entry: { text: entry.text, loadedAt: entry.loadedAt, generation: entry.generation } }),
      };
    },

    async write({ scope, cache, key }, entry: CacheEntry, lifeSeconds) {
      if (Buffer.byteLength(entry.text) > mostBytes) return;
      const put = new PutCommand({
        TableName: table,
        Item: { ...entryKey(scope, cache, key), ...entry, expiresAt: expiresAt(entry.loadedAt + lifeSeconds * 1000) },
        // Of two loads at once the one that began later knows more, whichever ends last.
        ConditionExpression: 'attribute_not_exists(pk) OR loadedAt <= :at',
        ExpressionAttributeValues: { ':at': entry.loadedAt },
      });
      try {
        await within(patience, (abortSignal) => db.send(put, { abortSignal }));
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },

    async newGeneration(scope) {
      const now = clock().getTime();
      const update = new UpdateCommand({
        TableName: table,
        Key: generationKey(scope),
        // Counted from the time, so that a scope forgotten meanwhile never gets a number it had before.
        UpdateExpression: 'SET generation = if_not_exists(generation, :now) + :one, expiresAt = :end',
        ExpressionAttributeValues: {
          ':now': now,
          ':one': 1,
          ':end': expiresAt(now + generationLifeSeconds * 1000),
        },
      });
      await within(patience, (abortSignal) => db.send(update, { abortSignal }));
    },
  };
}
