import type { Log } from '../../runtime/log.ts';
import type { Meter } from '../../runtime/metrics.ts';
import type { Contact } from '../chat.ts';
import { faultOf } from './fault.ts';
import type { OutboxRow, Parcel, Refusal } from './outbox-row.ts';

type Tools = { log: Log; meter: Meter };

/** Counts and logs an invitation to write that failed: no parcel says so, and the answer behind it stays held. */
export function tellLostInvitation(refusal: Refusal, contact: Contact, seq: number, { log, meter }: Tools): void {
  const { failure, code } = refusal;
  meter.count('DeliveryFailed', { fault: faultOf(failure) });
  log.error('invitation to write failed', { chat: log.who(contact.userId), seq, class: failure, code });
}

/**
 * Counts and logs where a message stands. Every failure is counted by whose fault it is, and logged with its class and code: nothing about it
 * is only on somebody's phone.
 */
export function tellParcel(parcel: Parcel, row: OutboxRow, { log, meter }: Tools): void {
  const { channel, userId } = row.contact;
  const fields = { channel, chat: log.who(userId), seq: row.seq, attempts: parcel.attempts, state: parcel.state };
  switch (parcel.state) {
    case 'accepted':
      meter.count('MessageAccepted', { channel });
      return log.info('message accepted', { ...fields, presumed: parcel.presumed === true });
    case 'failed':
      meter.count('DeliveryFailed', { fault: faultOf(parcel.failure) });
      return log.error('message failed for good', { ...fields, class: parcel.failure, code: parcel.code });
    case 'held':
      meter.count('MessageHeld');
      return log.warn('message held', { ...fields, reason: parcel.reason, invited: parcel.invited === true });
    case 'queued':
      if (!parcel.refused) return;
      meter.count('SendRefused', { class: parcel.refused.failure });
      return log.warn('message refused for now', {
        ...fields,
        class: parcel.refused.failure,
        code: parcel.refused.code,
      });
    case 'uncertain':
      return log.warn('nobody knows whether the message arrived', fields);
    default:
      return log.info('message status', fields);
  }
}
