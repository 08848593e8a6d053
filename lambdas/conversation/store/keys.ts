import { digest } from '../../runtime/fingerprint.ts';
import type { Channel, Contact, Instant } from '../chat.ts';

/** Keys of the chat table (see docs/architecture.md, "What is kept where"). */
export const chatKey = (contact: Contact): string => `CHAT#${contact.channel}#${contact.userId}`;
export const contactOfKey = (pk: string): Contact | undefined => {
  const found = /^CHAT#(whatsapp|line)#(.+)$/s.exec(pk);
  return found ? { channel: found[1] as Channel, userId: found[2] ?? '' } : undefined;
};
export const stateSort = 'STATE';
/** A vendor's id may be of any length. */
export const eventSort = (eventId: string): string => `EVENT#${digest(eventId)}`;
export const outboxSort = (seq: number): string => `OUT#${padded(seq)}`;
/** Sorts as text the way the number does. */
export const padded = (seq: number): string => String(seq).padStart(12, '0');
export const asideSort = (version: number): string => `ASIDE#${padded(version)}`;
export const venueKey = (venueId: string): string => `VENUE#${venueId}`;
/** By month, so that one day's list of people waiting for a person is one query. */
export const handOverKey = (at: Instant): string => `HANDOVER#${at.slice(0, 7)}`;
export const handOverSort = (at: Instant, id: string): string => `${at}#${id}`;
export const reportSort = (at: Instant, id: string): string => `REPORT#${at}#${id}`;

/** The index `due` is spread over a few partitions, so that a busy minute does not heat one. */
export const dueShards = ['0', '1', '2', '3', '4', '5', '6', '7'] as const;
export const dueShardOf = (contact: Contact): string =>
  dueShards[Number.parseInt(digest(chatKey(contact)).slice(0, 8), 16) % dueShards.length] ?? dueShards[0];

const days = 24 * 3600;

/** Seconds. DynamoDB deletes late; only an event's mark has to count as absent before, see the chat store. */
export const keepSeconds = {
  /** WhatsApp redelivers for seven days; twice that, to be sure. */
  event: 14 * days,
  outbox: 30 * days,
  held: 90 * days,
  aside: 30 * days,
  state: 400 * days,
} as const;

export const expiry = (now: Date, seconds: number): number => Math.floor(now.getTime() / 1000) + seconds;
