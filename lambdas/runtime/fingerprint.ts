import { createHash, createHmac } from 'node:crypto';

/** Fixed-length, queue-safe name of something that may be long or hold odd characters (ids for FIFO groups, keys). */
export const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A UUID that is always the same for the same text: retry keys must survive a crash of whoever made them. */
export function stableUuid(text: string): string {
  const hex = digest(text);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Names a person in a log line without saying who it is; the salt differs per deployment. */
export const pseudonym = (salt: string, id: string): string =>
  createHmac('sha256', salt).update(id).digest('hex').slice(0, 12);
