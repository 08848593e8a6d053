import { type QueueConsumerDefinition, startQueueConsumer } from '../../../local/event-sources/queue-consumer.ts';
import type { QueueRecord } from '../../../local/event-sources/queue-event.ts';
import type { InvokeResult } from '../../../local/functions/functions.ts';
import { type QueueEngine, startQueueEngine, until } from './queue-engine.ts';

type Event = { Records: QueueRecord[] };
type Answer = (records: QueueRecord[], nth: number) => unknown;

let engine: QueueEngine;
const consumers: { close(): Promise<void> }[] = [];
beforeAll(async () => {
  engine = await startQueueEngine();
});
afterEach(async () => {
  await Promise.all(consumers.splice(0).map((consumer) => consumer.close()));
});
afterAll(() => engine.close());

let queues = 0;
async function aQueue(kind: 'standard' | 'fifo' = 'standard', attributes: Record<string, string> = {}) {
  queues += 1;
  return engine.createQueue(`q${queues}${kind === 'fifo' ? '.fifo' : ''}`, attributes);
}

const fails: InvokeResult = { ok: false, errorType: 'Error', errorMessage: 'no' };

/** Starts a consumer whose function answers as told and remembers what it got. */
function consume(
  queue: { queueUrl: string; queueArn: string },
  answer: Answer = () => null,
  changes: Partial<QueueConsumerDefinition> = {},
) {
  const batches: QueueRecord[][] = [];
  const problems: string[] = [];
  const consumer = startQueueConsumer(
    { queueUrl: queue.queueUrl, queueArn: queue.queueArn, ...changes },
    {
      sqs: engine.sqs,
      onProblem: (problem) => problems.push(problem.message),
      invoke: async (event) => {
        const { Records } = event as Event;
        batches.push(Records);
        const payload = await answer(Records, batches.length);
        return payload === fails ? fails : { ok: true, payload };
      },
    },
  );
  consumers.push(consumer);
  const bodies = () => batches.flat().map((record) => record.body);
  return { batches, bodies, problems, consumer };
}

