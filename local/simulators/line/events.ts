import { isObject, type Json, objectOf, textOf, withChanges } from '../json.ts';
import { type Person, ulid } from './identity.ts';
import type { Parts } from './parts.ts';
import { actionsIn } from './readable.ts';

export type Event = Json & { webhookEventId: string };

const WITHOUT_REPLY_TOKEN = ['unfollow', 'leave', 'memberLeft', 'unsend'];

/** What the door says happened. */
export type Happening = { text: string; tap?: unknown; raw?: Json; redelivered: boolean };

/** The event LINE makes of what a person did; a raw event's fields go on top, null takes one away. */
export function eventFor(parts: Parts, person: Person, at: Date, happening: Happening): Event {
  const { random } = parts;
  const content = isObject(happening.tap) ? tapped(parts, person, happening.tap) : textMessage(parts, happening.text);
  const raw = happening.raw ?? {};
  const isOfOtherType = raw.type !== undefined && raw.type !== content.type;
  const event = {
    ...(isOfOtherType ? {} : content),
    mode: 'active',
    timestamp: at.getTime(),
    source: { type: 'user', userId: person.userId },
    webhookEventId: ulid(at, random),
    deliveryContext: { isRedelivery: happening.redelivered },
    replyToken: random.hex(32),
  };
  const type = raw.type ?? content.type;
  const withoutToken = raw.mode === 'standby' || WITHOUT_REPLY_TOKEN.includes(String(type));
  const changes = isObject(raw.message) ? { ...raw, message: fullMessage(parts, raw.message) } : raw;
  return withChanges(withoutToken ? withChanges(event, { replyToken: null }) : event, changes) as Event;
}

const textMessage = (parts: Parts, text: string): Json => ({
  type: 'message',
  message: fullMessage(parts, { type: 'text', text }),
});

/** The ids and tokens every message has, unless the door gave its own. */
function fullMessage({ random }: Parts, message: Json): Json {
  const tokens = {
    id: random.digits(18),
    ...(message.type === 'location' || message.type === 'file' || message.type === 'audio'
      ? {}
      : { quoteToken: random.hex(40) }),
    markAsReadToken: random.hex(40),
  };
  return withChanges(tokens, message);
}

/** A tap sends a postback, or the words of a message action, whichever the tapped thing was made to do. */
function tapped(parts: Parts, person: Person, tap: Json): Json {
  const id = textOf(tap.id);
  const title = textOf(tap.title);
  const matches = (action: Json) =>
    id === undefined ? action.label === title : action.data === id || action.text === id;
  const sent = parts.journal.sentTo(person.userId).toReversed();
  const action = sent.flatMap(({ body }) => actionsIn(body)).find(matches);
  if (action?.type === 'message') return textMessage(parts, String(action.text));
  const text = textOf(action?.text);
  return { type: 'postback', postback: { data: textOf(action?.data) ?? id ?? title ?? '', ...(text ? { text } : {}) } };
}

/** What a person would say happened, for the log of the chat. */
export function wordsOf(event: Event): string {
  const message = objectOf(event.message);
  const postback = objectOf(event.postback);
  return String(message.text ?? message.title ?? postback.data ?? '');
}
