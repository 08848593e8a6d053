import type { Feed } from './feed.ts';

/** One message as it went over the vendor's wire, in either direction. */
export type Entry = {
  id: string;
  at: string;
  direction: 'in' | 'out';
  /** Whose chat this belongs to, in the vendor's stable id. */
  chat: string;
  to: string;
  from: string;
  type: string;
  /** What a person reads. */
  text: string;
  /** The raw message object. */
  body: unknown;
  status: string;
  /** How it was sent, where the vendor knows several ways. */
  via?: string;
};

export type Journal = {
  add(entry: Entry): void;
  settle(id: string, status: string): void;
  /** Oldest first; of one chat or of all. */
  list(chat: string | undefined, withInbound: boolean): unknown[];
  sentTo(chat: string): Entry[];
  find(id: string): Entry | undefined;
  /** The latest inbound message whose body fits. */
  findInbound(fits: (body: unknown) => boolean): Entry | undefined;
  clear(): void;
};

/** Everything said so far, kept in the order it happened. */
export function createJournal(feed: Feed): Journal {
  let entries: Entry[] = [];
  const byId = new Map<string, Entry>();
  const byChat = new Map<string, Entry[]>();
  const of = (chat: string | undefined) => (chat === undefined ? entries : (byChat.get(chat) ?? []));
  return {
    add(entry) {
      entries.push(entry);
      byId.set(entry.id, entry);
      const chat = byChat.get(entry.chat);
      if (chat) chat.push(entry);
      else byChat.set(entry.chat, [entry]);
      feed.publish({ ...entry, kind: entry.type, type: 'message' });
    },
    settle(id, status) {
      const entry = byId.get(id);
      if (!entry || entry.status === status) return;
      entry.status = status;
      feed.publish({ type: 'status', id, chat: entry.chat, to: entry.to, status });
    },
    list: (chat, withInbound) =>
      of(chat)
        .filter(({ direction }) => withInbound || direction === 'out')
        .map(({ direction, from, ...entry }) => (withInbound ? { ...entry, from, direction } : entry)),
    sentTo: (chat) => of(chat).filter(({ direction }) => direction === 'out'),
    find: (id) => byId.get(id),
    findInbound: (fits) => entries.findLast(({ direction, body }) => direction === 'in' && fits(body)),
    clear() {
      entries = [];
      byId.clear();
      byChat.clear();
    },
  };
}
