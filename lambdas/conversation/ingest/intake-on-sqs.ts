import { SendMessageBatchCommand, type SendMessageBatchRequestEntry, type SQSClient } from '@aws-sdk/client-sqs';
import { Failure } from '../../runtime/failure.ts';
import { digest } from '../../runtime/fingerprint.ts';
import type { InboundMessage } from '../inbound-message.ts';
import type { DeliveryStatus, DeliveryStatuses } from './delivery-status.ts';
import type { Intake } from './receive-webhook.ts';

const entriesPerBatch = 10;
const statusesPerMessage = 100;
const lanes = 8;

/**
 * A chat's messages share one FIFO group, so they stay in order; the vendor's event id is the deduplication id, made
 * unique across groups. Batches of one webhook keep their order too where they share a chat.
 */
export function intakeOnSqs(sqs: SQSClient, queues: { inboxUrl: string; statusesUrl: string }): Intake {
  return {
    async enqueue(messages, statuses) {
      const entries = messages.map(inboxEntry);
      const outcomes = groupsOf(statuses, statusesPerMessage).map(statusEntry);
      await Promise.all([
        // Batches of one lane go one after the other: a later message of a chat must not overtake an earlier one.
        ...Array.from({ length: lanes }, (_, lane) =>
          sendAll(
            sqs,
            queues.inboxUrl,
            entries.filter((entry) => laneOf(entry) === lane),
          ),
        ),
        sendAll(sqs, queues.statusesUrl, outcomes),
      ]);
    },
  };
}

function inboxEntry(message: InboundMessage, index: number): SendMessageBatchRequestEntry {
  const { channel, userId } = message.contact;
  return {
    Id: String(index),
    MessageBody: JSON.stringify(message),
    MessageGroupId: digest(`${channel}:${userId}`),
    MessageDeduplicationId: digest(`${channel}:${message.fragment.eventId}`),
  };
}

const statusEntry = (statuses: DeliveryStatus[], index: number): SendMessageBatchRequestEntry => ({
  Id: String(index),
  MessageBody: JSON.stringify({ v: 1, statuses } satisfies DeliveryStatuses),
});

const laneOf = (entry: SendMessageBatchRequestEntry): number =>
  Number.parseInt((entry.MessageGroupId ?? '0').slice(0, 8), 16) % lanes;

async function sendAll(sqs: SQSClient, queueUrl: string, entries: SendMessageBatchRequestEntry[]): Promise<void> {
  for (const batch of batchesOf(entries)) await sendBatch(sqs, queueUrl, batch);
}

async function sendBatch(sqs: SQSClient, queueUrl: string, entries: SendMessageBatchRequestEntry[]): Promise<void> {
  const answer = await sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries }));
  const failed = answer.Failed?.length ?? 0;
  if (failed === 0) return;
  throw new Failure('enqueue-failed', `${failed} of ${entries.length} messages were not queued`, { retryable: true });
}

/** At most ten entries and well under SQS's limit for a whole batch. */
function batchesOf(entries: SendMessageBatchRequestEntry[]): SendMessageBatchRequestEntry[][] {
  const batches: SendMessageBatchRequestEntry[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = Buffer.byteLength(entry.MessageBody ?? '');
    const last = batches.at(-1);
    if (!last || last.length === entriesPerBatch || bytes + size > 200_000) {
      batches.push([entry]);
      bytes = size;
    } else {
      last.push(entry);
      bytes += size;
    }
  }
  return batches;
}

function groupsOf<Item>(items: Item[], size: number): Item[][] {
  const groups: Item[][] = [];
  for (let from = 0; from < items.length; from += size) groups.push(items.slice(from, from + size));
  return groups;
}
