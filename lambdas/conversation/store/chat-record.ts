import {
  type Contact,
  type Conversation,
  type Fragment,
  type HandOver,
  type Instant,
  newConversation,
  type Report,
} from '../chat.ts';
import type { OutboxRow } from '../outbox/outbox-row.ts';

/** Everything kept about one chat in one item. `version` rises with every change and orders the chat. */
export type ChatRecord = {
  contact: Contact;
  version: number;
  conversation: Conversation;
  /** Heard but not yet answered, in the order of arrival. */
  pending: Fragment[];
  /** When the person last wrote, by the vendor's clock: what opens WhatsApp's 24-hour window. */
  lastInboundAt?: Instant;
  replyToken?: { token: string; receivedAt: Instant };
  phone?: string;
  profileName?: string;
  /** When the pending fragments should be answered. */
  due?: Instant;
};

export const newChat = (contact: Contact): ChatRecord => ({
  contact,
  version: 0,
  conversation: newConversation(),
  pending: [],
});

/** Fragments whose turn failed for good, kept for a redrive. Named by the chat version they were pending at. */
export type SetAside = { version: number; fragments: Fragment[] };

/** One change of a chat, written whole or not at all. */
export type ChatChange = {
  /** As read, with its changes; `version` still as read. */
  record: ChatRecord;
  /** The provider event this change is about: written once, ever. */
  heard?: { eventId: string };
  outbox?: OutboxRow;
  report?: Report;
  handOver?: HandOver;
  setAside?: SetAside;
  /** The set-aside fragments that this change has now answered. */
  takenUp?: { version: number };
};

export type SaveOutcome =
  | 'saved'
  /** Somebody else changed the chat since it was read: read again and decide again. */
  | 'conflict'
  /** This event, or these set-aside fragments, were already dealt with. */
  | 'seen-before';

export type ChatStore = {
  load(contact: Contact): Promise<ChatRecord>;
  save(change: ChatChange): Promise<SaveOutcome>;
  loadSetAside(contact: Contact, version: number): Promise<SetAside | undefined>;
};
