import { asArray, asNumber, asObject, asText, type JsonObject } from '../json.ts';

/** What happened in a chat with us, in the vendor's terms but without its shapes. */
export type LineEvent = {
  id: string;
  /** The person; or the group or room that called us in, which is told once that we talk one to one. */
  userId: string;
  /** Absent where unreadable. */
  sentAt?: Date;
  replyToken?: string;
  content: LineContent;
};
export type LineContent =
  | { kind: 'text'; text: string }
  | { kind: 'tap'; id: string; title: string }
  | { kind: 'other'; type: string };

export type LineWebhook = {
  events: LineEvent[];
  /** One word for each part nobody waits on: counted, not answered. */
  ignored: string[];
};

/** Reads a webhook body of any shape. Total, like its WhatsApp sister: without redelivery a refused event is lost. */
export function readLineWebhook(body: unknown): LineWebhook {
  const webhook: LineWebhook = { events: [], ignored: [] };
  for (const event of asArray(asObject(body)?.events)) readEvent(asObject(event) ?? {}, webhook);
  return webhook;
}

function readEvent(event: JsonObject, webhook: LineWebhook): void {
  const id = asText(event.webhookEventId);
  const type = asText(event.type) ?? 'missing';
  const source = asObject(event.source) ?? {};
  const replyToken = asText(event.replyToken);
  const time = timeOf(event.timestamp);
  if (!id) return void webhook.ignored.push('event-without-id');
  // Another module owns a chat in standby; answering would talk over it.
  if (event.mode === 'standby') return void webhook.ignored.push('standby');
  if (source.type !== 'user') {
    const groupId = asText(source.groupId) ?? asText(source.roomId);
    if (replyToken && groupId && (type === 'join' || mentionsUs(event))) {
      return void webhook.events.push({
        id,
        userId: groupId,
        ...time,
        replyToken,
        content: { kind: 'other', type: 'group' },
      });
    }
    return void webhook.ignored.push('group-event');
  }
  const userId = asText(source.userId);
  const content = readContent(type, event);
  if (!userId || !content) return void webhook.ignored.push(userId ? type : 'event-without-sender');
  webhook.events.push({ id, userId, ...time, content, ...(replyToken && { replyToken }) });
}

/** What somebody waits for an answer to; `undefined` for what nobody does (unsend, unfollow, leave, new types). */
function readContent(type: string, event: JsonObject): LineContent | undefined {
  if (type === 'follow') return { kind: 'other', type };
  if (type === 'postback') {
    const data = asText(asObject(event.postback)?.data);
    return data ? { kind: 'tap', id: data, title: '' } : { kind: 'other', type };
  }
  if (type !== 'message') return undefined;
  const message = asObject(event.message) ?? {};
  const text = message.type === 'text' ? asText(message.text) : undefined;
  return text ? { kind: 'text', text } : { kind: 'other', type: asText(message.type) ?? 'missing' };
}

const mentionsUs = (event: JsonObject): boolean =>
  asArray(asObject(asObject(event.message)?.mention)?.mentionees).some((one) => asObject(one)?.isSelf === true);

/** A number of unix milliseconds. */
function timeOf(value: unknown): { sentAt?: Date } {
  const milliseconds = asNumber(value) ?? 0;
  return milliseconds > 0 && milliseconds < 1e14 ? { sentAt: new Date(milliseconds) } : {};
}
