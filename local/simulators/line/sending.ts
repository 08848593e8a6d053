import { type Json, listOf, objectOf, textOf } from '../json.ts';
import { type Answer, answer, type Call } from '../loopback-server.ts';
import { checkMessages } from './check-messages.ts';
import { isLineId } from './identity.ts';
import { refuse, refuseBody } from './line-errors.ts';
import type { Parts } from './parts.ts';
import { createProblems } from './problems.ts';
import { readableText } from './readable.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `POST /v2/bot/message/reply`: free, once per token, within its minute. */
export function reply(parts: Parts, { headers, json }: Call): Answer {
  const { chatOfToken, faults, replyTokens } = parts;
  const { replyToken, messages } = objectOf(json);
  if (headers['x-line-retry-key'] !== undefined) return refuse('retryKeyNotAllowed');
  const problems = [...requireText(replyToken, 'replyToken'), ...checkMessages(messages)];
  if (problems.length > 0) return refuseBody(problems);
  const token = String(replyToken);
  if (faults.strike('replyTokenExpired') || !replyTokens.isUsable(token)) return refuse('invalidReplyToken');
  replyTokens.use(token);
  return deliver(parts, chatOfToken.get(token) ?? '', messages, 'reply').answer;
}

/** `POST /v2/bot/message/push`: counts one per recipient; safe to repeat with a retry key. */
export function push(parts: Parts, { headers, json }: Call, requestId: string): Answer {
  const { faults, people, quota, retryKeys } = parts;
  const { to, messages } = objectOf(json);
  const key = headers['x-line-retry-key'];
  if (key !== undefined && !UUID.test(String(key))) return refuse('invalidRetryKey');
  const before = key === undefined ? undefined : retryKeys.accepted(String(key));
  if (before) {
    const body = { message: 'The retry key is already accepted', sentMessages: before.sentMessages };
    return answer(409, body, { 'x-line-accepted-request-id': before.requestId });
  }
  const problems = [...requireText(to, 'to'), ...checkMessages(messages)];
  if (problems.length > 0) return refuseBody(problems);
  const chat = String(to);
  if (!isLineId(chat)) return refuse('invalidTo');
  const person = people.find(chat);
  if (person?.unknown) return refuse('failedToSend');
  if (faults.strike('monthlyLimit') || !quota.allows(1)) return refuse('monthlyLimit');

  const delivered = deliver(parts, chat, messages, 'push');
  if (delivered.arrives) quota.spend(1);
  if (key !== undefined) retryKeys.bind(String(key), { requestId, sentMessages: delivered.sentMessages });
  return delivered.answer;
}

/** `POST /v2/bot/message/validate/*`: the same checks, nothing sent. */
export function validate({ json }: Call): Answer {
  const problems = checkMessages(objectOf(json).messages);
  return problems.length > 0 ? refuseBody(problems) : answer(200, {});
}

function requireText(value: unknown, property: string) {
  const problems = createProblems();
  problems.required(value, property, 1_000);
  return problems.all;
}

/** Accepts the messages. Whoever blocked the account never sees them, and the sender is not told. */
function deliver(parts: Parts, chat: string, messages: unknown, via: 'reply' | 'push') {
  const { faults, journal, people, random, settings, time } = parts;
  const arrives = !faults.strike('acceptedThenFailed') && !people.find(chat)?.blocked;
  const sentMessages = listOf(messages).map((given) => {
    const message: Json = objectOf(given);
    const id = random.digits(18);
    journal.add({
      id,
      at: time.clock().toISOString(),
      direction: 'out',
      chat,
      to: chat,
      from: settings.botUserId,
      type: textOf(message.type) ?? 'unknown',
      text: readableText(message),
      body: message,
      status: arrives ? 'delivered' : 'not-delivered',
      via,
    });
    return { id, quoteToken: random.hex(40) };
  });
  const accepted: Answer = faults.strike('lostResponse') ? { kind: 'drop' } : answer(200, { sentMessages });
  return { answer: accepted, arrives, sentMessages };
}
