import type { SendMessageBatchCommandInput, SQSClient } from '@aws-sdk/client-sqs';
import type { InboundMessage } from '../../../lambdas/conversation/inbound-message.ts';
import type { DeliveryStatus } from '../../../lambdas/conversation/ingest/delivery-status.ts';
import { intakeOnSqs } from '../../../lambdas/conversation/ingest/intake-on-sqs.ts';
import { aMessage } from '../../builders/messages.ts';

const at = Date.parse('2026-11-21T10:00:00.000Z');
const from = (userId: string, text: string): InboundMessage => aMessage(text, at, { userId });
const aStatus: DeliveryStatus = { messageId: 'w', status: 'sent', at: '2026-11-21T10:00:00.000Z' };

/** `refuses` names the text of a message that the queue does not take. */
async function enqueue(messages: InboundMessage[], statuses: DeliveryStatus[] = [], refuses?: string) {
  const batches: SendMessageBatchCommandInput[] = [];
  const send = async ({ input }: { input: SendMessageBatchCommandInput }) => {
    batches.push(input);
    const refused = input.Entries?.filter(({ MessageBody }) => refuses && MessageBody?.includes(refuses));
    return { Failed: refused?.map(({ Id }) => ({ Id })) ?? [] };
  };
  const intake = intakeOnSqs({ send } as unknown as SQSClient, { inboxUrl: 'inbox', statusesUrl: 'statuses' });
  const failure = await intake.enqueue(messages, statuses).then(
    () => undefined,
    (error: { code: string }) => error.code,
  );
  const entries = batches.filter(({ QueueUrl }) => QueueUrl === 'inbox').flatMap(({ Entries }) => Entries ?? []);
  return { batches, entries, failure };
}

describe('what a webhook brought', () => {
  it('is not accepted when the queue refuses even one message of it', async () => {
    const messages = [from('a', 'one'), from('b', 'two')];
    expect((await enqueue(messages)).failure).toBeUndefined();
    expect((await enqueue(messages, [], 'two')).failure).toBe('enqueue-failed');
    expect((await enqueue([], [aStatus], 'sent')).failure).toBe('enqueue-failed');
  });

  it('goes into one lane a chat, in its order, each event under a name of its own', async () => {
    const messages = Array.from({ length: 60 }, (_, i) => from(`person ${i % 3}`, `text ${i}`));
    const { entries } = await enqueue(messages);
    expect(entries).toHaveLength(60);
    const lanes = Map.groupBy(entries, ({ MessageGroupId }) => MessageGroupId);
    expect(lanes.size).toBe(3);
    for (const lane of lanes.values()) {
      const order = lane.map(({ MessageBody = '' }) => Number(/text (\d+)/.exec(MessageBody)?.[1]));
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }
    const names = (list: typeof entries) => list.map(({ MessageDeduplicationId }) => MessageDeduplicationId).sort();
    expect(new Set(names(entries)).size).toBe(60);
    expect(names((await enqueue(messages)).entries)).toEqual(names(entries));
  });

  it('fits the queue: ten messages and 256 KB at most at once', async () => {
    const long = 'ก'.repeat(30_000);
    const { batches } = await enqueue(Array.from({ length: 25 }, (_, i) => from('a', `${i} ${long}`)));
    for (const { Entries = [] } of batches) {
      expect(Entries.length).toBeLessThanOrEqual(10);
      const bytes = Entries.map(({ MessageBody = '' }) => Buffer.byteLength(MessageBody)).reduce((a, b) => a + b, 0);
      expect(bytes).toBeLessThan(256 * 1024);
    }
  });

  it('has its statuses by the hundred in one message', async () => {
    const { batches } = await enqueue(
      [],
      Array.from({ length: 250 }, () => aStatus),
    );
    const sizes = batches
      .flatMap(({ Entries }) => Entries ?? [])
      .map(({ MessageBody = '' }) => JSON.parse(MessageBody).statuses.length);
    expect(sizes).toEqual([100, 100, 50]);
  });
});
