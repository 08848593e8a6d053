import type { Mailbox } from '../../clients/google/gmail.ts';
import type { Later, Refused } from '../../clients/google/outcome.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { MailHistory, MailHistoryStore, SweepState } from './mail-store.ts';
import type { MailThread } from './mail-thread.ts';
import type { Sides } from './people.ts';
import { type MailSearch, mailSearchFor, type VenueContacts } from './search-for.ts';
import { summarise } from './summarise.ts';

/** The mail of a venue: just read, read lately, or why it cannot be had, with what was known before. */
export type RefreshedMail =
  | ({ kind: 'fresh'; threadsRead: number } & MailHistory)
  | ({ kind: 'cached' } & MailHistory)
  | {
      kind: 'unavailable';
      reason: Refused['reason'] | Later['reason'];
      retryAfterSeconds?: number;
      known?: MailHistory;
    };

export type Refresh = {
  venue: VenueContacts;
  mailbox: Mailbox;
  store: MailHistoryStore;
  clock: Clock;
  /** Our own domains, and those where several venues have contacts. */
  ourDomains: readonly string[];
  shared: ReadonlySet<string>;
  /** @default 2 */
  cacheHours?: number;
};

const MOST_THREADS = 25;

/**
 * Brings a venue's mail history up to date. Gmail's troubles are an outcome and leave what is known alone; only
 * threads that changed since are read again.
 */
export async function refreshMailHistory(refresh: Refresh): Promise<RefreshedMail> {
  const { venue, mailbox, store, clock, ourDomains, shared, cacheHours = 2 } = refresh;
  const now = clock();
  const known = await store.load(venue.venueId);
  if (known && now.getTime() - known.sweptAt.getTime() < cacheHours * 3_600_000) return { kind: 'cached', ...known };

  const search = mailSearchFor(venue, { ourDomains, shared });
  const save = async (threads: MailThread[], state: SweepState, threadsRead: number): Promise<RefreshedMail> => {
    await store.save(venue.venueId, threads, now, state);
    return { kind: 'fresh', threads, sweptAt: now, state, threadsRead };
  };
  if (!search) return save([], 'nobody-to-look-for', 0);

  const listed = await mailbox.threads(search.query, { atMost: MOST_THREADS });
  if (listed.kind !== 'threads') return unavailable(listed, known);
  const read = await readThreads(mailbox, listed.threads, known, sidesOf(search, ourDomains));
  if ('trouble' in read) return unavailable(read.trouble, known);
  return save(read.threads, listed.nextPageToken === undefined ? 'complete' : 'latest-only', read.count);
}

type Listed = { id: string; historyId: string };
type Read = { threads: MailThread[]; count: number } | { trouble: Refused | Later };

async function readThreads(
  mailbox: Mailbox,
  listed: Listed[],
  known: MailHistory | undefined,
  sides: Sides,
): Promise<Read> {
  const threads: MailThread[] = [];
  let count = 0;
  for (const { id, historyId } of listed) {
    const unchanged = known?.threads.find((thread) => thread.threadId === id && thread.historyId === historyId);
    if (unchanged) {
      threads.push(unchanged);
      continue;
    }
    const thread = await mailbox.thread(id);
    // Deleted since it was listed.
    if (thread.kind === 'refused' && thread.reason === 'not-found') continue;
    if (thread.kind !== 'thread') return { trouble: thread };
    count += 1;
    const summary = summarise(thread, sides);
    if (summary) threads.push(summary);
  }
  threads.sort((one, other) => other.lastAt.getTime() - one.lastAt.getTime());
  return { threads, count };
}

const sidesOf = ({ addresses, domains }: MailSearch, ourDomains: readonly string[]): Sides => ({
  ourDomains,
  venue: { addresses, domains },
});

function unavailable(trouble: Refused | Later, known: MailHistory | undefined): RefreshedMail {
  const wait = trouble.kind === 'later' ? trouble.retryAfterSeconds : undefined;
  return {
    kind: 'unavailable',
    reason: trouble.reason,
    ...(wait !== undefined && { retryAfterSeconds: wait }),
    ...(known && { known }),
  };
}
