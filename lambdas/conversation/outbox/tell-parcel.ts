import type { Log } from '../../runtime/log.ts';
import type { Meter } from '../../runtime/metrics.ts';
import type { OutboxRow, Parcel } from './outbox-row.ts';

/**
 * Counts and logs where a message stands. Every failure is counted by its class and told by its code: nothing about it
 * is only on somebody's phone.
 */
export function tellParcel(parcel: Parcel, row: OutboxRow, { log, meter }: { log: Log; meter: Meter }): void {
  const { channel, userId } = row.contact;
  const fields = { channel, chat: log.who(userId), seq: row.seq, attempts: parcel.attempts, state: parcel.state };
  switch (parcel.state) {
    case 'accepted':
      meter.count('MessageAccepted', { channel });
      return log.info('message accepted', { ...fields, presumed: parcel.presumed === true });
    case 'failed':
      meter.count('DeliveryFailed', { class: parcel.failure });
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
