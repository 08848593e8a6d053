import { describe, expect, it } from '@jest/globals';
import type { Fault, LostBy } from '../../../lambdas/conversation/outbox/fault.ts';
import type { OutboxRow } from '../../../lambdas/conversation/outbox/outbox-row.ts';
import { tellLostInvitation, tellParcel } from '../../../lambdas/conversation/outbox/tell-parcel.ts';
import { listening } from '../../runtime/shared-state/listening.ts';

const contact = { channel: 'whatsapp', userId: '66812345678' } as OutboxRow['contact'];
const row = { contact, seq: 7 } as OutboxRow;

describe('a message that failed for good', () => {
  it.each<[Fault, LostBy[]]>([
    ['ours', ['throttled', 'pair-throttled', 'unavailable', 'bad-request', 'account', 'quota', 'gave-up']],
    ['person', ['window-closed', 'recipient', 'ecosystem']],
    ['superseded', ['superseded']],
  ])('is counted as %s', (fault, failures) => {
    const { meter, log, counts } = listening();
    for (const failure of failures) {
      tellParcel({ state: 'failed', attempts: 1, failure, code: '131047', at: '2026-11-01T00:00:00Z' }, row, {
        meter,
        log,
      });
    }
    expect(counts()).toEqual({ [`DeliveryFailed ${fault}`]: failures.length });
  });

  it('has its class and the vendor’s code in the log, however it is counted', () => {
    const lines: unknown[] = [];
    const { meter, log } = listening();
    const error = (message: string, fields?: object) => lines.push({ message, ...fields });
    const failed = { state: 'failed', attempts: 2, failure: 'quota', code: '429', at: '2026-11-01T00:00:00Z' } as const;
    tellParcel(failed, row, { meter, log: { ...log, error } });
    tellLostInvitation({ failure: 'recipient', code: '131026' }, contact, 7, { meter, log: { ...log, error } });
    expect(lines).toEqual([
      expect.objectContaining({ message: 'message failed for good', class: 'quota', code: '429' }),
      expect.objectContaining({ message: 'invitation to write failed', class: 'recipient', code: '131026' }),
    ]);
  });
});
