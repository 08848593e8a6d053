import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Heartbeat } from '../planning/heartbeat.ts';
import { SurveyedLegs } from '../planning/legs.ts';
import { ChosenWay } from '../polling/chosen-way.ts';
import type { ShardNotes } from './shard-notes.ts';

const HEARTBEAT = 'HEARTBEAT#';
const Planned = z.record(z.string(), z.object({ round: z.int(), at: z.number() }));
const Tokens = z.object({ available: z.number(), at: z.number() });

/** Heartbeats of legs that are no longer planned go after so long. */
const KEEP_SECONDS = 3 * 86_400;

export const shardKey = (shard: string): string => `SHARD#${shard}`;

/**
 * What another version of the product wrote and this one cannot read counts as not there, so that taking a release back
 * stops nobody's looks: no note is the only copy of anything.
 */
const understood = <Schema extends z.ZodType>(schema: Schema, note: string): z.output<Schema> | undefined =>
  schema.safeParse(JSON.parse(note)).data;

/** Notes are JSON texts: lists of ids cost a third of what the table's own lists do. */
export function shardNotesInDynamoDb(db: DynamoDBDocumentClient, table: string, shard: string): ShardNotes {
  const pk = shardKey(shard);

  const read = async <Schema extends z.ZodType>(sk: string, schema: Schema, of = pk) => {
    const Key = { pk: of, sk };
    const { Item } = await db.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
    return Item && { value: understood(schema, Item.note), version: Item.version ?? 0 };
  };
  /** Answers whether the condition held. */
  const write = async (sk: string, note: unknown, more: Record<string, unknown> = {}, condition?: Condition) => {
    try {
      const Item = { pk, sk, note: JSON.stringify(note), ...more };
      await db.send(new PutCommand({ TableName: table, Item, ...condition }));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };

  return {
    heartbeat: async (leg, of = shard) => (await read(HEARTBEAT + leg, Heartbeat, shardKey(of)))?.value,

    async heartbeats() {
      const found = new Map<string, Heartbeat>();
      let from: Record<string, unknown> | undefined;
      do {
        const page = await db.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: 'pk = :pk AND begins_with(sk, :heartbeat)',
            ExpressionAttributeValues: { ':pk': pk, ':heartbeat': HEARTBEAT },
            ConsistentRead: true,
            ExclusiveStartKey: from,
          }),
        );
        for (const { note } of page.Items ?? []) {
          const heartbeat = understood(Heartbeat, note);
          if (heartbeat) found.set(heartbeat.leg, heartbeat);
        }
        from = page.LastEvaluatedKey;
      } while (from);
      return found;
    },

    async saveHeartbeat(heartbeat) {
      const { leg, round, at } = heartbeat;
      const expiresAt = Math.ceil(at / 1000) + KEEP_SECONDS;
      await write(
        HEARTBEAT + leg,
        heartbeat,
        { round, at, ...(at > 0 && { expiresAt }) },
        {
          ConditionExpression: 'attribute_not_exists(pk) OR #round < :round OR (#round = :round AND #at <= :at)',
          ExpressionAttributeNames: { '#round': 'round', '#at': 'at' },
          ExpressionAttributeValues: { ':round': round, ':at': at },
        },
      );
    },

    surveyed: async () => (await read('LEGS', SurveyedLegs))?.value,
    async saveSurveyed(legs) {
      await write(
        'LEGS',
        legs,
        { madeAt: legs.madeAt },
        {
          ConditionExpression: 'attribute_not_exists(pk) OR madeAt <= :madeAt',
          ExpressionAttributeValues: { ':madeAt': legs.madeAt },
        },
      );
    },

    async planned() {
      const found = await read('PLANNED', Planned);
      return { planned: found?.value ?? {}, version: found?.version ?? 0 };
    },
    savePlanned: (planned, version) =>
      write(
        'PLANNED',
        planned,
        { version: version + 1 },
        version === 0
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : { ConditionExpression: 'version = :v', ExpressionAttributeValues: { ':v': version } },
      ),

    way: async () => (await read('WAY', ChosenWay))?.value,
    saveWay: async (way) => void (await write('WAY', way)),

    tokens: async () => (await read('TOKENS', Tokens))?.value,
    async saveTokens(tokens) {
      await write(
        'TOKENS',
        tokens,
        { at: tokens.at },
        {
          ConditionExpression: 'attribute_not_exists(pk) OR #at <= :at',
          ExpressionAttributeNames: { '#at': 'at' },
          ExpressionAttributeValues: { ':at': tokens.at },
        },
      );
    },
  };
}

type Condition = {
  ConditionExpression: string;
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Record<string, unknown>;
};
