import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { planShard } from '../lambdas/monitoring/planning/plan-shard.ts';
import { pollWorkOnSqs } from '../lambdas/monitoring/polling/poll-work-on-sqs.ts';
import { shardNotesInDynamoDb } from '../lambdas/monitoring/store/shard-notes-in-dynamodb.ts';
import { watchedBy } from '../lambdas/monitoring/watched.ts';
import { watchListInS3 } from '../lambdas/venues/watch/watch-list-in-s3.ts';
import type { LocalStack } from './stack.ts';

export type PlannedShards = { shards: readonly { id: string; queueUrl: string }[]; intervalSeconds: number };

/** Plans what is due for every shard now, instead of within a minute: at a start nothing is known yet. */
export async function planNow(
  { admin, outputs }: Pick<LocalStack, 'admin' | 'outputs'>,
  { shards, intervalSeconds }: PlannedShards,
): Promise<void> {
  const clock = () => new Date();
  const client = new DynamoDBClient(admin);
  const s3 = new S3Client(admin);
  const sqs = new SQSClient({ ...admin, useQueueUrlAsEndpoint: false });
  try {
    const db = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
    const list = await watchListInS3(s3, outputs.DirectoryBucketName ?? '', { clock }).current();
    const ids = shards.map(({ id }) => id);
    for (const { id, queueUrl } of shards) {
      const { accountIds } = watchedBy(id, ids, list);
      const notes = shardNotesInDynamoDb(db, outputs.ZoneStatesTableName ?? '', id);
      const send = pollWorkOnSqs(sqs, queueUrl);
      await planShard({ notes, send, accountIds, intervalSeconds }, clock());
    }
  } finally {
    for (const one of [client, s3, sqs]) one.destroy();
  }
}
