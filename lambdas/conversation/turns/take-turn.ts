import type { Clock } from '../../runtime/clock.ts';
import { Failure } from '../../runtime/failure.ts';
import { type Bubble, type Fragment, newConversation, type Turn } from '../chat.ts';
import { newRow, type OutboxRow, type Payloads } from '../outbox/outbox-row.ts';
import { renderForLine } from '../outbox/render-line.ts';
import { renderForWhatsApp } from '../outbox/render-whatsapp.ts';
import type { ChatChange, ChatRecord, ChatStore } from '../store/chat-record.ts';
import type { TurnCall } from './turn-call.ts';

/** Somebody who keeps typing is answered after this long all the same. */
const longestWaitMilliseconds = 6_000;

export type TurnPorts = {
  chats: ChatStore;
  /** Loads what answering needs (the directory); the answer itself is a pure function. */
  decider(): Promise<(chat: ChatRecord, fragments: Fragment[], now: Date) => Turn>;
  /** What a person is told whose message we could not answer. */
  apologise(chat: ChatRecord): Bubble[];
  clock: Clock;
};

export type TurnResult =
  | { kind: 'taken'; turn: Turn; fragments: Fragment[] }
  | { kind: 'nothing-to-do'; reason: 'answered-already' | 'more-is-coming' };

/**
 * Answers what is pending in a chat: conversation, consumed fragments, answer and report change together or not at all.
 * Only the call made for the newest fragment answers (the others find a newer version), unless the first one has
 * waited long enough.
 */
export async function takeTurn(call: TurnCall, ports: TurnPorts, tries = 4): Promise<TurnResult> {
  const chat = await ports.chats.load(call.contact);
  const now = ports.clock();
  const work = await workFor(call, chat, ports, now);
  if (work.kind === 'nothing-to-do') return work;
  const { turn, change } = await answer(chat, work, ports, now);
  const outcome = await ports.chats.save(change);
  if (outcome === 'saved') return { kind: 'taken', turn, fragments: work.fragments };
  if (outcome === 'seen-before') return { kind: 'nothing-to-do', reason: 'answered-already' };
  // Somebody wrote while we were deciding: decide again, knowing it.
  if (tries > 1) return takeTurn(call, ports, tries - 1);
  throw new Failure('chat-kept-changing', 'The chat changed under every attempt to answer it', { retryable: true });
}

/** Whatever goes wrong in here is the message's or our own fault, never the infrastructure's: it counts as poison. */
async function answer(chat: ChatRecord, work: Exclude<Work, { kind: 'nothing-to-do' }>, ports: TurnPorts, now: Date) {
  const decide = await ports.decider();
  try {
    const turn = decide(chat, work.fragments, now);
    return { turn, change: changeOf(chat, turn, work, now) };
  } catch (cause) {
    throw new Failure('turn-failed', 'No answer could be made of these fragments', { retryable: true, cause });
  }
}

type Work =
  | { kind: 'pending'; fragments: Fragment[] }
  | { kind: 'set-aside'; fragments: Fragment[]; version: number }
  | Extract<TurnResult, { kind: 'nothing-to-do' }>;

async function workFor(call: TurnCall, chat: ChatRecord, ports: TurnPorts, now: Date): Promise<Work> {
  if (call.version < chat.version) {
    const aside = await ports.chats.loadSetAside(call.contact, call.version);
    if (aside) return { kind: 'set-aside', fragments: aside.fragments, version: aside.version };
  }
  const oldest = chat.pending[0];
  if (!oldest) return { kind: 'nothing-to-do', reason: 'answered-already' };
  const waited = now.getTime() - Date.parse(oldest.receivedAt);
  if (call.version < chat.version && waited < longestWaitMilliseconds) {
    return { kind: 'nothing-to-do', reason: 'more-is-coming' };
  }
  return { kind: 'pending', fragments: chat.pending };
}

function changeOf(chat: ChatRecord, turn: Turn, work: Exclude<Work, { kind: 'nothing-to-do' }>, now: Date): ChatChange {
  const outbox = turn.bubbles.length > 0 ? { outbox: outboxRow(chat, turn.bubbles, now) } : {};
  const { report, handOver } = turn;
  const noted = { ...(report && { report }), ...(handOver && { handOver }) };
  if (work.kind === 'set-aside') {
    const { replyToken: _, ...record } = chat;
    const takenUp = { version: work.version };
    return { record: { ...record, conversation: turn.conversation }, takenUp, ...outbox, ...noted };
  }
  return { record: { ...answered(chat), conversation: turn.conversation }, ...outbox, ...noted };
}

/** The reply token goes with the answer: it works once. */
function answered(chat: ChatRecord): ChatRecord {
  const { due: _due, replyToken: _token, ...rest } = chat;
  return { ...rest, pending: [] };
}

function outboxRow(chat: ChatRecord, bubbles: Bubble[], now: Date): OutboxRow {
  const { contact, version, replyToken } = chat;
  const payloads: Payloads =
    contact.channel === 'whatsapp'
      ? { channel: 'whatsapp', each: renderForWhatsApp(bubbles) }
      : { channel: 'line', each: renderForLine(bubbles) };
  return newRow({ contact, seq: version + 1, payloads, ...(replyToken && { replyToken }) }, now);
}

/**
 * The last attempt at a turn that keeps failing does not try again: it puts the fragments away and says so, because a
 * turn that kills its process would otherwise block the chat for ever. The call then goes to the dead-letter queue;
 * a redrive answers the fragments (see `workFor`).
 */
export async function setAside(call: TurnCall, ports: TurnPorts, tries = 4): Promise<'set-aside' | 'nothing-to-do'> {
  const chat = await ports.chats.load(call.contact);
  if (chat.pending.length === 0) return 'nothing-to-do';
  const now = ports.clock();
  const { language, sender } = chat.conversation;
  const kept = { language, ...(sender && { sender }) };
  const outcome = await ports.chats.save({
    // From the start again: it may be the conversation, not the message, that cannot be answered.
    record: { ...answered(chat), conversation: { ...newConversation(), ...kept } },
    outbox: outboxRow(chat, ports.apologise(chat), now),
    setAside: { version: call.version, fragments: chat.pending },
  });
  if (outcome === 'saved') return 'set-aside';
  if (outcome === 'conflict' && tries > 1) return setAside(call, ports, tries - 1);
  throw new Failure('chat-kept-changing', 'The fragments could not be set aside', { retryable: true });
}
