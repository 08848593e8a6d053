import { newRow, type Parcel, withParcel } from '../../../lambdas/conversation/outbox/outbox-row.ts';

const now = new Date('2026-11-21T10:00:00.000Z');
const at = now.toISOString();
const hi = { type: 'text' as const, text: { preview_url: false as const, body: 'Hi' } };
const contact = { channel: 'whatsapp' as const, userId: 'u' };
const accepted: Parcel = { state: 'accepted', attempts: 1, at };
const held: Parcel = { state: 'held', attempts: 1, reason: 'window-closed', since: at };
const failed: Parcel = { state: 'failed', attempts: 1, failure: 'recipient', code: '1', at };

describe('a row of two messages', () => {
  it.each<[string, Parcel, Parcel | undefined, boolean, string | undefined]>([
    ['one of which went out is due at once: a crash must not strand the other', accepted, undefined, true, at],
    ['one of which failed is due at once', failed, undefined, true, at],
    ['which both went out is done', accepted, accepted, false, undefined],
    ['one of which failed and one went out is done', failed, accepted, false, undefined],
    ['one of which is held waits for the person, not for a clock', accepted, held, true, undefined],
  ])('%s', (_, first, second, open, due) => {
    const row = newRow({ contact, seq: 1, payloads: { channel: 'whatsapp', each: [hi, hi] } }, now);
    const once = withParcel(row, 0, first);
    const result = second ? withParcel(once, 1, second) : once;
    expect([result.open, result.due]).toEqual([open, due]);
  });

  it('is looked at when told to', () => {
    const row = newRow({ contact, seq: 1, payloads: { channel: 'whatsapp', each: [hi, hi] } }, now);
    const until = new Date(now.getTime() + 5_000);
    expect(withParcel(row, 0, { state: 'uncertain', attempts: 1, since: at }, until).due).toBe(until.toISOString());
  });
});
