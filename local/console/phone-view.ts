import type { Channel } from '../../lambdas/conversation/chat.ts';
import type { Entry } from '../simulators/journal.ts';
import { type Json, objectOf, textOf } from '../simulators/json.ts';
import { actionsIn } from '../simulators/line/readable.ts';
import type { WebhookRecord } from '../simulators/webhook-sender.ts';
import { tappables } from '../simulators/whatsapp/readable.ts';

/** One message on a phone, whichever vendor it came through. */
export type PhoneBubble = {
  id: string;
  at: string;
  /** Written by the person who holds the phone. */
  mine: boolean;
  kind: 'text' | 'photo' | 'sticker' | 'tap' | 'other';
  text: string;
  choices: Choice[];
  choicesAs: 'buttons' | 'list' | 'quick-replies';
  /** What the button says that opens a list. */
  open?: string;
  status: 'waiting' | 'sent' | 'delivered' | 'read' | 'failed';
  /** Why it failed, or how it was sent. */
  note?: string;
};
export type Choice = { id: string; title: string; description?: string };

const BUBBLES_SHOWN = 200;
const KINDS: Record<string, PhoneBubble['kind']> = {
  text: 'text',
  image: 'photo',
  sticker: 'sticker',
  interactive: 'tap',
  button: 'tap',
  postback: 'tap',
};

/** What the phone shows, oldest first: the vendor's journal beside how the product took each webhook. */
export function phoneView(channel: Channel, entries: Entry[], webhooks: WebhookRecord[]): PhoneBubble[] {
  const shown = entries.slice(-BUBBLES_SHOWN);
  return shown.map((entry) =>
    entry.direction === 'in' ? mine(channel, entry, entries, webhooks) : theirs(channel, entry),
  );
}

function mine(channel: Channel, entry: Entry, all: Entry[], webhooks: WebhookRecord[]): PhoneBubble {
  const kind = KINDS[entry.type] ?? 'other';
  return {
    id: entry.id,
    at: entry.at,
    mine: true,
    kind,
    text: channel === 'line' && kind === 'tap' ? wordsTapped(entry, all) : entry.text || placeholder(entry.type),
    choices: [],
    choicesAs: 'buttons',
    ...receipt(channel, entry, webhooks),
  };
}

/** LINE shows the person the words of what they tapped; the event itself carries only its data. */
function wordsTapped({ text, chat }: Entry, all: Entry[]): string {
  const actions = all
    .filter((sent) => sent.direction === 'out' && sent.chat === chat)
    .flatMap(({ body }) => actionsIn(body));
  const tapped = actions.findLast(({ data }) => data === text);
  return textOf(tapped?.displayText) ?? textOf(tapped?.label) ?? text;
}

function receipt(
  channel: Channel,
  { id, status }: Entry,
  webhooks: WebhookRecord[],
): Pick<PhoneBubble, 'status' | 'note'> {
  if (status === 'read') return { status: 'read' };
  const attempts = webhooks.filter(({ eventIds }) => eventIds.includes(id));
  const last = attempts.at(-1);
  if (!last) return { status: 'sent' };
  const taken = (answered: number) => (channel === 'line' ? answered >= 200 && answered <= 299 : answered === 200);
  if (attempts.some((attempt) => taken(attempt.status))) return { status: 'delivered' };
  const answered = last.status === 0 ? (last.error ?? 'no answer') : `answered ${last.status}`;
  const next = last.willRetryAt ? 'the vendor will send it again' : 'the vendor will not send it again';
  return { status: 'failed', note: `webhook: ${answered}, ${next}` };
}

const LINE_STATUS: Record<string, Pick<PhoneBubble, 'status' | 'note'>> = {
  delivered: { status: 'delivered' },
  'not-delivered': { status: 'failed', note: 'never arrived; LINE does not tell the sender' },
};
const WHATSAPP_STATUS: Record<string, PhoneBubble['status']> = {
  accepted: 'waiting',
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  failed: 'failed',
};

function theirs(channel: Channel, entry: Entry): PhoneBubble {
  const body = objectOf(entry.body);
  const base = { id: entry.id, at: entry.at, mine: false, kind: KINDS[entry.type] ?? 'other', text: entry.text };
  if (channel === 'line') {
    const choices = actionsIn(body).map((action) => ({
      id: String(action.data ?? action.text),
      title: String(action.label),
    }));
    const receipt = LINE_STATUS[entry.status] ?? { status: 'sent' };
    return {
      ...base,
      kind: 'text',
      choices,
      choicesAs: 'quick-replies',
      ...(entry.via && { note: entry.via }),
      ...receipt,
    };
  }
  const choices = tappables(body).map(({ id, title, description }) => ({
    id,
    title,
    ...(description && { description }),
  }));
  const interactive = objectOf(body.interactive);
  const isList = interactive.type === 'list';
  return {
    ...base,
    kind: 'text',
    choices,
    choicesAs: isList ? 'list' : 'buttons',
    ...(isList && { open: String(objectOf(interactive.action as Json).button ?? 'Choose') }),
    status: WHATSAPP_STATUS[entry.status] ?? 'sent',
  };
}

const placeholder = (type: string): string => (type === 'text' ? '' : `(${type})`);
