import type { Random } from '../random.ts';
import { addressesIn } from './mail-addresses.ts';
import type { GivenMail } from './read-mail.ts';

/** One mail in the mailbox. */
export type Mail = GivenMail & { id: string; threadId: string; historyId: string; nth: number };

export type MailStore = {
  add(mails: GivenMail[]): void;
  /** Latest first. */
  all(): Mail[];
  /** Oldest first; empty where there is no such thread. */
  thread(id: string): Mail[];
  find(id: string): Mail | undefined;
  clear(): void;
};

const REPLY_PREFIX = /^\s*((re|fw|fwd|aw|wg|ตอบกลับ|ส่งต่อ)\s*(\[\d+\])?\s*:\s*)+/i;

/** The mails of the one mailbox, in threads of one subject among the same people. */
export function createMailStore(random: Random): MailStore {
  let mails: Mail[] = [];
  let threads = new Map<string, string>();
  let history = 1_000;
  const threadKey = ({ subject, from, to, cc }: GivenMail) =>
    JSON.stringify([subject.replace(REPLY_PREFIX, '').trim().toLowerCase(), addressesIn(from, to, cc).sort()]);
  return {
    add(given) {
      for (const mail of given.toSorted((one, other) => one.date.getTime() - other.date.getTime())) {
        const id = random.hex(16);
        const threadId = threads.get(threadKey(mail)) ?? id;
        threads.set(threadKey(mail), threadId);
        history += 1;
        mails.push({ ...mail, id, threadId, historyId: String(history), nth: mails.length });
      }
      mails.sort((one, other) => other.date.getTime() - one.date.getTime() || other.nth - one.nth);
    },
    all: () => mails,
    thread: (id) => mails.filter(({ threadId }) => threadId === id).toReversed(),
    find: (id) => mails.find((mail) => mail.id === id),
    clear() {
      mails = [];
      threads = new Map();
    },
  };
}
