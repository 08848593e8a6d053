import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ChangeMessageVisibilityCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { type QueuesAndObjects, startQueuesAndObjects } from '../../../local/engines/queues-and-objects.ts';
import { sqsClientWithin } from '../../../local/engines/sqs-client-within.ts';

let engine: QueuesAndObjects;
afterEach(() => engine.close());

describe('a queue kept across starts', () => {
  it.each(['jobs', 'jobs.fifo'])('has a message back when its reader lets go of it (%s)', async (name) => {
    engine = await startQueuesAndObjects(mkdtempSync(join(tmpdir(), 'engines-')));
    const fifo = name.endsWith('.fifo');
    const arn = `arn:aws:sqs:ap-southeast-1:000000000000:${name}`;
    const attributes: Record<string, string> = fifo ? { FifoQueue: 'true' } : {};
    engine.ensureQueues(
      [{ id: 'Q', path: 'Q', name, arn, fifo, attributes }],
      () => `${engine.endpoint}/000000000000/${name}`,
    );
    const sqs = sqsClientWithin(engine);
    const QueueUrl = `${engine.endpoint}/000000000000/${name}`;
    const lane = fifo && { MessageGroupId: 'a', MessageDeduplicationId: '1' };
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'kept', ...lane }));
    const receive = async () => (await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages?.[0];
    const first = await receive();
    await sqs.send(
      new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: first?.ReceiptHandle, VisibilityTimeout: 0 }),
    );
    expect(await receive()).toMatchObject({ Body: 'kept' });
    expect(engine.contents(name)?.inFlight).toMatchObject([{ body: 'kept', receiveCount: 2 }]);
    sqs.destroy();
  });

  it.each(['no music 😡', 'เพลงเงียบ 🔇', '\u{10ffff}'])('takes every character that SQS takes: %s', async (body) => {
    engine = await startQueuesAndObjects();
    const arn = 'arn:aws:sqs:ap-southeast-1:000000000000:jobs';
    const QueueUrl = `${engine.endpoint}/000000000000/jobs`;
    engine.ensureQueues([{ id: 'Q', path: 'Q', name: 'jobs', arn, fifo: false, attributes: {} }], () => QueueUrl);
    const sqs = sqsClientWithin(engine);
    const Entries = [{ Id: '0', MessageBody: body }];
    expect((await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }))).Failed ?? []).toEqual([]);
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: body }));
    expect(engine.contents('jobs')?.ready).toMatchObject([{ body }, { body }]);
    await expect(sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '\u0001' }))).rejects.toThrow(/nvalid/);
    sqs.destroy();
  });
});
