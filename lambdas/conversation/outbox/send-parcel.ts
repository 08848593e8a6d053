import type { LineMessage } from '../../clients/line/payload.ts';
import type { SendOutcome } from '../../clients/send-outcome.ts';
import type { WhatsAppPayload } from '../../clients/whatsapp/payload.ts';
import type { Clock } from '../../runtime/clock.ts';
import { Failure } from '../../runtime/failure.ts';
import { stableUuid } from '../../runtime/fingerprint.ts';
import { writeCallbackData } from './callback-data.ts';
import { type OutboxRow, type Parcel, withParcel } from './outbox-row.ts';
import type { OutboxStore } from './outbox-store.ts';
import { type Aftermath, afterOutcome, type Reach, type Step, silencesOf } from './plan-delivery.ts';

export type Senders = {
  whatsApp(to: string, payload: WhatsAppPayload, callbackData: string): Promise<SendOutcome>;
  lineReply(token: string, messages: LineMessage[]): Promise<SendOutcome>;
  linePush(to: string, messages: LineMessage[], retryKey: string): Promise<SendOutcome>;
};
export type DeliveryPorts = {
  outbox: OutboxStore;
  senders: Senders;
  /** Template sent into a closed WhatsApp window; without one the message is held and shown to operators. */
  reopenTemplate?: { name: string; language: string };
  clock: Clock;
  /** Every parcel that changed, for counting and logging. */
  onChange(parcel: Parcel, row: OutboxRow): void;
  /** What the vendor answered to an invitation; no parcel holds it. */
  onInvited(outcome: SendOutcome, row: OutboxRow): void;
};

export type FullReach = Reach & { phone?: string };

/** How long before now a claim is believed to be somebody's running attempt rather than a crash; see `chase`. */
const claimRecheckMilliseconds = 60_000;

/**
 * Claim, call, record: a crash after the claim leaves a trace of it, and what the vendor said is stored unless a status
 * webhook was faster. `due` says when to look again, where that is not now.
 */
export async function sendParcel(
  row: OutboxRow,
  index: number,
  step: Extract<Step, { do: 'send' }>,
  reach: FullReach,
  ports: DeliveryPorts,
): Promise<{ row: OutboxRow; due?: Date }> {
  const before = row.parcels[index];
  if (!before) throw new Failure('parcel-missing', 'The row has fewer parcels than its bubbles', { retryable: false });
  const now = ports.clock();
  const claim: Parcel = {
    state: 'claimed',
    attempts: before.attempts + 1,
    silences: silencesOf(before) + 1,
    since: now.toISOString(),
    ...(step.via === 'line-reply' && { byReplyToken: true }),
  };
  const claimed = await saveRow(
    withParcel(row, index, claim, new Date(now.getTime() + claimRecheckMilliseconds)),
    ports,
  );
  const outcome = await call(claimed, index, step.via, reach, ports.senders);
  const after = afterOutcome(before, outcome, step.via, ports.clock());
  const refused = outcome.kind === 'token-refused';
  const saved = await record(claimed, index, claim, after, refused, ports);
  return { row: saved, ...(after.due && { due: after.due }) };
}

/** Stores what came of a sending, unless a status webhook was faster and knows more. */
async function record(
  claimed: OutboxRow,
  index: number,
  claim: Parcel,
  after: Aftermath,
  dropToken: boolean,
  ports: DeliveryPorts,
): Promise<OutboxRow> {
  const { replyToken: _, ...withoutToken } = claimed;
  const saved = await ports.outbox.save(withParcel(dropToken ? withoutToken : claimed, index, after.parcel, after.due));
  if (saved.kind === 'saved') {
    ports.onChange(after.parcel, saved.row);
    return saved.row;
  }
  const parcel = saved.row.parcels[index];
  if (parcel?.state === 'claimed' && parcel.attempts === claim.attempts) {
    return record(saved.row, index, claim, after, dropToken, ports);
  }
  return saved.row;
}

async function call(
  row: OutboxRow,
  index: number,
  via: 'whatsapp' | 'line-reply' | 'line-push',
  reach: FullReach,
  senders: Senders,
): Promise<SendOutcome> {
  const { contact, seq, payloads } = row;
  if (payloads.channel === 'whatsapp') {
    const payload = payloads.each[index];
    if (!payload) return nothingToSend;
    const ref = { contact, seq, parcel: index, attempt: attemptsOf(row, index), invitation: false };
    return senders.whatsApp(reach.phone ?? contact.userId, payload, writeCallbackData(ref));
  }
  const messages = payloads.each[index];
  if (!messages) return nothingToSend;
  if (via === 'line-reply') return senders.lineReply(row.replyToken?.token ?? '', messages);
  return senders.linePush(contact.userId, messages, stableUuid(`${contact.userId}:${seq}:${index}`));
}

const nothingToSend: SendOutcome = { kind: 'refused', failure: 'bad-request', code: 'nothing-to-send' };

export async function saveRow(row: OutboxRow, ports: DeliveryPorts): Promise<OutboxRow> {
  const saved = await ports.outbox.save(row);
  if (saved.kind === 'saved') return saved.row;
  throw new Failure('outbox-row-changed', 'Somebody else changed this row; the next nudge goes on from there', {
    retryable: true,
    details: { seq: row.seq },
  });
}

export const attemptsOf = (row: OutboxRow, index: number): number => row.parcels[index]?.attempts ?? 0;
