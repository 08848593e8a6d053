import { ChangeMessageVisibilityBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Log } from './log.ts';

/**
 * `retry` means "not now, and nothing is wrong with it"; a thrown error is a retry whose delay grows. `refused` means
 * that no time can help: it goes to the dead letters, and its group goes on without it.
 */
export type WorkResult = { kind: 'done' } | { kind: 'retry'; afterSeconds: number } | { kind: 'refused' };

export type QueueWork = {
  sqs: SQSClient;
  queueUrl: string;
  log: Log;
  /**
   * Whether a crash should cost seconds rather than the queue's six-fold visibility.
   * @default true
   */
  hurried?: boolean;
  /** Handles one message; `receives` counts from 1. */
  work(body: string, receives: number): Promise<WorkResult>;
};

const longestBackOffSeconds = 30;

/**
 * Works through a batch: the messages of one FIFO group one after the other, groups side by side. After a failure the
 * rest of its group is left for later, so that nothing overtakes.
 *
 * Visibility is set twice. At the start to just beyond this invocation's end, because a crash would otherwise keep the
 * message, and with it a whole chat, away for the queue's six-fold timeout. After a failure to its back-off.
 */
export async function workQueue(event: SQSEvent, context: Context, queue: QueueWork): Promise<SQSBatchResponse> {
  const secondsLeft = Math.ceil(context.getRemainingTimeInMillis() / 1000);
  const leased = queue.hurried === false ? undefined : setVisibility(queue, event.Records, () => secondsLeft + 1);

  const delays = new Map<SQSRecord, number>();
  const groups = Map.groupBy(event.Records, (record) => record.attributes.MessageGroupId ?? record.messageId);
  await Promise.all([...groups.values()].map((records) => workGroup(records, queue, delays)));

  await leased;
  const failed = [...delays.keys()];
  await setVisibility(queue, failed, (record) => delays.get(record) ?? 0);
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

async function workGroup(records: SQSRecord[], queue: QueueWork, delays: Map<SQSRecord, number>): Promise<void> {
  for (const [position, record] of records.entries()) {
    const result = await attempt(record, queue);
    if (result.kind === 'done') continue;
    if (result.kind === 'refused') {
      delays.set(record, 0);
      continue;
    }
    for (const blocked of records.slice(position)) delays.set(blocked, result.afterSeconds);
    return;
  }
}

async function attempt(record: SQSRecord, { work, log }: QueueWork): Promise<WorkResult> {
  const receives = Number(record.attributes.ApproximateReceiveCount);
  try {
    return await work(record.body, receives);
  } catch (error) {
    log.error('message failed', { messageId: record.messageId, receives, error });
    return { kind: 'retry', afterSeconds: Math.min(2 ** receives, longestBackOffSeconds) };
  }
}

/** Best effort: without it the message only comes back later. */
async function setVisibility(queue: QueueWork, records: SQSRecord[], seconds: (record: SQSRecord) => number) {
  if (records.length === 0) return;
  const Entries = records.map((record, index) => ({
    Id: String(index),
    ReceiptHandle: record.receiptHandle,
    VisibilityTimeout: Math.max(0, Math.ceil(seconds(record))),
  }));
  try {
    await queue.sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queue.queueUrl, Entries }));
  } catch (error) {
    queue.log.warn('visibility not changed', { messages: records.length, error });
  }
}
