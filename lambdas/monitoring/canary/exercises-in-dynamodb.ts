import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { Exercise } from './exercise.ts';
import type { Exercises } from './exercises.ts';

/** One item of the shared table for a zone that is exercised. */
export function exercisesInDynamoDb(db: DynamoDBDocumentClient, table: string, zoneId: string): Exercises {
  const Key = { pk: 'CANARY', sk: zoneId };
  return {
    async load() {
      const { Item } = await db.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      const { data } = Exercise.safeParse(Item?.exercise);
      return { version: Item?.version ?? 0, ...(data && { exercise: data }) };
    },
    async save(exercise, version) {
      const update = new UpdateCommand({
        TableName: table,
        Key,
        UpdateExpression: 'SET exercise = :exercise, version = :next',
        ConditionExpression: version === 0 ? 'attribute_not_exists(version)' : 'version = :before',
        ExpressionAttributeValues: {
          ':exercise': exercise,
          ':next': version + 1,
          ...(version > 0 && { ':before': version }),
        },
      });
      try {
        await db.send(update);
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
  };
}
