import { endsThread } from './ends-thread.ts';
import type { MailCategory, MailUrgency, WaitingOn } from './mail-thread.ts';
import { ASKS, CATEGORY_WORDS, MENDED, URGENT } from './words.ts';

/** One mail of a person, on one side, with its first words. */
export type Said = { side: 'us' | 'them'; subject: string; words: string; confirmed: boolean };

/** What the thread is about. The words of the venue count, ours only when it said nothing itself. */
export function categoryOf(thread: readonly Said[]): MailCategory {
  const theirs = thread.filter(({ side }) => side === 'them');
  const heard = theirs.length > 0 ? theirs : thread;
  const text = [...new Set(heard.map(({ subject }) => subject)), ...heard.map(({ words }) => words)].join(' . ');
  const [found = 'other', next] = CATEGORY_WORDS.filter(([, words]) => words.some((pattern) => pattern.test(text))).map(
    ([category]) => category,
  );
  const isOver = MENDED.test(heard.at(-1)?.words ?? '');
  // "Excellent, it is back" is told by how the thread began; "we love the new playlist" asks for no other.
  if (found === 'praise' && isOver) return 'other';
  return found === 'music-design' && next === 'praise' && !ASKS.test(text) ? 'praise' : found;
}

/** Whose turn it is: a thank-you ends a thread, a question never does. */
export function waitingOnIn(thread: readonly Said[]): WaitingOn {
  const last = thread.at(-1);
  if (!last) return 'nobody';
  const isEnd = endsThread(last.words);
  if (last.side === 'us') return isEnd ? 'nobody' : 'them';
  return isEnd ? 'nobody' : 'us';
}

/** Only what somebody really sent can be urgent: a forged cry for help is looked at in its turn. */
export function urgencyOf(thread: readonly Said[], category: MailCategory, waitingOn: WaitingOn): MailUrgency {
  if (waitingOn === 'nobody' || category === 'praise') return 'low';
  const last = thread.at(-1);
  const isHeard = waitingOn === 'us' && last?.confirmed === true;
  const cries = thread.some(
    ({ side, confirmed, subject, words }) => side === 'them' && confirmed && URGENT.test(`${subject} ${words}`),
  );
  return isHeard && (category === 'music-down' || cries) ? 'urgent' : 'normal';
}
