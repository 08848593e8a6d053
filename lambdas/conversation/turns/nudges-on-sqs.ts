import { SendMessageBatchCommand, type SendMessageBatchRequestEntry, type SQSClient } from '@aws-sdk/client-sqs';
import { digest } from '../../runtime/fingerprint.ts';
import { chatKey } from '../store/keys.ts';
import type { Nudge } from './relay.ts';

/** A nudge with a name that is the same whenever the same change is relayed again. */
export type NamedNudge = { id: string; nudge: Nudge };

export type Nudges = {
  /** Sends them and answers the ids of those that were not accepted. */
  send(nudges: NamedNudge[]): Promise<Set<string>>;
};

const entriesPerBatch = 10;

export function nudgesOnSqs(sqs: SQSClient, queues: { turnsUrl: string; outboxUrl: string }): Nudges {
  const sendAll = async (queueUrl: string, entries: [string, SendMessageBatchRequestEntry][], failed: Set<string>) => {
    for (let from = 0; from < entries.length; from += entriesPerBatch) {
      const batch = entries.slice(from, from + entriesPerBatch);
      const Entries = batch.map(([, entry], index) => ({ ...entry, Id: String(index) }));
      const answer = await sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
      for (const { Id } of answer.Failed ?? []) failed.add(batch[Number(Id)]?.[0] ?? '');
    }
  };
  return {
    async send(nudges) {
      const failed = new Set<string>();
      await Promise.all([
        sendAll(queues.turnsUrl, nudges.flatMap(turnEntry), failed),
        sendAll(queues.outboxUrl, nudges.flatMap(deliveryEntry), failed),
      ]);
      return failed;
    },
  };
}

function turnEntry({ id, nudge }: NamedNudge): [string, SendMessageBatchRequestEntry][] {
  if (nudge.kind !== 'turn') return [];
  return [[id, { Id: '', MessageBody: JSON.stringify(nudge.call), DelaySeconds: nudge.delaySeconds }]];
}

function deliveryEntry({ id, nudge }: NamedNudge): [string, SendMessageBatchRequestEntry][] {
  if (nudge.kind !== 'delivery') return [];
  const MessageGroupId = digest(chatKey(nudge.call.contact));
  const MessageBody = JSON.stringify(nudge.call);
  return [[id, { Id: '', MessageBody, MessageGroupId, MessageDeduplicationId: digest(id) }]];
}
