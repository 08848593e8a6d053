import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Contact, Report } from '../../lambdas/conversation/chat.ts';
import type { OutboxRow } from '../../lambdas/conversation/outbox/outbox-row.ts';
import type { ChatStore } from '../../lambdas/conversation/store/chat-record.ts';
import { chatStoreInDynamoDb } from '../../lambdas/conversation/store/chat-store-in-dynamodb.ts';
import { chatKey, venueKey } from '../../lambdas/conversation/store/keys.ts';
import type { AdminClientConfig } from '../stack.ts';
import { type ChatView, chatView, type VenueNames, venuesOf } from './chat-view.ts';

/** The product's chats, looked at from outside. */
export type Chats = { store: ChatStore; view(contact: Contact): Promise<ChatView>; close(): void };

const ANSWERS_SHOWN = 12;
const REPORTS_SHOWN = 10;

export function openChats(admin: AdminClientConfig, table: string, names: VenueNames): Chats {
  const client = new DynamoDBClient(admin);
  const db = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const store = chatStoreInDynamoDb(db, table, () => new Date());

  const newest = async (pk: string, prefix: string, limit: number) => {
    const query = new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
      ScanIndexForward: false,
      Limit: limit,
    });
    return (await db.send(query)).Items ?? [];
  };

  return {
    store,
    async view(contact) {
      const [record, rows] = await Promise.all([store.load(contact), newest(chatKey(contact), 'OUT#', ANSWERS_SHOWN)]);
      const reports = await Promise.all(
        venuesOf(record).map((venueId) => newest(venueKey(venueId), 'REPORT#', REPORTS_SHOWN)),
      );
      const parts = {
        record,
        rows: rows.map(({ row }) => row as OutboxRow),
        reports: reports.flat().map(({ report }) => report as Report),
      };
      return chatView(parts, names);
    },
    close: () => client.destroy(),
  };
}