describe('a queue consumer', () => {
  it('hands over a message as Lambda shapes it and deletes it when it is done', async () => {
    const queue = await aQueue('fifo');
    const { batches } = consume(queue);
    const sent = await queue.send('hello', {
      MessageGroupId: 'chat-1',
      MessageDeduplicationId: 'd1',
      MessageAttributes: { kind: { DataType: 'String', StringValue: 'greeting' } },
    });
    await until(async () => batches.length === 1 && (await queue.left()).length === 0);
    expect(batches[0]).toEqual([
      {
        messageId: sent.MessageId,
        receiptHandle: expect.any(String),
        body: 'hello',
        attributes: {
          ApproximateReceiveCount: '1',
          ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
          SentTimestamp: expect.stringMatching(/^\d{13}$/),
          SenderId: expect.any(String),
          MessageGroupId: 'chat-1',
          MessageDeduplicationId: 'd1',
          SequenceNumber: expect.any(String),
        },
        messageAttributes: {
          kind: { stringValue: 'greeting', stringListValues: [], binaryListValues: [], dataType: 'String' },
        },
        md5OfMessageAttributes: expect.any(String),
        md5OfBody: sent.MD5OfMessageBody,
        eventSource: 'aws:sqs',
        eventSourceARN: queue.queueArn,
        awsRegion: 'ap-southeast-1',
      },
    ]);
  });

  it('fills a batch with what is waiting, up to its size', async () => {
    const queue = await aQueue();
    for (const n of [1, 2, 3, 4, 5]) await queue.send(String(n));
    const { batches, bodies } = consume(queue, undefined, { batchSize: 3 });
    await until(() => bodies().length === 5);
    expect(batches.map((batch) => batch.length)).toEqual([3, 2]);
  });

  it('waits for more messages within its window', async () => {
    const queue = await aQueue();
    const { batches } = consume(queue, undefined, { batchSize: 2, windowSeconds: 5 });
    await queue.send('a');
    await queue.send('b');
    await until(() => batches.length === 1);
    expect(batches[0]?.map((record) => record.body)).toEqual(['a', 'b']);
  });

  it('works on as many batches at once as allowed', async () => {
    const queue = await aQueue();
    const gates: (() => void)[] = [];
    const gate = () => new Promise<null>((resolve) => gates.push(() => resolve(null)));
    for (const n of [1, 2, 3]) await queue.send(String(n));
    const { batches } = consume(queue, gate, { batchSize: 1, maxConcurrency: 2 });
    await until(() => gates.length === 2);
    expect(batches).toHaveLength(2);
    gates[0]?.();
    await until(() => batches.length === 3);
    for (const open of gates) open();
    await until(async () => (await queue.left()).length === 0);
  });

  it('leaves everything in the queue when the function fails, so it comes back', async () => {
    const queue = await aQueue('standard', { VisibilityTimeout: '1' });
    const { batches, problems } = consume(queue, (_records, nth) => (nth === 1 ? fails : null));
    await queue.send('again');
    await until(async () => batches.length === 2 && (await queue.left()).length === 0);
    expect(batches[1]?.[0]?.attributes.ApproximateReceiveCount).toBe('2');
    expect(problems).toEqual(['batch of 1 failed: Error: no']);
  });

  it('deletes a message that no filter wants without running the function', async () => {
    const queue = await aQueue();
    const { bodies } = consume(queue, undefined, { filters: ['{"body":{"kind":["wanted"]}}'] });
    await queue.send('{"kind":"other"}');
    await queue.send('not json');
    await queue.send('{"kind":"wanted"}');
    await until(async () => bodies().length === 1 && (await queue.left()).length === 0);
    expect(bodies()).toEqual(['{"kind":"wanted"}']);
  });

  it('gives back a message that arrives right after it was closed', async () => {
    const queue = await aQueue('standard', { VisibilityTimeout: '600' });
    const first = consume(queue);
    await queue.send('before');
    await until(() => first.batches.length === 1);
    await first.consumer.close();
    await queue.send('after');
    const second = consume(queue);
    await until(() => second.batches.length === 1);
    expect([first.bodies(), second.bodies()]).toEqual([['before'], ['after']]);
  });

  it('keeps going when the engine cannot be reached for a while', async () => {
    const problems: string[] = [];
    let calls = 0;
    const sqs = {
      send: async () => {
        calls += 1;
        throw new Error('connection refused');
      },
    } as unknown as typeof engine.sqs;
    const outlets = {
      sqs,
      invoke: async () => fails,
      onProblem: (problem: { message: string }) => problems.push(problem.message),
    };
    const consumer = startQueueConsumer({ queueUrl: 'x', queueArn: 'arn:aws:sqs:r:1:x' }, outlets);
    await until(() => calls >= 2);
    await consumer.close();
    expect(problems).toEqual(problems.map(() => 'receiving failed'));
  });
});

describe('partial failures', () => {
  const report = (...ids: unknown[]) => ({ batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) });
  const idOf = (records: QueueRecord[], body: string) => records.find((record) => record.body === body)?.messageId;

  it.each<[string, Answer, string[]]>([
    ['a named message stays', (records) => report(idOf(records, 'b')), ['b']],
    ['an empty list is success', () => report(), []],
    ['an empty answer is success', () => ({}), []],
    ['no answer is success', () => null, []],
    ['a null list is success', () => ({ batchItemFailures: null }), []],
    ['an empty identifier fails the batch', () => report(''), ['a', 'b', 'c']],
    ['a null identifier fails the batch', () => report(null), ['a', 'b', 'c']],
    ['an unknown identifier fails the batch', () => report('nobody'), ['a', 'b', 'c']],
    ['a wrong key fails the batch', () => ({ batchItemFailures: [{ id: 'x' }] }), ['a', 'b', 'c']],
    ['an answer that is no object fails the batch', () => 'done', ['a', 'b', 'c']],
    ['an error fails the batch', () => fails, ['a', 'b', 'c']],
  ])('%s', async (_name, answer, left) => {
    const queue = await aQueue('standard', { VisibilityTimeout: '600' });
    for (const body of ['a', 'b', 'c']) await queue.send(body);
    const { consumer, bodies } = consume(queue, answer, { reportBatchItemFailures: true });
    await until(() => bodies().length === 3);
    await consumer.close();
    expect(await queue.left()).toEqual(left);
  });

  it('are not read when the mapping does not ask for them', async () => {
    const queue = await aQueue();
    await queue.send('a');
    const { consumer, bodies } = consume(queue, (records) => report(idOf(records, 'a')));
    await until(() => bodies().length === 1);
    await consumer.close();
    expect(await queue.left()).toEqual([]);
  });
});
