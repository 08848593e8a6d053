import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../clock.ts';
import { expiresAt, leaseKey } from './keys.ts';
import type { Holder, Lease } from './lease.ts';

export function leaseInDynamoDb(db: DynamoDBDocumentClient, table: string, clock: Clock): Lease {
  return {
    async acquire(name, holder, seconds) {
      const now = clock().getTime();
      const until = now + seconds * 1000;
      const put = new PutCommand({
        TableName: table,
        Item: {
          ...leaseKey(name),
          holderId: holder.id,
          holder: JSON.stringify(holder),
          until,
          expiresAt: expiresAt(until),
        },
        ConditionExpression: 'attribute_not_exists(pk) OR #until <= :now OR holderId = :id',
        ExpressionAttributeNames: { '#until': 'until' },
        ExpressionAttributeValues: { ':now': now, ':id': holder.id },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      try {
        await db.send(put);
        return { kind: 'acquired', until: new Date(until) };
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        const { holder: by, until: end } = error.Item ?? {};
        if (by?.S === undefined || end?.N === undefined) throw error;
        return { kind: 'held', by: JSON.parse(by.S), until: new Date(Number(end.N)) };
      }
    },

    async release(name, holder) {
      const remove = new DeleteCommand({
        TableName: table,
        Key: leaseKey(name),
        ConditionExpression: 'holderId = :id AND #until > :now',
        ExpressionAttributeNames: { '#until': 'until' },
        ExpressionAttributeValues: { ':id': holder.id, ':now': clock().getTime() },
      });
      try {
        await db.send(remove);
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },

    async holderOf(name) {
      const { Item } = await db.send(new GetCommand({ TableName: table, Key: leaseKey(name), ConsistentRead: true }));
      if (!Item || Item.until <= clock().getTime()) return undefined;
      return { holder: JSON.parse(Item.holder) as Holder, until: new Date(Item.until) };
    },
  };
}
