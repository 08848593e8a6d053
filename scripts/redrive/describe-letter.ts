import { InboundMessage } from '../../lambdas/conversation/inbound-message.ts';
import { DeliveryStatuses } from '../../lambdas/conversation/ingest/delivery-status.ts';
import { DeliveryCall, TurnCall } from '../../lambdas/conversation/turns/turn-call.ts';
import { PollWork } from '../../lambdas/monitoring/polling/work.ts';
import { assertNever } from '../../lambdas/runtime/failure.ts';
import { pseudonym } from '../../lambdas/runtime/fingerprint.ts';
import { counted } from '../in-words.ts';
import type { QueueName } from '../outputs.ts';

/**
 * A dead letter in words that neither quote nor identify a person: of a chat it says the pseudonym the logs use, so
 * whoever looks further finds the lines about it.
 */
export function describeLetter(queue: QueueName, body: string, logSalt: string): string {
  const content = readJson(body);
  const chat = ({ channel, userId }: { channel: string; userId: string }) =>
    `${channel} chat ${pseudonym(logSalt, userId)}`;
  const words = describe[queue](content, chat);
  return words ?? `not readable as what belongs in this queue (${counted(Buffer.byteLength(body), 'byte')})`;
}

type Chat = (contact: { channel: string; userId: string }) => string;

const describe: Record<QueueName, (content: unknown, chat: Chat) => string | undefined> = {
  Inbox(content, chat) {
    const { success, data } = InboundMessage.safeParse(content);
    return success ? `${kindOf(data.fragment)} from ${chat(data.contact)}` : undefined;
  },
  Turns(content, chat) {
    const { success, data } = TurnCall.safeParse(content);
    return success ? `an answer due in ${chat(data.contact)} since version ${data.version}` : undefined;
  },
  Outbox(content, chat) {
    const { success, data } = DeliveryCall.safeParse(content);
    return success ? `answers to send in ${chat(data.contact)}` : undefined;
  },
  Statuses(content) {
    const { success, data } = DeliveryStatuses.safeParse(content);
    if (!success) return undefined;
    const byStatus = Map.groupBy(data.statuses, ({ status }) => status);
    return `delivery statuses: ${[...byStatus].map(([status, all]) => `${all.length} ${status}`).join(', ') || 'none'}`;
  },
  PollsOne: aLook,
  PollsTwo: aLook,
};

/** Whose looks they are stays in the message: an account's id names a customer. */
function aLook(content: unknown): string | undefined {
  const work = PollWork.safeParse(content).data;
  switch (work?.kind) {
    case undefined:
      return undefined;
    case 'pages':
      return `a look at leg ${work.leg} in round ${work.round}`;
    case 'accounts':
      return `a look at ${counted(work.accountIds.length, 'account')} in round ${work.round}`;
    case 'recheck':
      return `a further look at ${counted(work.accountIds.length, 'account')}`;
    case 'survey':
      return 'a part of the survey of all accounts';
    case 'probe':
      return 'a measurement of what asking costs';
    default:
      return assertNever(work);
  }
}

/** The vendor's word for what was sent is shown only where it looks like one. */
function kindOf({ kind, otherType }: InboundMessage['fragment']): string {
  if (kind !== 'other') return kind === 'tap' ? 'a tap' : 'a text';
  return otherType && /^[a-z_-]{1,20}$/i.test(otherType) ? `a message of type ${otherType}` : 'a message';
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
