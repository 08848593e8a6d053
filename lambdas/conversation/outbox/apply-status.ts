import { classifyWhatsAppError } from '../../clients/whatsapp/failure.ts';
import type { DeliveryStatus } from '../ingest/delivery-status.ts';
import { isSent, type Parcel, type Refusal } from './outbox-row.ts';
import { type Aftermath, afterRefusal } from './plan-delivery.ts';

const rank = { accepted: 1, sent: 2, delivered: 3, read: 4 } as const;

export type StatusEffect = ({ changed: true } & Aftermath) | { changed: false; reason: 'older' | 'other-attempt' };

/**
 * A delivery status moves a parcel forward only: statuses come late, twice and out of order, and `read` may come
 * without `delivered`. Any of them also proves that the vendor took the message, which ends uncertainty. `attempt` is
 * the sending it speaks of: an earlier one's failure says nothing about the one under way.
 */
export function applyStatus(parcel: Parcel, status: DeliveryStatus, attempt: number, now: Date): StatusEffect {
  if (status.status === 'failed') return applyFailure(parcel, status, attempt, now);
  if (isSent(parcel) && rank[parcel.state] >= rank[status.status]) return { changed: false, reason: 'older' };
  // Statuses come out of order: that this very message was taken is known, since only then could it fail.
  if (status.status === 'sent' && failedAs(parcel) === status.messageId) return { changed: false, reason: 'older' };
  const { attempts } = parcel;
  return {
    changed: true,
    parcel: { state: status.status, attempts, at: status.at, providerId: status.messageId },
  };
}

function applyFailure(parcel: Parcel, status: DeliveryStatus, attempt: number, now: Date): StatusEffect {
  // What reached the phone cannot fail any more; what failed stays failed.
  if (parcel.state === 'delivered' || parcel.state === 'read' || parcel.state === 'failed') {
    return { changed: false, reason: 'older' };
  }
  if (attempt !== parcel.attempts) return { changed: false, reason: 'other-attempt' };
  // Queued or held again: this failure was acted on already.
  if (parcel.state === 'queued' || parcel.state === 'held') return { changed: false, reason: 'older' };
  return { changed: true, ...afterRefusal(parcel.attempts, refusalIn(status), now) };
}

/** What a status of failure says. */
export const refusalIn = ({ errorCode, messageId }: DeliveryStatus): Refusal => ({
  failure: classifyWhatsAppError(errorCode),
  code: String(errorCode ?? 'unknown'),
  providerId: messageId,
});

/** The vendor's id of the message whose failure a status told. */
function failedAs(parcel: Parcel): string | undefined {
  if (parcel.state === 'queued') return parcel.refused?.providerId;
  return parcel.state === 'held' || parcel.state === 'failed' ? parcel.providerId : undefined;
}
