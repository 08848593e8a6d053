import type { LineMessage } from '../../clients/line/payload.ts';
import type { FailureClass } from '../../clients/send-outcome.ts';
import type { WhatsAppPayload } from '../../clients/whatsapp/payload.ts';
import type { Contact, Instant } from '../chat.ts';

/**
 * One wire message's way to the person. `claimed` is written before the vendor is called, so a crash in between leaves
 * a trace; `uncertain` means the vendor may or may not have it. `silences` counts the attempts nobody answered; a
 * refusal is an answer.
 */
export type Parcel =
  | { state: 'queued'; attempts: number; silences?: number; refused?: Refusal }
  | { state: 'claimed'; attempts: number; silences?: number; since: Instant; byReplyToken?: true }
  | { state: 'uncertain'; attempts: number; silences?: number; since: Instant; byReplyToken?: true }
  | {
      state: 'held';
      attempts: number;
      reason: 'window-closed' | 'quota';
      since: Instant;
      invited?: true;
      providerId?: string;
    }
  | {
      state: 'failed';
      attempts: number;
      failure: FailureClass | 'gave-up' | 'superseded';
      code: string;
      at: Instant;
      providerId?: string;
    }
  | { state: Sent; attempts: number; at: Instant; providerId?: string; presumed?: true };

/** `providerId` where the vendor took the message and a status told later that it failed. */
export type Refusal = { failure: FailureClass; code: string; providerId?: string };

/** How far a message got, in order. LINE never tells more than `accepted`. */
export type Sent = 'accepted' | 'sent' | 'delivered' | 'read';

export type Payloads = { channel: 'whatsapp'; each: WhatsAppPayload[] } | { channel: 'line'; each: LineMessage[][] };

/**
 * One turn's answer on its way out. The row is written in the transaction that changes the conversation; queue
 * messages about it are only nudges. `open` is set while any parcel may still go out, `due` while one should.
 */
export type OutboxRow = {
  contact: Contact;
  /** Rendered when the row was written, one for each parcel: a retry after a deployment sends the same words. */
  payloads: Payloads;
  /** The chat's version that wrote it: unique and rising within the chat. */
  seq: number;
  /** Optimistic lock: a delivery and a status webhook may write at the same moment. */
  revision: number;
  parcels: Parcel[];
  replyToken?: { token: string; receivedAt: Instant };
  createdAt: Instant;
  open: boolean;
  due?: Instant;
};

export const isSettled = (parcel: Parcel): boolean => parcel.state === 'failed' || isSent(parcel);

export const isSent = (parcel: Parcel): parcel is Extract<Parcel, { state: Sent }> =>
  parcel.state === 'accepted' || parcel.state === 'sent' || parcel.state === 'delivered' || parcel.state === 'read';

/** Held messages wait for the person, not for a clock. */
const needsWork = (parcel: Parcel): boolean => !isSettled(parcel) && parcel.state !== 'held';

/**
 * The row with one parcel changed. `due` says when to look again; without one the row is looked at at once while any
 * parcel still has to go out (a crash right here must not strand the rest), else not at all.
 */
export function withParcel(row: OutboxRow, index: number, parcel: Parcel, due?: Date): OutboxRow {
  const { due: _, ...rest } = row;
  const parcels = row.parcels.map((old, i) => (i === index ? parcel : old));
  const next = due?.toISOString() ?? (parcels.some(needsWork) ? row.createdAt : undefined);
  return { ...rest, parcels, open: !parcels.every(isSettled), ...(next && { due: next }) };
}

/** A row as the turn writes it: everything still to be sent, at once. */
export function newRow(row: Pick<OutboxRow, 'contact' | 'seq' | 'payloads' | 'replyToken'>, now: Date): OutboxRow {
  const at = now.toISOString();
  const parcels = Array.from({ length: row.payloads.each.length }, (): Parcel => ({ state: 'queued', attempts: 0 }));
  return { ...row, revision: 1, parcels, createdAt: at, open: true, due: at };
}
