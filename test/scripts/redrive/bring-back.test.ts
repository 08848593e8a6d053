import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { bringBack, resending } from '../../../scripts/redrive/bring-back.ts';
import { type DeadLetter, receiveDeadLetters, type Sqs } from '../../../scripts/redrive/dead-letter.ts';
import { lookAt } from '../../../scripts/redrive/look.ts';
import { type QueueEngine, startQueueEngine } from '../../local/event-sources/queue-engine.ts';

let engine: QueueEngine;
beforeAll(async () => {
  engine = await startQueueEngine();
  // One process has no servers to ask in turn, so nothing is gained by waiting.
  engine.sqs.middlewareStack.add(
    (next) => (call) =>
      next({ ...call, input: 'WaitTimeSeconds' in call.input ? { ...call.input, WaitTimeSeconds: 0 } : call.input }),
    { step: 'initialize' },
  );
});
afterAll(() => engine.close());

let pairs = 0;
/** A queue with dead letters in it, put there the way SQS does: after too many receives. */
async function aQueue({ fifo = false } = {}) {
  const suffix = `${++pairs}${fifo ? '.fifo' : ''}`;
  const deadLetters = await engine.createQueue(`dead-${suffix}`);
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: deadLetters.queueArn, maxReceiveCount: 1 });
  const source = await engine.createQueue(`source-${suffix}`, { RedrivePolicy });
  const receive = () =>
    engine.sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: source.queueUrl,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: 0,
        MessageSystemAttributeNames: ['All'],
      }),
    );
  return {
    source,
    deadLetters,
    pair: { name: 'Inbox', queueUrl: source.queueUrl, deadLettersUrl: deadLetters.queueUrl } as const,
    async setAside(bodies: string[], group = 'chat') {
      for (const body of bodies) {
        await source.send(body, fifo ? { MessageGroupId: group, MessageDeduplicationId: `event-${body}` } : {});
      }
      while ((await source.left()).length > 0) await receive();
    },
    receive,
  };
}

/** The engine's client, except that `fault` may throw before a call goes out. */
const failing = (fault: (command: unknown) => void): Sqs => ({
  send: ((command: never, ...rest: never[]) => {
    fault(command);
    return (engine.sqs.send as (...all: never[]) => unknown)(command, ...rest);
  }) as SQSClient['send'],
});

