import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { UpstreamState } from '../detection/upstream.ts';
import type { MonitorNotes } from './monitor-notes.ts';

export const UPSTREAM_KEY = { pk: 'MONITOR', sk: 'UPSTREAM' } as const;
const UpstreamNote = z.object({ state: UpstreamState, since: z.string() });

export function monitorNotesInDynamoDb(db: DynamoDBDocumentClient, table: string): MonitorNotes {
  return {
    async upstream() {
      const { Item } = await db.send(new GetCommand({ TableName: table, Key: UPSTREAM_KEY, ConsistentRead: true }));
      return Item && UpstreamNote.parse(JSON.parse(Item.note));
    },
    async saveUpstream(note) {
      await db.send(new PutCommand({ TableName: table, Item: { ...UPSTREAM_KEY, note: JSON.stringify(note) } }));
    },
    async outages() {
      const found = { accounts: 0, zones: 0 };
      let from: Record<string, unknown> | undefined;
      do {
        const page = await db.send(
          new QueryCommand({
            TableName: table,
            IndexName: 'in-trouble',
            KeyConditionExpression: 'trouble = :outage',
            ExpressionAttributeValues: { ':outage': 'outage' },
            ProjectionExpression: 'zonesOut',
            ExclusiveStartKey: from,
          }),
        );
        for (const { zonesOut } of page.Items ?? []) {
          found.accounts += 1;
          found.zones += Number(zonesOut ?? 0);
        }
        from = page.LastEvaluatedKey;
      } while (from);
      return found;
    },
  };
}
