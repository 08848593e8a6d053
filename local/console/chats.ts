import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Contact, HandOver, Report } from '../../lambdas/conversation/chat.ts';
import type { OutboxRow } from '../../lambdas/conversation/outbox/outbox-row.ts';
import type { ChatStore } from '../../lambdas/conversation/store/chat-record.ts';
import { chatStoreInDynamoDb } from '../../lambdas/conversation/store/chat-store-in-dynamodb.ts';
import { chatKey, handOverKey, venueKey } from '../../lambdas/conversation/store/keys.ts';
import type { AdminClientConfig } from '../stack.ts';
import { type ChatView, chatView, type VenueNames, venuesOf } from './chat-view.ts';

/** The product's chats, looked at from outside. */
export type Chats = { store: ChatStore; view(contact: Contact): Promise<ChatView>; close(): void };

const ANSWERS_SHOWN = 12;
const REPORTS_SHOWN = 10;
const HAND_OVERS_LOOKED_AT = 50;

export function openChats(admin: AdminClientConfig, table: string, names: VenueNames): Chats {
  const client = new DynamoDBClient(admin);
  const db = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const store = chatStoreInDynamoDb(db, table, () => new Date());

  const newest = async (pk: string, prefix: string, limit: number) => {
    const query = new QueryCommand({
      TableName: table,
      KeyConditionExpression: prefix ? 'pk = :pk AND begins_with(sk, :prefix)' : 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk, ...(prefix && { ':prefix': prefix }) },
      ScanIndexForward: false,
      Limit: limit,
    });
    return (await db.send(query)).Items ?? [];
  };

  return {
    store,
    async view(contact) {
      const month = handOverKey(new Date().toISOString());
      const [record, rows, promised] = await Promise.all([
        store.load(contact),
        newest(chatKey(contact), 'OUT#', ANSWERS_SHOWN),
        newest(month, '', HAND_OVERS_LOOKED_AT),
      ]);
      const reports = await Promise.all(
        venuesOf(record).map((venueId) => newest(venueKey(venueId), 'REPORT#', REPORTS_SHOWN)),
      );
      const parts = {
        record,
        rows: rows.map(({ row }) => row as OutboxRow),
        reports: reports.flat().map(({ report }) => report as Report),
        handOvers: promised
          .map(({ handOver }) => handOver as HandOver)
          .filter(({ contact: { channel, userId } }) => channel === contact.channel && userId === contact.userId),
      };
      return chatView(parts, names);
    },
    close: () => client.destroy(),
  };
}
