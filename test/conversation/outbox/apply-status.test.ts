import { applyStatus } from '../../../lambdas/conversation/outbox/apply-status.ts';
import { readCallbackData, writeCallbackData } from '../../../lambdas/conversation/outbox/callback-data.ts';
import type { Parcel } from '../../../lambdas/conversation/outbox/outbox-row.ts';

const now = new Date('2026-11-21T10:00:00.000Z');
const at = now.toISOString();
const sent = (state: 'accepted' | 'sent' | 'delivered' | 'read'): Parcel => ({ state, attempts: 1, at });
const stateAfter = (
  parcel: Parcel,
  status: 'sent' | 'delivered' | 'read' | 'failed',
  errorCode?: number,
  attempt = 1,
) => {
  const effect = applyStatus(parcel, { messageId: 'w', status, at, ...(errorCode && { errorCode }) }, attempt, now);
  return effect.changed ? effect.parcel.state : effect.reason;
};

describe('a delivery status', () => {
  it.each<[Parcel, 'sent' | 'delivered' | 'read', string]>([
    [sent('accepted'), 'sent', 'sent'],
    [sent('accepted'), 'read', 'read'],
    [sent('sent'), 'delivered', 'delivered'],
    [sent('delivered'), 'sent', 'older'],
    [sent('read'), 'delivered', 'older'],
    [sent('sent'), 'sent', 'older'],
    [{ state: 'claimed', attempts: 1, since: at }, 'sent', 'sent'],
    [{ state: 'uncertain', attempts: 1, since: at }, 'delivered', 'delivered'],
    [{ state: 'queued', attempts: 1 }, 'sent', 'sent'],
    [{ state: 'failed', attempts: 1, failure: 'recipient', code: '1', at }, 'delivered', 'delivered'],
  ])('moves %j by "%s" to %s', (parcel, status, state) => expect(stateAfter(parcel, status)).toBe(state));

  it.each<[Parcel, number, string]>([
    [sent('accepted'), 131026, 'failed'],
    [sent('sent'), 131047, 'held'],
    [sent('accepted'), 131000, 'queued'],
    [sent('delivered'), 131026, 'older'],
    [sent('read'), 131026, 'older'],
    [{ state: 'claimed', attempts: 1, since: at }, 131026, 'failed'],
    [{ state: 'queued', attempts: 1 }, 131000, 'older'],
  ])('of failure moves %j by %p to %s', (parcel, code, state) =>
    expect(stateAfter(parcel, 'failed', code)).toBe(state),
  );

  it('of an earlier attempt’s failure says nothing about the one under way', () =>
    expect(stateAfter({ state: 'claimed', attempts: 2, since: at }, 'failed', 131026, 1)).toBe('other-attempt'));

  it.each([131026, 131047, 131000])('"sent" that comes after its own failure with %p does not undo it', (errorCode) => {
    const failure = applyStatus(sent('accepted'), { messageId: 'w', status: 'failed', at, errorCode }, 1, now);
    const failed = failure.changed ? failure.parcel : sent('accepted');
    expect(stateAfter(failed, 'sent')).toBe('older');
    expect(stateAfter(failed, 'delivered')).toBe('delivered');
  });

  it('ends the same in whatever order statuses come', () => {
    const orders = [
      ['sent', 'delivered', 'read'],
      ['read', 'sent', 'delivered'],
      ['delivered', 'read', 'sent'],
    ] as const;
    const ends = orders.map((order) =>
      order.reduce<Parcel>((parcel, status) => {
        const effect = applyStatus(parcel, { messageId: 'w', status, at }, 1, now);
        return effect.changed ? effect.parcel : parcel;
      }, sent('accepted')),
    );
    expect(ends.map(({ state }) => state)).toEqual(['read', 'read', 'read']);
  });
});

describe('callback data', () => {
  it.each(['66812345678', 'TH.13491208655302741918', 'odd:id:with:colons\nand lines'])(
    'finds the parcel of %j again',
    (userId) => {
      const ref = {
        contact: { channel: 'whatsapp' as const, userId },
        seq: 12,
        parcel: 0,
        attempt: 3,
        invitation: false,
      };
      expect(readCallbackData(writeCallbackData(ref))).toEqual(ref);
    },
  );
  it.each([undefined, '', 'parcel', 'parcel:x:0:1:u', 'invite:1:2:u', 'other:1:0:1:u'])('%j is nobody’s', (text) =>
    expect(readCallbackData(text)).toBeUndefined(),
  );
});
