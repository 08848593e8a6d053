import type { Message } from '@aws-sdk/client-sqs';
import { startQueueConsumer } from '../../../local/event-sources/queue-consumer.ts';
import type { QueueRecord } from '../../../local/event-sources/queue-event.ts';
import { startQueueEngine, until } from './queue-engine.ts';

const bodiesOf = (event: unknown) => (event as { Records: QueueRecord[] }).Records.map((record) => record.body);

/** Answers receives with the given batches, as AWS may: several messages of one group, even before earlier ones are done. */
function scriptedQueue(batches: Message[][]) {
  const deleted: string[] = [];
  const send = async (command: { input: { Entries?: { ReceiptHandle: string }[] } }) => {
    if (command.input.Entries) {
      deleted.push(...command.input.Entries.map((entry) => entry.ReceiptHandle));
      return {};
    }
    const Messages = batches.shift();
    return Messages ? { Messages } : new Promise(() => {});
  };
  return { sqs: { send } as never, deleted };
}

const message = (group: string, body: string): Message => ({
  MessageId: body,
  ReceiptHandle: body,
  Body: body,
  Attributes: { MessageGroupId: group },
});

const definition = { queueUrl: 'http://127.0.0.1/0/q.fifo', queueArn: 'arn:aws:sqs:ap-southeast-1:0:q.fifo' };

describe('message groups of a FIFO queue', () => {
  it('start a batch only after the group’s earlier batch, while other groups go on', async () => {
    const { sqs, deleted } = scriptedQueue([
      [message('A', 'a1'), message('A', 'a2')],
      [message('A', 'a3')],
      [message('B', 'b1')],
    ]);
    const seen: string[] = [];
    const gate = Promise.withResolvers<void>();
    const consumer = startQueueConsumer(definition, {
      sqs,
      onProblem: () => {},
      invoke: async (event) => {
        seen.push(bodiesOf(event).join('+'));
        if (seen.length === 1) await gate.promise;
        return { ok: true, payload: null };
      },
    });
    await until(() => deleted.includes('b1'));
    expect(seen).toEqual(['a1+a2', 'b1']);
    gate.resolve();
    await until(() => deleted.includes('a3'));
    expect(seen).toEqual(['a1+a2', 'b1', 'a3']);
    await consumer.close();
  });

  it('count what follows a failed message of the group as failed too, and say so', async () => {
    const batch = [message('A', 'a1'), message('A', 'a2'), message('B', 'b1'), message('A', 'a3')];
    const { sqs, deleted } = scriptedQueue([batch]);
    const problems: string[] = [];
    const consumer = startQueueConsumer(
      { ...definition, reportBatchItemFailures: true },
      {
        sqs,
        onProblem: (problem) => problems.push(problem.message),
        invoke: async () => ({ ok: true, payload: { batchItemFailures: [{ itemIdentifier: 'a2' }] } }),
      },
    );
    await until(() => deleted.length === 2);
    await consumer.close();
    expect(deleted).toEqual(['a1', 'b1']);
    expect(problems).toEqual([expect.stringContaining('a3 follows a failed message of group A')]);
  });

  it('arrive in order from a real engine, each group by itself', async () => {
    const engine = await startQueueEngine();
    const queue = await engine.createQueue('orders.fifo', { ContentBasedDeduplication: 'true' });
    const seen: string[] = [];
    let groupsAtOnce = 0;
    const working = new Set<string>();
    const consumer = startQueueConsumer(queue, {
      sqs: engine.sqs,
      onProblem: () => {},
      invoke: async (event) => {
        const bodies = bodiesOf(event);
        for (const body of bodies) {
          expect(working.has(body[0] ?? '')).toBe(false);
          working.add(body[0] ?? '');
        }
        groupsAtOnce = Math.max(groupsAtOnce, working.size);
        await new Promise(setImmediate);
        seen.push(...bodies);
        for (const body of bodies) working.delete(body[0] ?? '');
        return { ok: true, payload: null };
      },
    });
    for (let n = 0; n < 10; n += 1) {
      await Promise.all(
        ['A', 'B', 'C'].map((MessageGroupId) => queue.send(`${MessageGroupId}${n}`, { MessageGroupId })),
      );
    }
    await until(() => seen.length === 30);
    for (const group of ['A', 'B', 'C']) {
      expect(seen.filter((body) => body.startsWith(group))).toEqual(
        Array.from({ length: 10 }, (_, n) => `${group}${n}`),
      );
    }
    expect(groupsAtOnce).toBeGreaterThan(0);
    await consumer.close();
    await engine.close();
  });
});
