import { countOf, instantOf, isObject, type Json, listOf, objectOf, textOf, withChanges } from '../json.ts';
import { type Delivery, type DoorReceipt, sendAsTyped } from '../webhook-sender.ts';
import { isBusinessScopedUserId, type Person, phoneDigits, wamid } from './identity.ts';
import { writeJson } from './json-style.ts';
import type { Parts } from './parts.ts';
import { type Tappable, tappables } from './readable.ts';
import { contactOf, envelope, namesOf, unixSeconds } from './webhook-body.ts';

type Message = Json & { id: string };

/** The `POST /_sim/inbound` door: a person writes, taps or sends something odd; the webhook goes out as Meta would send it. */
export async function receiveInbound(parts: Parts, door: Json): Promise<Json> {
  const raw = isObject(door.raw) ? door.raw : undefined;
  if (raw && 'entry' in raw) return deliver(parts, [rawBody(parts, raw)], door);
  const who = textOf(door.from) ?? textOf(door.userId);
  if (!who || (!isBusinessScopedUserId(who) && phoneDigits(who).length < 7)) {
    return { problem: "needs 'from' (a phone number) or 'userId' (a business-scoped id)" };
  }
  const at = door.at === undefined ? parts.time.clock() : instantOf(door.at);
  if (!at) return { problem: "'at' needs an ISO date or milliseconds" };

  const person = meet(parts, who, door);
  const texts = Array.isArray(door.fragments) ? door.fragments.map(String) : [textOf(door.text) ?? ''];
  const messages = texts.map((text, nth) => write(parts, person, new Date(at.getTime() + nth), { ...door, text, raw }));
  const groups = door.batch === true ? [messages] : messages.map((message) => [message]);
  for (const message of messages) remember(parts, person, message, at);
  const answered = await deliver(
    parts,
    groups.map((group) => wrap(parts, person, group)),
    door,
  );
  return { ...answered, userId: person.userId, ...(person.phone ? { phone: person.phone } : {}) };
}

function meet({ people }: Parts, who: string, door: Json): Person {
  const person = people.meet(who);
  person.name = textOf(door.name) ?? person.name;
  person.username = textOf(door.username) ?? person.username;
  if (door.withoutPhone === true) person.shown = 'user-id';
  if (door.withoutPhone === false) person.shown = 'both';
  if (door.withoutUserId === true) person.shown = 'phone';
  return person;
}

function write(parts: Parts, person: Person, at: Date, door: Json & { text: string }): Message {
  const { phone, userId } = namesOf(person);
  const common = {
    from: phone,
    from_user_id: userId,
    id: wamid(person.phone ?? parts.settings.displayPhoneNumber, parts.random.hex(20), 'in'),
    timestamp: unixSeconds(at),
  };
  const content = isObject(door.tap) ? tapped(parts, person, door.tap) : { type: 'text', text: { body: door.text } };
  const raw = objectOf(door.raw);
  const base = raw.type === undefined || raw.type === 'text' ? { ...common, ...content } : common;
  return withChanges(base, raw) as Message;
}

/** A tap names what was tapped by id or by title; the message it belongs to gives the rest. */
function tapped({ journal, settings }: Parts, person: Person, tap: Json): Json {
  const matches = ({ id, title }: Tappable) => (tap.id === undefined ? title === tap.title : id === tap.id);
  const message = journal.sentTo(person.userId).findLast(({ body }) => tappables(objectOf(body)).some(matches));
  const found = message && tappables(objectOf(message.body)).find(matches);
  const id = textOf(tap.id) ?? found?.id ?? '';
  const title = textOf(tap.title) ?? found?.title ?? id;
  const context = message ? { context: { from: settings.displayPhoneNumber, id: message.id } } : {};
  if (found?.kind === 'template') return { ...context, type: 'button', button: { payload: id, text: title } };
  if (found?.kind !== 'list') {
    return { ...context, type: 'interactive', interactive: { type: 'button_reply', button_reply: { id, title } } };
  }
  const row = { id, title, description: found.description };
  return { ...context, type: 'interactive', interactive: { type: 'list_reply', list_reply: row } };
}

function remember({ journal, people, settings, windows }: Parts, person: Person, message: Message, at: Date): void {
  people.alsoKnownAs(person, textOf(message.from_user_id));
  windows.heard(person.userId, at);
  const type = textOf(message.type) ?? 'unknown';
  const content = objectOf(message[type]);
  const tapText = objectOf(content.button_reply ?? content.list_reply).title ?? objectOf(message.button).text;
  journal.add({
    id: message.id,
    at: at.toISOString(),
    direction: 'in',
    chat: person.userId,
    to: settings.displayPhoneNumber,
    from: person.phone ?? person.userId,
    type,
    text: String(content.body ?? tapText ?? content.caption ?? content.emoji ?? ''),
    body: message,
    status: 'sent',
  });
}

function wrap({ settings, nextStyle }: Parts, person: Person, messages: Message[]): Delivery {
  const isSystem = messages.some(({ type }) => type === 'system');
  const value = { ...(isSystem ? {} : { contacts: [contactOf(person)] }), messages };
  const body = writeJson(envelope(value, settings), nextStyle());
  return { kind: 'message', eventIds: messages.map(({ id }) => id), bodyFor: () => body };
}

/** A whole body is sent as it is; whoever wrote in it has opened a window. */
function rawBody({ nextStyle, people, time, windows }: Parts, raw: Json): Delivery {
  const values = listOf(raw.entry)
    .flatMap((entry) => listOf(objectOf(entry).changes))
    .map((change) => objectOf(objectOf(change).value));
  const messages = values.flatMap(({ messages }) => listOf(messages).map(objectOf));
  const statuses = values.flatMap(({ statuses }) => listOf(statuses).map(objectOf));
  for (const { from, from_user_id } of messages) {
    const who = textOf(from) ?? textOf(from_user_id);
    if (!who) continue;
    const person = people.meet(who);
    people.alsoKnownAs(person, textOf(from_user_id));
    windows.heard(person.userId, time.clock());
  }
  const eventIds = [...messages.map(({ id }) => String(id)), ...statuses.map(({ id, status }) => `${id}:${status}`)];
  const body = writeJson(raw, nextStyle());
  return { kind: 'raw', eventIds, bodyFor: () => body };
}

function deliver({ webhooks }: Parts, deliveries: Delivery[], door: Json): Promise<DoorReceipt> {
  return sendAsTyped(webhooks, deliveries, { copies: countOf(door.copies), accepts: (status) => status === 200 });
}
