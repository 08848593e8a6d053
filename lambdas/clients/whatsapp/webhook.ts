import { asArray, asObject, asText, type JsonObject } from '../json.ts';

/** What a person sent us, in the vendor's terms but without its shapes. */
export type WhatsAppMessage = {
  id: string;
  /** Digits without "+"; absent for people who hide their number behind a username. */
  phone?: string;
  /** Business-scoped user id ("TH.1349…"); absent on numbers not yet migrated. */
  userId?: string;
  profileName?: string;
  /** Absent where unreadable. */
  sentAt?: Date;
  content: MessageContent;
};
export type MessageContent =
  | { kind: 'text'; text: string }
  | { kind: 'tap'; id: string; title: string }
  /** A photo, voice note, location …: somebody waits for an answer, and `caption` is all of it we can read. */
  | { kind: 'other'; type: string; caption?: string };

export type WhatsAppStatus = {
  messageId: string;
  status: 'sent' | 'delivered' | 'read' | 'failed';
  at?: Date;
  /** Our `biz_opaque_callback_data`, echoed. */
  callbackData?: string;
  errorCode?: number;
};

export type WhatsAppWebhook = {
  messages: WhatsAppMessage[];
  statuses: WhatsAppStatus[];
  /** One word for each part nobody waits on (reactions, system notes, unknown fields): counted, not answered. */
  ignored: string[];
};

/**
 * Reads a webhook body of any shape. Total: a new field or type can neither throw nor hide the messages beside it,
 * because a refused body would be redelivered for seven days.
 */
export function readWhatsAppWebhook(body: unknown): WhatsAppWebhook {
  const webhook: WhatsAppWebhook = { messages: [], statuses: [], ignored: [] };
  for (const entry of asArray(asObject(body)?.entry)) {
    for (const change of asArray(asObject(entry)?.changes)) {
      const value = asObject(asObject(change)?.value) ?? {};
      const people = peopleIn(value);
      for (const message of asArray(value.messages)) readMessage(asObject(message) ?? {}, people, webhook);
      for (const status of asArray(value.statuses)) readStatus(asObject(status) ?? {}, webhook);
      for (const _ of asArray(value.errors)) webhook.ignored.push('account-error');
      if (!value.messages && !value.statuses && !value.errors) webhook.ignored.push('other-field');
    }
  }
  return webhook;
}

function readMessage(message: JsonObject, people: Map<string, Person>, webhook: WhatsAppWebhook): void {
  const id = asText(message.id);
  const phone = asText(message.from)?.replace(/\D/g, '') || undefined;
  const person = people.get(asText(message.from_user_id) ?? '') ?? people.get(phone ?? '');
  const userId = asText(message.from_user_id) ?? person?.userId;
  const type = asText(message.type) ?? 'missing';
  if (!id || !(phone || userId)) return void webhook.ignored.push('message-without-sender');
  if (message.group_id !== undefined) return void webhook.ignored.push('group-message');
  if (type === 'reaction' || type === 'system') return void webhook.ignored.push(type);
  webhook.messages.push({
    id,
    ...(phone && { phone }),
    ...(userId && { userId }),
    ...(person?.name && { profileName: person.name }),
    ...timeOf(message.timestamp, 'sentAt'),
    content: readContent(type, message),
  });
}

function readContent(type: string, message: JsonObject): MessageContent {
  const part = asObject(message[type]) ?? {};
  if (type === 'text' && asText(part.body)) return { kind: 'text', text: String(part.body) };
  if (type === 'button' && asText(part.text)) return tap(part.payload ?? part.text, part.text);
  if (type === 'interactive') {
    const reply = asObject(part.button_reply) ?? asObject(part.list_reply);
    if (reply && asText(reply.id)) return tap(reply.id, reply.title);
  }
  const caption = asText(part.caption);
  return { kind: 'other', type, ...(caption && { caption }) };
}

const tap = (id: unknown, title: unknown): MessageContent => ({
  kind: 'tap',
  id: asText(id) ?? '',
  title: asText(title) ?? '',
});

function readStatus(status: JsonObject, webhook: WhatsAppWebhook): void {
  const messageId = asText(status.id);
  const word = status.status === 'played' ? 'read' : status.status;
  if (!messageId || (word !== 'sent' && word !== 'delivered' && word !== 'read' && word !== 'failed')) {
    return void webhook.ignored.push('other-status');
  }
  const callbackData = asText(status.biz_opaque_callback_data);
  const errorCode = asObject(asArray(status.errors)[0])?.code;
  webhook.statuses.push({
    messageId,
    status: word,
    ...timeOf(status.timestamp, 'at'),
    ...(callbackData && { callbackData }),
    ...(typeof errorCode === 'number' && { errorCode }),
  });
}

type Person = { name?: string; userId?: string };

/** Who is named beside the messages, by BSUID and by phone digits; one webhook may speak of several people. */
function peopleIn(value: JsonObject): Map<string, Person> {
  const people = new Map<string, Person>();
  for (const contact of asArray(value.contacts)) {
    const { profile, wa_id, user_id } = asObject(contact) ?? {};
    const name = asText(asObject(profile)?.name);
    const userId = asText(user_id);
    for (const id of [asText(wa_id), userId])
      if (id) people.set(id, { ...(name && { name }), ...(userId && { userId }) });
  }
  return people;
}

/** A string of unix seconds. */
function timeOf<Key extends string>(value: unknown, key: Key): { [K in Key]?: Date } {
  const seconds = Number(value);
  const readable = Number.isFinite(seconds) && seconds > 0 && seconds < 1e11;
  return (readable ? { [key]: new Date(seconds * 1000) } : {}) as { [K in Key]?: Date };
}
