import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../../runtime/clock.ts';
import { Failure } from '../../runtime/failure.ts';
import type { Contact } from '../chat.ts';
import type { OutboxRow } from '../outbox/outbox-row.ts';
import type { OutboxStore } from '../outbox/outbox-store.ts';
import type { ChatRecord } from './chat-record.ts';
import { outboxItem } from './chat-store-in-dynamodb.ts';
import { chatKey, outboxSort, stateSort } from './keys.ts';

export function outboxStoreInDynamoDb(db: DynamoDBDocumentClient, table: string, clock: Clock): OutboxStore {
  const readRow = async (contact: Contact, seq: number): Promise<OutboxRow | undefined> => {
    const key = { pk: chatKey(contact), sk: outboxSort(seq) };
    const found = await db.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
    return found.Item?.row as OutboxRow | undefined;
  };

  return {
    row: readRow,

    // A page of the sparse index is a megabyte of unsettled answers; what is beyond it is drained by the next nudge.
    async openRows(contact) {
      const pk = chatKey(contact);
      const [rows, state] = await Promise.all([
        db.send(
          new QueryCommand({
            TableName: table,
            IndexName: 'open',
            ConsistentRead: true,
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: { ':pk': pk },
          }),
        ),
        db.send(new GetCommand({ TableName: table, Key: { pk, sk: stateSort }, ConsistentRead: true })),
      ]);
      const chat = state.Item?.chat as ChatRecord | undefined;
      return {
        rows: (rows.Items ?? []).map((item) => item.row as OutboxRow),
        reach: {
          ...(chat?.lastInboundAt && { lastInboundAt: chat.lastInboundAt }),
          ...(chat?.phone && { phone: chat.phone }),
        },
      };
    },

    async save(row, options = { nudge: false }) {
      const next: OutboxRow = { ...row, revision: row.revision + 1 };
      const put = new PutCommand({
        TableName: table,
        Item: outboxItem(next, clock(), options),
        ConditionExpression: 'revision = :r',
        ExpressionAttributeValues: { ':r': row.revision },
      });
      try {
        await db.send(put);
        return { kind: 'saved', row: next };
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        const current = await readRow(row.contact, row.seq);
        if (current) return { kind: 'conflict', row: current };
        throw new Failure('outbox-row-missing', 'The row is gone', { retryable: false, details: { seq: row.seq } });
      }
    },
  };
}
