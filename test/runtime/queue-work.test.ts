import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSEvent } from 'aws-lambda';
import { type WorkResult, workQueue } from '../../lambdas/runtime/queue-work.ts';

const silent = { info() {}, warn() {}, error() {}, who: (id: string) => id };
const context = { getRemainingTimeInMillis: () => 9_500 } as Context;

const eventOf = (...messages: [id: string, group?: string, receives?: number][]) =>
  ({
    Records: messages.map(([id, group, receives = 1]) => ({
      messageId: id,
      receiptHandle: `handle ${id}`,
      body: id,
      attributes: { ApproximateReceiveCount: String(receives), ...(group && { MessageGroupId: group }) },
    })),
  }) as unknown as SQSEvent;

async function run(event: SQSEvent, work: (body: string) => Promise<WorkResult>, changeFails = false) {
  const visibilities: Record<string, number>[] = [];
  const worked: string[] = [];
  const send = async ({ input }: { input: { Entries: { ReceiptHandle: string; VisibilityTimeout: number }[] } }) => {
    if (changeFails) throw new Error('not now');
    visibilities.push(Object.fromEntries(input.Entries.map((e) => [e.ReceiptHandle.slice(7), e.VisibilityTimeout])));
  };
  const response = await workQueue(event, context, {
    sqs: { send } as unknown as SQSClient,
    queueUrl: 'q',
    log: silent,
    work: (body) => {
      worked.push(body);
      return work(body);
    },
  });
  return { failed: response.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier), visibilities, worked };
}
const failing =
  (...bodies: string[]) =>
  async (body: string): Promise<WorkResult> => {
    if (bodies.includes(body)) throw new Error('no');
    return { kind: 'done' };
  };

describe('a batch from a queue', () => {
  it('first makes its messages come back soon after this invocation at the latest', async () => {
    const { visibilities, failed } = await run(eventOf(['a'], ['b']), failing());
    expect(visibilities).toEqual([{ a: 11, b: 11 }]);
    expect(failed).toEqual([]);
  });

  it('stops a chat at its first failure and lets the others go on', async () => {
    const event = eventOf(['a1', 'a'], ['a2', 'a'], ['b1', 'b'], ['a3', 'a'], ['b2', 'b']);
    const { failed, worked } = await run(event, failing('a2'));
    expect(failed).toEqual(['a2', 'a3']);
    expect(worked.sort()).toEqual(['a1', 'a2', 'b1', 'b2']);
  });

  it('lets a chat go on past a message that is no work for us, which leaves for the dead letters', async () => {
    const { failed, worked, visibilities } = await run(eventOf(['a1', 'a'], ['a2', 'a']), async (body) =>
      body === 'a1' ? { kind: 'refused' } : { kind: 'done' },
    );
    expect([failed, worked, visibilities[1]]).toEqual([['a1'], ['a1', 'a2'], { a1: 0 }]);
  });

  it.each([
    [1, 2],
    [2, 4],
    [4, 16],
    [9, 30],
  ])('tries a failed message for the %p. time again after %p seconds', async (receives, seconds) => {
    const { visibilities } = await run(eventOf(['a', 'g', receives]), failing('a'));
    expect(visibilities[1]).toEqual({ a: seconds });
  });

  it('brings back what asked for a moment after that moment', async () => {
    const { visibilities, failed } = await run(eventOf(['a']), async () => ({ kind: 'retry', afterSeconds: 7 }));
    expect(visibilities[1]).toEqual({ a: 7 });
    expect(failed).toEqual(['a']);
  });

  it('is worked through even when its visibility cannot be changed', async () => {
    const { failed, worked } = await run(eventOf(['a'], ['b']), failing('b'), true);
    expect([failed, worked]).toEqual([['b'], ['a', 'b']]);
  });
});