describe('bringing dead letters back', () => {
  it.each([{ fifo: false }, { fifo: true }])('moves every one to its queue ($fifo FIFO)', async (options) => {
    const { setAside, source, deadLetters, pair } = await aQueue(options);
    const bodies = Array.from({ length: 13 }, (_, at) => `message ${String(at).padStart(2, '0')}`);
    await setAside(bodies);
    expect(await bringBack(engine.sqs, pair)).toEqual({ found: 13, broughtBack: 13, failed: 0, problems: [] });
    expect(await deadLetters.left()).toEqual([]);
    expect(await source.left()).toEqual(bodies);
  });

  it('is not taken for a repetition although the queue saw the first one minutes ago', async () => {
    const { setAside, source, pair } = await aQueue({ fifo: true });
    await setAside(['one']);
    await bringBack(engine.sqs, pair);
    expect(await source.left()).toEqual(['one']);
  });

  it('keeps a chat in its lane and in order', async () => {
    const { setAside, pair, receive } = await aQueue({ fifo: true });
    await setAside(['a1', 'a2'], 'a');
    await setAside(['b1'], 'b');
    await bringBack(engine.sqs, pair);
    const { Messages = [] } = await receive();
    expect(Messages.map(({ Body, Attributes }) => [Attributes?.MessageGroupId, Body]).sort()).toEqual([
      ['a', 'a1'],
      ['b', 'b1'],
    ]);
  });

  it('repeats and loses nothing when it dies between sending and removing', async () => {
    const { setAside, source, deadLetters, pair } = await aQueue({ fifo: true });
    await setAside(['one']);
    const dying = failing((command) => {
      if (command instanceof DeleteMessageCommand) throw new Error('power cut');
    });
    expect(await bringBack(dying, pair)).toMatchObject({ found: 1, broughtBack: 0, failed: 1 });
    expect(await deadLetters.left()).toEqual(['one']);
    expect(await source.left()).toEqual(['one']);

    expect(await bringBack(engine.sqs, pair)).toMatchObject({ broughtBack: 1, failed: 0 });
    expect(await deadLetters.left()).toEqual([]);
    expect(await source.left()).toEqual(['one', 'one']);
  });

  it('keeps what the queue refuses, and everything behind it in that lane, but not other lanes', async () => {
    const { setAside, source, deadLetters, pair } = await aQueue({ fifo: true });
    await setAside(['a1', 'a2'], 'a');
    await setAside(['b1'], 'b');
    const refusing = failing((command) => {
      if (command instanceof SendMessageCommand && command.input.MessageBody === 'a1') throw new Error('refused');
    });
    const tally = await bringBack(refusing, pair);
    expect(tally).toEqual({ found: 2, broughtBack: 1, failed: 1, problems: ['not accepted by the queue: Error'] });
    expect(await deadLetters.left()).toEqual(['a1', 'a2']);
    expect(await source.left()).toEqual(['b1']);
    // Visible again at once, not only after a minute.
    expect(await bringBack(engine.sqs, pair)).toMatchObject({ found: 2, broughtBack: 2 });
  });

  it('leaves what comes back at once for next time instead of going round for ever', async () => {
    const { setAside, deadLetters, pair, receive } = await aQueue();
    await setAside(['poison']);
    let sends = 0;
    const poisoned = failing((command) => {
      if (command instanceof SendMessageCommand) sends += 1;
    });
    const send = poisoned.send as (command: unknown) => Promise<unknown>;
    const eager: Sqs = {
      send: (async (command: unknown) => {
        const answer = await send(command);
        if (command instanceof DeleteMessageCommand) {
          await receive();
          await receive();
        }
        return answer;
      }) as SQSClient['send'],
    };
    const tally = await bringBack(eager, pair);
    expect(tally).toMatchObject({ found: 1, broughtBack: 0, failed: 1 });
    expect(tally.problems).toEqual(['came back while this ran: its cause is not cured yet']);
    expect(sends).toBe(1);
    expect(await deadLetters.left()).toEqual(['poison']);
  });

  it('says so when the dead letters cannot be read', async () => {
    const { pair } = await aQueue();
    const closed = failing(() => {
      throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED', address: '127.0.0.1', port: 1 });
    });
    expect((await bringBack(closed, pair)).problems).toEqual([
      'the dead letters could not be read on: nothing answers at 127.0.0.1:1; is it running?',
    ]);
  });
});

describe('the deduplication id', () => {
  const letter: DeadLetter = { id: 'm1', handle: 'h', body: '{}', sentAt: new Date(0), receives: 3, group: 'chat' };
  const idOf = (one: DeadLetter) => resending('url', one).input.MessageDeduplicationId;

  it.each<[string, Partial<DeadLetter>]>([
    ['another message', { id: 'm2' }],
    ['another attempt', { receives: 4 }],
  ])('is new for %s', (_, change) => expect(idOf({ ...letter, ...change })).not.toBe(idOf(letter)));

  it('is the same for the same attempt, so that a retried call sends once', () =>
    expect(idOf({ ...letter, handle: 'other' })).toBe(idOf(letter)));

  it('is absent where a queue has no lanes', () => {
    const { group: _, ...standard } = letter;
    expect(resending('url', standard).input).toEqual({ QueueUrl: 'url', MessageBody: '{}' });
  });
});

describe('looking', () => {
  it.each([{ fifo: false }, { fifo: true }])(
    'moves nothing and hides nothing afterwards ($fifo FIFO)',
    async (options) => {
      const { setAside, deadLetters, pair } = await aQueue(options);
      await setAside(['one', 'two']);
      const seen = await lookAt(engine.sqs, pair);
      expect(seen.waiting).toBe(2);
      expect(seen.letters[0]).toMatchObject({ body: 'one', receives: expect.any(Number) });
      expect(await deadLetters.left()).toEqual(['one', 'two']);
      expect(await receiveDeadLetters(engine.sqs, pair.deadLettersUrl, 0)).not.toEqual([]);
    },
  );
});
