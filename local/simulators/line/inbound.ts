import { countOf, instantOf, isObject, type Json, listOf, objectOf, textOf } from '../json.ts';
import { type Delivery, type DoorReceipt, sendAsTyped } from '../webhook-sender.ts';
import { type Event, eventFor, wordsOf } from './events.ts';
import { lineUserId, type Person } from './identity.ts';
import type { Parts } from './parts.ts';
import { writeWebhook } from './webhook-text.ts';

/** The `POST /_sim/inbound` door: a person writes, taps, follows or blocks; the webhook goes out as LINE would send it. */
export async function receiveInbound(parts: Parts, door: Json): Promise<Json> {
  const raw = isObject(door.raw) ? door.raw : undefined;
  if (raw && 'events' in raw) {
    const events = listOf(raw.events).map(objectOf) as Event[];
    for (const event of events) remember(parts, event, sourceOf(event));
    return deliver(parts, [{ destination: parts.settings.botUserId, ...raw, events }], door);
  }
  const who = textOf(door.userId) ?? textOf(door.from);
  if (!who) return { problem: "needs 'userId' (a LINE user id, or any name to make one of)" };
  const at = door.at === undefined ? parts.time.clock() : instantOf(door.at);
  if (!at) return { problem: "'at' needs an ISO date or milliseconds" };

  const person = parts.people.meet(who);
  person.name = textOf(door.name) ?? person.name;
  const texts = Array.isArray(door.fragments) ? door.fragments.map(String) : [textOf(door.text) ?? ''];
  const redelivered = door.redelivered === true;
  const events = texts.map((text, nth) =>
    eventFor(parts, person, new Date(at.getTime() + nth), { text, tap: door.tap, raw, redelivered }),
  );
  for (const event of events) remember(parts, event, person);
  const groups = door.batch === true ? [events] : events.map((event) => [event]);
  const bodies = groups.map((group) => ({ destination: parts.settings.botUserId, events: group }));
  return { ...(await deliver(parts, bodies, door)), userId: person.userId };
}

const sourceOf = (event: Json): string => {
  const { userId, groupId, roomId } = objectOf(event.source);
  return textOf(groupId) ?? textOf(roomId) ?? textOf(userId) ?? '';
};

/** What the vendor keeps of an event: the reply token, who blocked whom, and the chat. */
function remember(
  { chatOfToken, journal, people, replyTokens, settings, time }: Parts,
  event: Event,
  who: Person | string,
): void {
  const chat = sourceOf(event);
  const at = new Date(typeof event.timestamp === 'number' ? event.timestamp : time.clock().getTime());
  const token = textOf(event.replyToken);
  if (token && event.mode !== 'standby') {
    replyTokens.issue(token, at);
    chatOfToken.set(token, chat);
  }
  const person = typeof who === 'string' ? people.find(who) : who;
  if (person && event.type === 'unfollow') person.blocked = true;
  if (person && event.type === 'follow') person.blocked = false;
  journal.add({
    id: event.webhookEventId,
    at: at.toISOString(),
    direction: 'in',
    chat,
    to: settings.botUserId,
    from: textOf(objectOf(event.source).userId) ?? chat,
    type: event.type === 'message' ? String(objectOf(event.message).type) : String(event.type),
    text: wordsOf(event),
    body: event,
    status: 'sent',
  });
}

type Body = { destination: unknown; events: Event[] };

function deliver({ nextStyle, replyTokens, webhooks }: Parts, bodies: Body[], door: Json): Promise<DoorReceipt> {
  const deliveries = bodies.map((body): Delivery => {
    const nth = nextStyle();
    return {
      kind: 'event',
      eventIds: body.events.map(({ webhookEventId }) => webhookEventId),
      bodyFor(attempt) {
        if (attempt === 1) return writeWebhook(body, nth);
        for (const { replyToken } of body.events) replyTokens.renew(String(replyToken));
        return writeWebhook({ ...body, events: body.events.map(asRedelivery) }, nth);
      },
    };
  });
  const accepts = (status: number) => status >= 200 && status <= 299;
  return sendAsTyped(webhooks, deliveries, { copies: countOf(door.copies), accepts });
}

/** Id, token and time stay; only the mark changes. */
const asRedelivery = (event: Event): Json => ({
  ...event,
  deliveryContext: { ...objectOf(event.deliveryContext), isRedelivery: true },
});

/** `POST /_sim/people`: who blocked the account, whom LINE does not know, what they are called. */
export async function changePerson({ people }: Parts, door: Json): Promise<Json> {
  const who = textOf(door.userId);
  if (!who) return { problem: "needs 'userId'" };
  const person = people.meet(lineUserId(who));
  person.name = textOf(door.name) ?? person.name;
  if (typeof door.blocked === 'boolean') person.blocked = door.blocked;
  if (typeof door.unknown === 'boolean') person.unknown = door.unknown;
  return { ...person };
}
