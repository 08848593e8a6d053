import type { Json } from '../json.ts';
import type { WebhookAnswer } from '../webhook-post.ts';
import type { Person } from './identity.ts';
import { writeJson } from './json-style.ts';
import { statusError } from './meta-errors.ts';
import type { Parts } from './parts.ts';
import { contactOf, envelope, namesOf, unixSeconds } from './webhook-body.ts';

/** A message under way: everything its statuses repeat. */
export type Underway = { id: string; person: Person; callbackData?: string; pricing: Json };

type Status = 'sent' | 'delivered' | 'read' | 'failed';

/** Tells the product once what became of a message; the promise ends when the product answered. */
export function tellStatus(
  { settings, journal, webhooks, nextStyle }: Parts,
  message: Underway,
  status: Status,
  { at, code = 131026 }: { at: Date; code?: number },
): Promise<WebhookAnswer[]> {
  const { phone, userId } = namesOf(message.person);
  const failed = status === 'failed';
  const told: Json = {
    id: message.id,
    status,
    timestamp: unixSeconds(at),
    recipient_id: phone,
    recipient_user_id: userId,
    biz_opaque_callback_data: message.callbackData,
    pricing: status === 'sent' || status === 'delivered' ? message.pricing : undefined,
    errors: failed ? [statusError(code)] : undefined,
  };
  journal.settle(message.id, status);
  const value = failed ? { statuses: [told] } : { contacts: [contactOf(message.person)], statuses: [told] };
  const body = writeJson(envelope(value, settings), nextStyle());
  return webhooks.send({ kind: 'status', eventIds: [`${message.id}:${status}`], bodyFor: () => body }).first;
}

/** Tells sent, delivered and read when each is due, counted from now; one after the other unless disorder is on. */
export function tellProgress(parts: Parts, message: Underway, alreadyTold: Status[] = []): void {
  const { faults, settings, time, waits } = parts;
  const { sentMs, deliveredMs, readMs } = settings.latency;
  const skipDelivered = faults.strike('readWithoutDelivered') !== undefined;
  const steps: [Status, number | null][] = [
    ['sent', sentMs],
    ['delivered', skipDelivered ? null : deliveredMs],
    ['read', readMs],
  ];
  const acceptedAt = time.clock().getTime();
  let turn: Promise<unknown> = Promise.resolve();
  for (const [status, dueMs] of steps) {
    if (dueMs === null || alreadyTold.includes(status)) continue;
    const tell = () => tellStatus(parts, message, status, { at: new Date(acceptedAt + dueMs) });
    void waits.wait(dueMs).then((isDue) => {
      if (isDue) turn = faults.active().outOfOrderWebhooks ? tell() : turn.then(tell);
    });
  }
}

/** Tells that an accepted message failed after all. */
export async function tellFailure(parts: Parts, message: Underway, code: number): Promise<void> {
  const dueMs = parts.settings.latency.sentMs ?? 0;
  const at = new Date(parts.time.clock().getTime() + dueMs);
  if (await parts.waits.wait(dueMs)) await tellStatus(parts, message, 'failed', { at, code });
}
