import type { Clock } from '../../runtime/clock.ts';
import { Failure } from '../../runtime/failure.ts';
import type { Contact } from '../chat.ts';
import type { DeliveryStatus } from '../ingest/delivery-status.ts';
import { applyStatus, refusalIn } from './apply-status.ts';
import { type ParcelRef, readCallbackData } from './callback-data.ts';
import { type OutboxRow, type Parcel, type Refusal, withParcel } from './outbox-row.ts';
import type { OutboxStore } from './outbox-store.ts';

export type RecordResult =
  | { kind: 'recorded'; parcel: Parcel; row: OutboxRow }
  | { kind: 'unchanged'; reason: 'older' | 'other-attempt' | 'invitation' }
  /** The answer stays held, and its person does not know that one waits. */
  | { kind: 'invitation-failed'; refusal: Refusal; contact: Contact; seq: number }
  /** Sent by somebody else on this number, or so long ago that we forgot it. */
  | { kind: 'unknown-message' };

/**
 * Finds the parcel by the callback data that every message of ours carries, never by the vendor's id: a status may
 * overtake our own note of that id, and after a lost answer we never learn it.
 */
export async function recordStatus(
  status: DeliveryStatus,
  ports: { outbox: OutboxStore; clock: Clock },
): Promise<RecordResult> {
  const ref = readCallbackData(status.callbackData);
  if (ref?.invitation) return ofInvitation(ref, status);
  const row = ref && (await ports.outbox.row(ref.contact, ref.seq));
  return row ? apply(row, ref, status, ports) : { kind: 'unknown-message' };
}

function ofInvitation({ contact, seq }: ParcelRef, status: DeliveryStatus): RecordResult {
  if (status.status !== 'failed') return { kind: 'unchanged', reason: 'invitation' };
  return { kind: 'invitation-failed', refusal: refusalIn(status), contact, seq };
}

async function apply(
  row: OutboxRow,
  ref: ParcelRef,
  status: DeliveryStatus,
  ports: { outbox: OutboxStore; clock: Clock },
  tries = 8,
): Promise<RecordResult> {
  const parcel = row.parcels[ref.parcel];
  if (!parcel) return { kind: 'unknown-message' };
  const effect = applyStatus(parcel, status, ref.attempt, ports.clock());
  if (!effect.changed) return { kind: 'unchanged', reason: effect.reason };
  // Rows behind this one may have been waiting to learn what became of it.
  const nudge = parcel.state === 'uncertain' || effect.parcel.state === 'queued';
  const saved = await ports.outbox.save(withParcel(row, ref.parcel, effect.parcel, effect.due), { nudge });
  if (saved.kind === 'saved') return { kind: 'recorded', parcel: effect.parcel, row: saved.row };
  if (tries > 1) return apply(saved.row, ref, status, ports, tries - 1);
  throw new Failure('outbox-row-changed', 'The row kept changing under this status', { retryable: true });
}
