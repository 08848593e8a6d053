import type { SendOutcome } from '../../../lambdas/clients/send-outcome.ts';
import type { OutboxRow, Parcel } from '../../../lambdas/conversation/outbox/outbox-row.ts';
import { afterOutcome, planParcel, type Reach } from '../../../lambdas/conversation/outbox/plan-delivery.ts';

const now = new Date('2026-11-21T10:00:00.000Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000).toISOString();
const hour = 3600;

function aRow(parcel: Parcel, change: Partial<OutboxRow> & { channel?: 'whatsapp' | 'line' } = {}): OutboxRow {
  const { channel = 'whatsapp', ...row } = change;
  return {
    contact: { channel, userId: 'u' },
    seq: 1,
    revision: 1,
    payloads: { channel: 'line', each: [] },
    parcels: [parcel],
    createdAt: ago(1),
    open: true,
    ...row,
  };
}
const queued: Parcel = { state: 'queued', attempts: 0 };
const windowOpen: Reach = { lastInboundAt: ago(10), canInvite: false, isLast: true };
const windowClosed: Reach = { lastInboundAt: ago(24 * hour), canInvite: false, isLast: true };

describe('on WhatsApp, a parcel', () => {
  it.each<[string, Parcel, Reach, Partial<OutboxRow>, object]>([
    ['goes out while the window is open', queued, windowOpen, {}, { do: 'send', via: 'whatsapp' }],
    ['is held when the window is closed', queued, windowClosed, {}, { do: 'hold', reason: 'window-closed' }],
    ['is held for a person never heard of', queued, { canInvite: false, isLast: true }, {}, { do: 'hold' }],
    [
      'invites an answer where a template is approved',
      queued,
      { ...windowClosed, canInvite: true },
      {},
      { do: 'invite' },
    ],
    [
      'keeps a minute for the way there',
      queued,
      { ...windowOpen, lastInboundAt: ago(24 * hour - 30) },
      {},
      { do: 'hold' },
    ],
    [
      'is given up after a day of trying',
      queued,
      windowOpen,
      { createdAt: ago(24 * hour) },
      { do: 'give-up', reason: 'gave-up' },
    ],
    [
      'waits for a status after silence',
      { state: 'uncertain', attempts: 1, since: ago(5) },
      windowOpen,
      {},
      { do: 'wait' },
    ],
    [
      'goes again when no status came',
      { state: 'uncertain', attempts: 1, since: ago(21) },
      windowOpen,
      {},
      { do: 'send' },
    ],
    [
      'goes again ever later after three silences',
      { state: 'uncertain', attempts: 4, silences: 4, since: ago(50) },
      windowOpen,
      {},
      { do: 'wait', until: new Date(now.getTime() + 10_000) },
    ],
    [
      'is given up after six silences',
      { state: 'uncertain', attempts: 6, silences: 6, since: ago(301) },
      windowOpen,
      {},
      { do: 'give-up', reason: 'gave-up' },
    ],
    [
      'goes again after many refusals and one silence',
      { state: 'uncertain', attempts: 8, silences: 1, since: ago(21) },
      windowOpen,
      {},
      { do: 'send' },
    ],
    [
      'refused for now waits as long as the refusal asks',
      { state: 'queued', attempts: 3, refused: { failure: 'pair-throttled', code: '131056' } },
      windowOpen,
      { due: new Date(now.getTime() + 13_000).toISOString() },
      { do: 'wait', until: new Date(now.getTime() + 13_000) },
    ],
    [
      'refused for now goes again when that time has come',
      { state: 'queued', attempts: 3, refused: { failure: 'pair-throttled', code: '131056' } },
      windowOpen,
      { due: ago(0) },
      { do: 'send' },
    ],
    [
      'left by a crash waits like an uncertain one',
      { state: 'claimed', attempts: 1, since: ago(5) },
      windowOpen,
      {},
      { do: 'wait' },
    ],
    [
      'held goes out once the person wrote',
      { state: 'held', attempts: 0, reason: 'window-closed', since: ago(60) },
      windowOpen,
      {},
      { do: 'send' },
    ],
    [
      'held stays held while they do not',
      { state: 'held', attempts: 0, reason: 'window-closed', since: ago(60) },
      windowClosed,
      {},
      { do: 'nothing' },
    ],
    [
      'held by the vendor waits for word, whatever our clock says',
      { state: 'held', attempts: 1, reason: 'window-closed', since: ago(5) },
      windowOpen,
      {},
      { do: 'nothing' },
    ],
    [
      'held invites once only',
      { state: 'held', attempts: 0, reason: 'window-closed', since: ago(60), invited: true },
      { ...windowClosed, canInvite: true },
      {},
      { do: 'nothing' },
    ],
    [
      'held too long gives way to a newer answer',
      { state: 'held', attempts: 0, reason: 'window-closed', since: ago(60) },
      { ...windowOpen, isLast: false },
      { createdAt: ago(3 * hour) },
      { do: 'give-up', reason: 'superseded' },
    ],
    ['that arrived is left alone', { state: 'delivered', attempts: 1, at: ago(1) }, windowOpen, {}, { do: 'nothing' }],
    [
      'that failed for good is left alone',
      { state: 'failed', attempts: 1, failure: 'recipient', code: '1', at: ago(1) },
      windowOpen,
      {},
      { do: 'nothing' },
    ],
  ])('%s', (_, parcel, reach, row, step) => expect(planParcel(aRow(parcel, row), 0, reach, now)).toMatchObject(step));
});

describe('on LINE, a parcel', () => {
  const token = (age: number) => ({ replyToken: { token: 't', receivedAt: ago(age) } });
  it.each<[string, Parcel, Partial<OutboxRow>, object]>([
    ['goes by the free reply token', queued, token(5), { do: 'send', via: 'line-reply' }],
    ['goes by push without a token', queued, {}, { do: 'send', via: 'line-push' }],
    ['goes by push when the token is nearly old', queued, token(50), { do: 'send', via: 'line-push' }],
    [
      'tries a token again that may have been used',
      { state: 'uncertain', attempts: 1, since: ago(2), byReplyToken: true },
      token(40),
      { do: 'send', via: 'line-reply' },
    ],
    [
      'goes by push when nobody can know any more',
      { state: 'claimed', attempts: 1, since: ago(60), byReplyToken: true },
      token(52),
      { do: 'send', via: 'line-push' },
    ],
    [
      'repeats a push: its key is safe',
      { state: 'uncertain', attempts: 1, since: ago(2) },
      {},
      { do: 'send', via: 'line-push' },
    ],
    [
      'waits out the month’s quota',
      { state: 'held', attempts: 1, reason: 'quota', since: ago(60) },
      { due: new Date(now.getTime() + 1).toISOString() },
      { do: 'nothing' },
    ],
    [
      'tries after a while whether the quota is back',
      { state: 'held', attempts: 1, reason: 'quota', since: ago(60) },
      { due: ago(1) },
      { do: 'send' },
    ],
  ])('%s', (_, parcel, row, step) =>
    expect(planParcel(aRow(parcel, { ...row, channel: 'line' }), 0, windowOpen, now)).toMatchObject(step),
  );
});

describe('after', () => {
  const seconds = (due: Date | undefined) => (due ? (due.getTime() - now.getTime()) / 1000 : undefined);
  const refused = (failure: string): SendOutcome => ({ kind: 'refused', failure: failure as 'throttled', code: 'c' });
  const tried: Parcel = { state: 'uncertain', attempts: 1, since: ago(2), byReplyToken: true };

  it.each<[string, Parcel, SendOutcome, 'whatsapp' | 'line-reply' | 'line-push', object, number | undefined]>([
    [
      'acceptance the vendor’s id is kept',
      queued,
      { kind: 'accepted', messageIds: ['w'] },
      'whatsapp',
      { state: 'accepted', providerId: 'w' },
      undefined,
    ],
    [
      'silence WhatsApp gets time to tell',
      queued,
      { kind: 'unknown' },
      'whatsapp',
      { state: 'uncertain', attempts: 1, silences: 1 },
      20,
    ],
    [
      'a fourth silence it gets more',
      { state: 'claimed', attempts: 8, silences: 3, since: ago(5) },
      { kind: 'unknown' },
      'whatsapp',
      { state: 'uncertain', attempts: 9, silences: 4 },
      60,
    ],
    [
      'a refusal the silences before it are remembered',
      { state: 'uncertain', attempts: 2, silences: 2, since: ago(30) },
      refused('unavailable'),
      'whatsapp',
      { state: 'queued', attempts: 3, silences: 2 },
      8,
    ],
    [
      'silence LINE is asked again at once',
      queued,
      { kind: 'unknown' },
      'line-reply',
      { state: 'uncertain', byReplyToken: true },
      1,
    ],
    ['a refused first token push is next', queued, { kind: 'token-refused' }, 'line-reply', { state: 'queued' }, 0],
    [
      'a refused second token the first one had arrived',
      tried,
      { kind: 'token-refused' },
      'line-reply',
      { state: 'accepted', presumed: true },
      undefined,
    ],
    ['throttling it waits a little', queued, refused('throttled'), 'whatsapp', { state: 'queued', attempts: 1 }, 2],
    [
      'the fourth 5xx it waits longer',
      { state: 'queued', attempts: 3 },
      refused('unavailable'),
      'whatsapp',
      { state: 'queued' },
      16,
    ],
    [
      'any number it waits at most five minutes',
      { state: 'queued', attempts: 30 },
      refused('unavailable'),
      'whatsapp',
      { state: 'queued' },
      300,
    ],
    ['the first pair limit it waits a second', queued, refused('pair-throttled'), 'whatsapp', { state: 'queued' }, 1],
    [
      'the third pair limit sixteen',
      { state: 'queued', attempts: 2 },
      refused('pair-throttled'),
      'whatsapp',
      { state: 'queued' },
      16,
    ],
    [
      'a refused token of ours a person gets five minutes',
      queued,
      refused('account'),
      'whatsapp',
      { state: 'queued' },
      300,
    ],
    [
      'the end of the quota it is held for an hour',
      queued,
      refused('quota'),
      'line-push',
      { state: 'held', reason: 'quota' },
      3600,
    ],
    [
      'a closed window it is held',
      queued,
      refused('window-closed'),
      'whatsapp',
      { state: 'held', reason: 'window-closed' },
      undefined,
    ],
    [
      'a recipient who cannot be reached it failed',
      queued,
      refused('recipient'),
      'whatsapp',
      { state: 'failed', failure: 'recipient', code: 'c' },
      undefined,
    ],
    [
      'our own mistake it failed',
      queued,
      refused('bad-request'),
      'line-push',
      { state: 'failed', failure: 'bad-request' },
      undefined,
    ],
    [
      'the vendor’s choice it failed',
      queued,
      refused('ecosystem'),
      'whatsapp',
      { state: 'failed', failure: 'ecosystem' },
      undefined,
    ],
  ])('%s', (_, before, outcome, via, parcel, due) => {
    const after = afterOutcome(before, outcome, via, now);
    expect(after.parcel).toMatchObject(parcel);
    expect(seconds(after.due)).toBe(due);
  });
});
