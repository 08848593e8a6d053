import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { SyncPast } from './sync-due.ts';

/** How the last runs went. */
export interface SyncPastStore {
  /** The first look is remembered as the moment from which the lag counts. */
  load(now: Date): Promise<SyncPast>;
  /** Changes only what is named. */
  note(change: Partial<SyncPast>): Promise<void>;
}

const key = { pk: 'SYNC', sk: 'PAST' };

export function syncPastInDynamoDb(client: DynamoDBDocumentClient, table: string): SyncPastStore {
  const note = async (change: Partial<SyncPast>) => {
    const fields = Object.entries(change).filter(([, value]) => value !== undefined);
    if (fields.length === 0) return;
    await client.send(
      new UpdateCommand({
        TableName: table,
        Key: key,
        UpdateExpression: `SET ${fields.map((_, at) => `#f${at} = :v${at}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(fields.map(([name], at) => [`#f${at}`, name])),
        ExpressionAttributeValues: Object.fromEntries(fields.map(([, value], at) => [`:v${at}`, value])),
      }),
    );
  };
  return {
    note,
    async load(now) {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
      if (Item?.watchedSince) return Item as SyncPast;
      await note({ watchedSince: now.toISOString() });
      return { ...Item, watchedSince: now.toISOString() };
    },
  };
}
