import type { SendMessageBatchCommandInput, SQSClient } from '@aws-sdk/client-sqs';
import { chaseOverdue } from '../../../lambdas/conversation/turns/chase.ts';
import { type NamedNudge, nudgesOnSqs } from '../../../lambdas/conversation/turns/nudges-on-sqs.ts';
import { type DueItem, nudgeFor } from '../../../lambdas/conversation/turns/relay.ts';

const now = new Date('2026-11-21T10:00:00.000Z');
const later = (milliseconds: number) => new Date(now.getTime() + milliseconds).toISOString();
const contact = { channel: 'line' as const, userId: 'U1' };
const pk = 'CHAT#line#U1';

describe('a changed item', () => {
  it.each<[string, DueItem, object]>([
    [
      'that waits is a turn after its quiet time, rounded up',
      { pk, sk: 'STATE', version: 3, due: later(1_100) },
      turn(2),
    ],
    ['that is past due is a turn at once', { pk, sk: 'STATE', version: 3, due: later(-5_000) }, turn(0)],
    ['far ahead waits as long as SQS can', { pk, sk: 'STATE', version: 3, due: later(3_600_000) }, turn(900)],
    ['with an answer is a delivery', { pk, sk: 'OUT#000000000004' }, { kind: 'delivery', call: { v: 1, contact } }],
    ['without a version is nothing', { pk, sk: 'STATE', due: later(0) }, { kind: 'none' }],
    ['set aside is nothing', { pk, sk: 'ASIDE#000000000004' }, { kind: 'none' }],
    ['of no chat is nothing', { pk: 'VENUE#v1', sk: 'REPORT#x' }, { kind: 'none' }],
  ])('%s', (_, item, nudge) => expect(nudgeFor(item, now)).toEqual(nudge));
});

describe('what is overdue', () => {
  const chased = async (at: Date) => {
    const asked: Date[] = [];
    const sent: NamedNudge[] = [];
    const overdue = {
      list: async (before: Date) => {
        asked.push(before);
        return [{ pk, sk: 'OUT#000000000004' }];
      },
    };
    const send = async (nudges: NamedNudge[]) => {
      sent.push(...nudges);
      return new Set<string>();
    };
    return { result: await chaseOverdue(at, { overdue, nudges: { send } }), asked, ids: sent.map(({ id }) => id) };
  };

  it('is nudged 20 seconds after its time, so that somebody waits a minute and a half at most', async () => {
    expect((await chased(now)).asked).toEqual([new Date(now.getTime() - 20_000)]);
  });

  it('has another name every minute, or SQS would take the second nudge for the first one again', async () => {
    const [first, second] = [await chased(now), await chased(new Date(now.getTime() + 60_000))];
    expect(first.result).toEqual({ chased: 1, failed: 0 });
    expect(first.ids).not.toEqual(second.ids);
  });
});

describe('nudges on their queues', () => {
  it('name those that a queue did not accept', async () => {
    const batches: SendMessageBatchCommandInput[] = [];
    const send = async ({ input }: { input: SendMessageBatchCommandInput }) => {
      batches.push(input);
      return { Failed: input.QueueUrl === 'outbox' && batches.length > 1 ? [{ Id: '1' }] : [] };
    };
    const nudges = nudgesOnSqs({ send } as unknown as SQSClient, { turnsUrl: 'turns', outboxUrl: 'outbox' });
    const named = Array.from(
      { length: 12 },
      (_, i): NamedNudge => ({ id: `change ${i}`, nudge: { kind: 'delivery', call: { v: 1, contact } } }),
    );
    const turnCall: NamedNudge = { id: 'change 12', nudge: nudgeFor({ pk, sk: 'STATE', version: 3 }, now) };
    const failed = await nudges.send([turnCall, ...named]);
    expect(batches.map(({ QueueUrl, Entries }) => `${QueueUrl} ${Entries?.length}`)).toEqual([
      'turns 1',
      'outbox 10',
      'outbox 2',
    ]);
    expect([...failed].sort()).toEqual(['change 1', 'change 11']);
    const ids = batches.flatMap(({ Entries }) => Entries ?? []).flatMap((entry) => entry.MessageDeduplicationId ?? []);
    expect(new Set(ids).size).toBe(12);
  });
});

function turn(delaySeconds: number) {
  return { kind: 'turn', call: { v: 1, contact, version: 3 }, delaySeconds };
}
