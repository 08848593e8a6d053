import { assertNever } from '../../runtime/failure.ts';
import type { Contact } from '../chat.ts';
import { writeCallbackData } from './callback-data.ts';
import { type OutboxRow, type Parcel, withParcel } from './outbox-row.ts';
import { planParcel } from './plan-delivery.ts';
import { attemptsOf, type DeliveryPorts, type FullReach, saveRow, sendParcel } from './send-parcel.ts';

export type DrainResult = { kind: 'done' } | { kind: 'waiting'; until: Date };

/**
 * Sends what is open in a chat, oldest first. A row that has to wait stops the ones behind it, so that answers arrive
 * in the order they were given; a held one does not. Safe to run twice: every step is claimed first.
 */
export async function drainOutbox(contact: Contact, ports: DeliveryPorts): Promise<DrainResult> {
  const { rows, reach } = await ports.outbox.openRows(contact);
  // One invitation a chat, however many answers wait behind the closed window.
  let canInvite = ports.reopenTemplate !== undefined && !rows.some(hasInvited);
  for (const [position, row] of rows.entries()) {
    const isLast = position === rows.length - 1;
    const result = await deliverRow(row, { ...reach, canInvite, isLast }, ports);
    if (result.kind === 'waiting') return result;
    canInvite &&= !hasInvited(result.row);
  }
  return { kind: 'done' };
}

const hasInvited = ({ parcels }: OutboxRow): boolean =>
  parcels.some((parcel) => parcel.state === 'held' && parcel.invited === true);

type RowResult = { kind: 'done'; row: OutboxRow } | Extract<DrainResult, { kind: 'waiting' }>;

async function deliverRow(first: OutboxRow, reach: FullReach, ports: DeliveryPorts): Promise<RowResult> {
  let row = first;
  for (let index = 0; index < row.parcels.length; ) {
    const canInvite = reach.canInvite && !hasInvited(row);
    const step = planParcel(row, index, { ...reach, canInvite }, ports.clock());
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
        const sent = await sendParcel(row, index, step, reach, ports);
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
  return { kind: 'done', row };
}

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
  const saved = await saveRow(withParcel(row, index, parcel), ports);
  ports.onChange(parcel, saved);
  return saved;
}

/** Has the row looked at again then, should no status webhook settle it before. */
async function look(row: OutboxRow, index: number, until: Date, ports: DeliveryPorts): Promise<void> {
  const parcel = row.parcels[index];
  if (parcel && row.due !== until.toISOString()) await saveRow(withParcel(row, index, parcel, until), ports);
}

const held = (row: OutboxRow, index: number, ports: DeliveryPorts): Extract<Parcel, { state: 'held' }> => ({
  state: 'held',
  attempts: attemptsOf(row, index),
  reason: 'window-closed',
  since: ports.clock().toISOString(),
});
