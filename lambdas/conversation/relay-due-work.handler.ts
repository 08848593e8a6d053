import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { sqsClient } from '../runtime/aws-clients.ts';
import { systemClock } from '../runtime/clock.ts';
import { createLog } from '../runtime/log.ts';
import { RelayDueWorkEnv, readEnv } from './env.ts';
import { nudgesOnSqs } from './turns/nudges-on-sqs.ts';
import { type DueItem, nudgeFor } from './turns/relay.ts';

const env = readEnv(RelayDueWorkEnv);
const log = createLog('relay-due-work', env.LOG_SALT);
const nudges = nudgesOnSqs(sqsClient(), { turnsUrl: env.TURNS_QUEUE_URL, outboxUrl: env.OUTBOX_QUEUE_URL });

/** Passes saved changes on to the queue that acts on them: publishing from the table's stream can neither lose nor invent one. */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const now = systemClock();
  const named = event.Records.map((record) => ({ id: sequenceOf(record), nudge: nudgeFor(itemOf(record), now) }));
  const failed = await nudges.send(named);
  // The stream is taken up again from the first one that failed; the later ones are then sent twice, which is harmless.
  const first = named.find(({ id }) => failed.has(id));
  if (first) log.warn('nudges not accepted', { failed: failed.size, of: named.length });
  return { batchItemFailures: first ? [{ itemIdentifier: first.id }] : [] };
}

const sequenceOf = (record: DynamoDBRecord): string => record.dynamodb?.SequenceNumber ?? '';

function itemOf(record: DynamoDBRecord): DueItem {
  const { pk, sk, v, due } = record.dynamodb?.NewImage ?? {};
  const version = Number(v?.N);
  return {
    pk: pk?.S ?? '',
    sk: sk?.S ?? '',
    ...(Number.isInteger(version) && { version }),
    ...(due?.S && { due: due.S }),
  };
}
