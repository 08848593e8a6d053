import type { LineMessage } from '../../clients/line/payload.ts';
import type { SendOutcome } from '../../clients/send-outcome.ts';
import type { WhatsAppPayload } from '../../clients/whatsapp/payload.ts';
import type { Clock } from '../../runtime/clock.ts';
import { assertNever, Failure } from '../../runtime/failure.ts';
import { stableUuid } from '../../runtime/fingerprint.ts';
import type { Contact } from '../chat.ts';
import { writeCallbackData } from './callback-data.ts';
import { type OutboxRow, type Parcel, withParcel } from './outbox-row.ts';
import type { OutboxStore } from './outbox-store.ts';
import { type Aftermath, afterOutcome, planParcel, type Reach, type Step, silencesOf } from './plan-delivery.ts';

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

export type DrainResult = { kind: 'done' } | { kind: 'waiting'; until: Date };

/** How long before now a claim is believed to be somebody's running attempt rather than a crash; see `chase`. */
const claimRecheckMilliseconds = 60_000;

/**
 * Sends what is open in a chat, oldest first. A row that has to wait stops the ones behind it, so that answers arrive
 * in the order they were given; a held one does not. Safe to run twice: every step is claimed first.
 */
export async function drainOutbox(contact: Contact, ports: DeliveryPorts): Promise<DrainResult> {
  const { rows, reach } = await ports.outbox.openRows(contact);
  for (const [position, row] of rows.entries()) {
    const isLast = position === rows.length - 1;
    const fullReach = { ...reach, canInvite: ports.reopenTemplate !== undefined, isLast };
    const result = await deliverRow(row, fullReach, ports);
    if (result.kind === 'waiting') return result;
  }
  return { kind: 'done' };
}

type FullReach = Reach & { phone?: string };

async function deliverRow(first: OutboxRow, reach: FullReach, ports: DeliveryPorts): Promise<DrainResult> {
  let row = first;
  for (let index = 0; index < row.parcels.length; ) {
    const step = planParcel(row, index, reach, ports.clock());
    switch (step.do) {
      case 'nothing':
        index++;
        break;
      case 'wait':
        await look(row, index, step.until, ports);
        return { kind: 'waiting', until: step.until };
      case 'hold':
        row = await settle(row, index, held(row, index, ports), ports);
        index++;
        break;
      case 'give-up': {
        const { reason } = step;
        const at = ports.clock().toISOString();
        const failed: Parcel = { state: 'failed', attempts: attemptsOf(row, index), failure: reason, code: reason, at };
        row = await settle(row, index, failed, ports);
        index++;
        break;
      }
      case 'invite':
        row = await invite(row, index, reach, ports);
        index++;
        break;
      case 'send': {
        const sent = await send(row, index, step, reach, ports);
        row = sent.row;
        const parcel = row.parcels[index];
        if (parcel?.state === 'held') index++;
        else if (sent.due && sent.due > ports.clock()) return { kind: 'waiting', until: sent.due };
        break;
      }
      default:
        return assertNever(step);
    }
  }
  return { kind: 'done' };
}

async function send(
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
  const claimed = await save(withParcel(row, index, claim, new Date(now.getTime() + claimRecheckMilliseconds)), ports);
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

/** The invitation is a message of its own: whatever becomes of it, the answer itself stays held until they write. */
async function invite(row: OutboxRow, index: number, reach: FullReach, ports: DeliveryPorts): Promise<OutboxRow> {
  const saved = await settle(row, index, { ...held(row, index, ports), invited: true }, ports);
  const { contact, seq } = row;
  const template = ports.reopenTemplate;
  if (!template) return saved;
  const outcome = await ports.senders.whatsApp(
    reach.phone ?? contact.userId,
    { type: 'template', template: { name: template.name, language: { code: template.language } } },
    writeCallbackData({ contact, seq, parcel: index, attempt: 1, invitation: true }),
  );
  ports.onInvited(outcome, saved);
  return saved;
}

async function settle(row: OutboxRow, index: number, parcel: Parcel, ports: DeliveryPorts): Promise<OutboxRow> {
  const saved = await save(withParcel(row, index, parcel), ports);
  ports.onChange(parcel, saved);
  return saved;
}

/** Has the row looked at again then, should no status webhook settle it before. */
async function look(row: OutboxRow, index: number, until: Date, ports: DeliveryPorts): Promise<void> {
  const parcel = row.parcels[index];
  if (parcel && row.due !== until.toISOString()) await save(withParcel(row, index, parcel, until), ports);
}

async function save(row: OutboxRow, ports: DeliveryPorts): Promise<OutboxRow> {
  const saved = await ports.outbox.save(row);
  if (saved.kind === 'saved') return saved.row;
  throw new Failure('outbox-row-changed', 'Somebody else changed this row; the next nudge goes on from there', {
    retryable: true,
    details: { seq: row.seq },
  });
}

const held = (row: OutboxRow, index: number, ports: DeliveryPorts): Extract<Parcel, { state: 'held' }> => ({
  state: 'held',
  attempts: attemptsOf(row, index),
  reason: 'window-closed',
  since: ports.clock().toISOString(),
});

const attemptsOf = (row: OutboxRow, index: number): number => row.parcels[index]?.attempts ?? 0;
