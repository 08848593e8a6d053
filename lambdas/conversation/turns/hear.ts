import type { Clock } from '../../runtime/clock.ts';
import { Failure } from '../../runtime/failure.ts';
import type { InboundMessage } from '../inbound-message.ts';
import type { ChatRecord, ChatStore } from '../store/chat-record.ts';

/** A person cannot type more than this between two of our turns; a flood waits in the queue. */
export const mostPending = 40;

/**
 * The chat with one more fragment waiting. A tap is a whole utterance and is answered at once; typed text waits
 * `quietSeconds` for what follows, so that five quick messages get one considered answer.
 */
export function withFragment(chat: ChatRecord, message: InboundMessage, quietSeconds: number, now: Date): ChatRecord {
  const { fragment, phone, profileName } = message;
  const quiet = fragment.kind === 'tap' ? 0 : quietSeconds * 1000;
  return {
    ...chat,
    pending: [...chat.pending, fragment],
    // A late redelivery must not make the window look older than it is.
    lastInboundAt: [chat.lastInboundAt ?? '', fragment.sentAt].sort().at(-1) ?? fragment.sentAt,
    ...newestToken(chat, message),
    ...(phone && { phone }),
    ...(profileName && { profileName }),
    due: new Date(now.getTime() + quiet).toISOString(),
  };
}

/** An older event that comes late must not put its dead token over a live one. */
function newestToken(chat: ChatRecord, { replyToken, fragment }: InboundMessage): Pick<ChatRecord, 'replyToken'> {
  if (!replyToken || (chat.lastInboundAt ?? '') > fragment.sentAt) return {};
  return { replyToken: { token: replyToken, receivedAt: fragment.receivedAt } };
}

export type HearPorts = { chats: ChatStore; clock: Clock; quietSeconds: number };

/** Writes the fragment and the mark that its event was processed in one transaction: once, however often it comes. */
export async function hear(message: InboundMessage, ports: HearPorts, tries = 6): Promise<'heard' | 'seen-before'> {
  const chat = await ports.chats.load(message.contact);
  if (chat.pending.length >= mostPending) {
    throw new Failure('chat-is-flooded', 'Too many unanswered messages; this one waits', { retryable: true });
  }
  const record = withFragment(chat, message, ports.quietSeconds, ports.clock());
  const outcome = await ports.chats.save({ record, heard: { eventId: message.fragment.eventId } });
  if (outcome === 'saved') return 'heard';
  if (outcome === 'seen-before') return outcome;
  if (tries > 1) return hear(message, ports, tries - 1);
  throw new Failure('chat-kept-changing', 'The chat changed under every attempt to add to it', { retryable: true });
}
