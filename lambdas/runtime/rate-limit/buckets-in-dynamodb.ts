import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';
import { Failure } from '../failure.ts';
import { bucketKey, expiresAt } from '../shared-state/keys.ts';
import { patienceMilliseconds, within } from '../shared-state/patience.ts';
import { isEnough } from './bucket.ts';
import type { Buckets } from './rate-limiter.ts';

/** A bucket that has been full for so long need not be kept: absent means full. */
const keepMilliseconds = 3600_000;
const attempts = 5;

/**
 * Each take is one conditional update. DynamoDB cannot take the later of two moments, so there are two such updates: one
 * for a bucket that is full, one for a bucket in use. Which fits is guessed from the last look; a wrong guess is refused
 * by the condition and says what is there.
 */
export function bucketsInDynamoDb(
  db: DynamoDBDocumentClient,
  table: string,
  clock: Clock,
  patience = patienceMilliseconds,
): Buckets {
  const lastSeen = new LRUCache<string, number>({ max: 1_000 });

  return {
    async take(limit, who, draught) {
      const key = bucketKey(limit, who);
      for (let attempt = 0; attempt < attempts; attempt++) {
        const now = clock().getTime();
        const { costMilliseconds: cost, capacityMilliseconds: capacity } = draught;
        const isFull = (lastSeen.get(key.pk) ?? 0) <= now;
        const update = new UpdateCommand({
          TableName: table,
          Key: key,
          ...(isFull
            ? {
                UpdateExpression: 'SET fullAt = :after, expiresAt = :end',
                ConditionExpression: 'attribute_not_exists(fullAt) OR fullAt <= :now',
                ExpressionAttributeValues: { ':after': now + cost, ':now': now, ':end': endAfter(now + capacity) },
              }
            : {
                UpdateExpression: 'SET fullAt = fullAt + :cost, expiresAt = :end',
                ConditionExpression: 'fullAt > :now AND fullAt <= :most',
                ExpressionAttributeValues: {
                  ':cost': cost,
                  ':now': now,
                  ':most': now + capacity - cost,
                  ':end': endAfter(now + capacity),
                },
              }),
          ReturnValues: 'UPDATED_NEW',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        });
        try {
          const { Attributes } = await within(patience, (abortSignal) => db.send(update, { abortSignal }));
          const fullAt = Number(Attributes?.fullAt);
          lastSeen.set(key.pk, fullAt);
          return { kind: 'taken', fullAt };
        } catch (error) {
          if (!(error instanceof ConditionalCheckFailedException)) throw error;
          const fullAt = Number(error.Item?.fullAt?.N ?? 0);
          lastSeen.set(key.pk, fullAt);
          if (!isEnough(fullAt, draught, now)) return { kind: 'short', fullAt };
        }
      }
      throw new Failure('bucket-contended', 'Too many take at once', { retryable: true, details: { limit } });
    },
  };
}

const endAfter = (milliseconds: number) => expiresAt(milliseconds + keepMilliseconds);
