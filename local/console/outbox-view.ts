import type { OutboxRow, Parcel } from '../../lambdas/conversation/outbox/outbox-row.ts';
import { assertNever } from '../../lambdas/runtime/failure.ts';

/** One wire message of an answer, as a person reads it. */
export type OutboxLine = {
  row: number;
  parcel: number;
  text: string;
  state: Parcel['state'];
  attempts: number;
  /** Why it is where it is, in words; '' when there is nothing to explain. */
  why: string;
  createdAt: string;
  /** When it is looked at again, while it waits. */
  due?: string;
  /** The vendor's id, which names the bubble on the phone. */
  providerId?: string;
};

const FAILURES: Record<Extract<Parcel, { state: 'failed' }>['failure'], string> = {
  throttled: 'too fast for the vendor',
  'pair-throttled': 'too many messages to this person',
  unavailable: 'the vendor could not be reached',
  'window-closed': 'more than 24 hours since the person last wrote',
  recipient: 'this person cannot be reached',
  ecosystem: 'the vendor chose not to deliver it',
  'bad-request': 'the vendor does not take this message',
  account: 'our account is not allowed to send',
  quota: "the month's messages are used up",
  'gave-up': 'given up after too long',
  superseded: 'a later answer took its place',
};

/** Newest answer first, the parcels of one in the order they are sent. */
export const outboxLines = (rows: OutboxRow[]): OutboxLine[] =>
  rows
    .toSorted((a, b) => b.seq - a.seq)
    .flatMap((row) => row.parcels.map((parcel, index) => lineOf(row, parcel, index)));

function lineOf(row: OutboxRow, parcel: Parcel, index: number): OutboxLine {
  const waits = parcel.state === 'queued' || parcel.state === 'uncertain' || parcel.state === 'held';
  const providerId = 'providerId' in parcel ? parcel.providerId : undefined;
  return {
    row: row.seq,
    parcel: index,
    text: wordsOf(row, index),
    state: parcel.state,
    attempts: parcel.attempts,
    why: whyOf(parcel),
    createdAt: row.createdAt,
    ...(waits && row.due && { due: row.due }),
    ...(providerId && { providerId }),
  };
}

function whyOf(parcel: Parcel): string {
  switch (parcel.state) {
    case 'queued':
      if (parcel.attempts === 0) return '';
      return parcel.refused
        ? `${FAILURES[parcel.refused.failure]} (${parcel.refused.code}), tried again by itself`
        : 'not taken yet, tried again by itself';
    case 'claimed':
      return 'being sent';
    case 'uncertain':
      return 'no clear answer came back: it may have arrived';
    case 'held':
      return parcel.reason === 'quota'
        ? "held: the month's messages are used up"
        : `held until the person writes: 24-hour window closed${parcel.invited ? ', invited by template' : ''}`;
    case 'failed':
      return `${FAILURES[parcel.failure]} (${parcel.code})`;
    case 'accepted':
      return parcel.presumed ? 'taken to have arrived at the first try' : '';
    case 'sent':
    case 'delivered':
    case 'read':
      return '';
    default:
      return assertNever(parcel);
  }
}

function wordsOf({ payloads }: OutboxRow, index: number): string {
  if (payloads.channel === 'line') return (payloads.each[index] ?? []).map(({ text }) => text).join('\n');
  const payload = payloads.each[index];
  switch (payload?.type) {
    case 'text':
      return payload.text.body;
    case 'interactive':
      return payload.interactive.body.text;
    case 'template':
      return `template ${payload.template.name}`;
    case undefined:
      return '';
    default:
      return assertNever(payload);
  }
}
