import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { Failure } from '../../runtime/failure.ts';
import { accountKey, SavedItem } from './account-item.ts';
import type { AccountStates, SavedAccount } from './account-states.ts';
import { packed } from './packed.ts';

/** DynamoDB's own limit for one request. */
const KEYS_A_REQUEST = 100;
const MOST_REQUESTS_FOR_THE_REST = 8;

/** By other names, as some of them are words of DynamoDB's own. */
const NAMES = Object.fromEntries(Object.keys(SavedItem.shape).map((name) => [`#${name}`, name]));
const SAVED_ONLY = {
  ConsistentRead: true,
  ProjectionExpression: Object.keys(NAMES).join(', '),
  ExpressionAttributeNames: NAMES,
};

export function accountStatesInDynamoDb(db: DynamoDBDocumentClient, table: string): AccountStates {
  const loadSome = async (
    accountIds: readonly string[],
    found: Map<string, SavedAccount>,
    onUnreadable: ((accountId: string) => void) | undefined,
  ) => {
    let keys: Record<string, unknown>[] = accountIds.map(accountKey);
    for (let asked = 0; keys.length > 0; asked++) {
      if (asked > MOST_REQUESTS_FOR_THE_REST) {
        throw new Failure('states-throttled', 'the table of zone states hands out too little', { retryable: true });
      }
      const answer = await db.send(new BatchGetCommand({ RequestItems: { [table]: { Keys: keys, ...SAVED_ONLY } } }));
      for (const item of answer.Responses?.[table] ?? []) {
        const parsed = SavedItem.safeParse(item);
        if (!parsed.success) {
          if (!onUnreadable) throw new Failure('state-unreadable', 'a saved state is none', { retryable: false });
          onUnreadable(String(item.accountId));
          continue;
        }
        const { accountId, ...saved } = parsed.data;
        found.set(accountId, saved);
      }
      keys = answer.UnprocessedKeys?.[table]?.Keys ?? [];
    }
  };

  return {
    async load(accountIds, onUnreadable) {
      const found = new Map<string, SavedAccount>();
      const unique = [...new Set(accountIds)];
      for (let from = 0; from < unique.length; from += KEYS_A_REQUEST) {
        await loadSome(unique.slice(from, from + KEYS_A_REQUEST), found, onUnreadable);
      }
      return found;
    },

    async save({ accountId, state, event, ...rest }, now) {
      const put = new PutCommand({
        TableName: table,
        Item: {
          ...accountKey(accountId),
          accountId,
          seq: event.seq,
          state: packed(state),
          event: packed(event),
          ...rest,
          writtenAt: now.toISOString(),
        },
        ConditionExpression: 'attribute_not_exists(pk) OR seq = :before',
        ExpressionAttributeValues: { ':before': event.seq - 1 },
      });
      try {
        await db.send(put);
        return 'saved';
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return 'conflict';
        throw error;
      }
    },
  };
}
