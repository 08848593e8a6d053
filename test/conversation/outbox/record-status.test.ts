import { writeCallbackData } from '../../../lambdas/conversation/outbox/callback-data.ts';
import type { Parcel } from '../../../lambdas/conversation/outbox/outbox-row.ts';
import { newRow, withParcel } from '../../../lambdas/conversation/outbox/outbox-row.ts';
import { recordStatus } from '../../../lambdas/conversation/outbox/record-status.ts';

const now = new Date('2026-11-21T10:00:00.000Z');
const at = now.toISOString();
const contact = { channel: 'whatsapp' as const, userId: 'u' };
const hi = { type: 'text' as const, text: { preview_url: false as const, body: 'Hi' } };

async function nudgesAfter(parcel: Parcel, status: 'sent' | 'failed', errorCode?: number) {
  const row = withParcel(newRow({ contact, seq: 1, payloads: { channel: 'whatsapp', each: [hi] } }, now), 0, parcel);
  const nudges: (boolean | undefined)[] = [];
  const outbox = {
    openRows: async () => ({ rows: [row], reach: {} }),
    row: async () => row,
    save: async (saved: typeof row, options?: { nudge: boolean }) => {
      nudges.push(options?.nudge);
      return { kind: 'saved' as const, row: saved };
    },
  };
  const callbackData = writeCallbackData({ contact, seq: 1, parcel: 0, attempt: 1, invitation: false });
  const told = { messageId: 'w', status, at, callbackData, ...(errorCode && { errorCode }) };
  await recordStatus(told, { outbox, clock: () => now });
  return nudges;
}

describe('a status', () => {
  it.each<[string, Parcel, 'sent' | 'failed', number | undefined, boolean]>([
    ['that ends a silence', { state: 'uncertain', attempts: 1, since: at }, 'sent', undefined, true],
    ['of a failure to be tried again', { state: 'accepted', attempts: 1, at }, 'failed', 131000, true],
    ['that only moves a message on', { state: 'accepted', attempts: 1, at }, 'sent', undefined, false],
  ])('%s has the outbox looked at again or not', async (_, parcel, status, errorCode, nudged) =>
    expect(await nudgesAfter(parcel, status, errorCode)).toEqual([nudged]),
  );
});
