import { countAccounts } from '../../clients/soundtrack/look.ts';
import { pagesALeg } from './look-at-leg.ts';
import type { Polled, PollPorts } from './poll-ports.ts';
import { postpone } from './postpone.ts';
import { nothingTaken } from './take-in.ts';
import type { PageRange, PollWork } from './work.ts';

type SurveyWork = Extract<PollWork, { kind: 'survey' }>;

/** Legs a message surveys; the next message goes on. */
const LEGS_A_PART = 6;

/** Goes through the list of accounts with the cheapest question there is and notes where legs begin and end. */
export async function survey(work: SurveyWork, ports: PollPorts): Promise<Polled> {
  const { soundtrack, way, notes, send } = ports;
  // Another one that was begun no earlier is already through; going on would only take tokens from the looks.
  const surveyed = await notes.surveyed();
  if (surveyed && surveyed.madeAt >= work.begunAt) return { kind: 'already' };
  const ranges: PageRange[] = [...work.ranges];
  const pages = pagesALeg(way);
  let begin = work.after;
  let after = work.after;
  let seen = work.seen;
  let seenAtBegin = seen;
  for (let page = 1; page <= LEGS_A_PART * pages; page++) {
    const counted = await countAccounts(soundtrack, { after, accounts: way.accountsPerRequest });
    if (counted.kind !== 'answer') {
      const isTooSoon = counted.kind === 'later' && counted.reason === 'rate-limited';
      const waitedSeconds = begin === work.after ? work.waitedSeconds : undefined;
      const rest = { ...work, after: begin, ranges, seen: seenAtBegin, waitedSeconds };
      const postponed = isTooSoon && (await postpone(rest, counted.retryAfterSeconds ?? 10, ports));
      return postponed || { kind: 'done', taken: nothingTaken(), unread: counted.reason };
    }
    const last = [...counted.counts, ...counted.failures].at(-1)?.accountId;
    seen += counted.counts.length + counted.failures.length + (counted.unread ?? 0);
    after = counted.next;
    // A list that breaks off would leave everybody behind its end without a leg.
    if (after === null && seen < counted.total)
      return { kind: 'done', taken: nothingTaken(), unread: 'list-broke-off' };
    if (after === null) {
      // The last leg reads to the end, wherever that is by then.
      await notes.saveSurveyed({ madeAt: work.begunAt, ranges: [...ranges, { after: begin, until: null }] });
      return { kind: 'learnt' };
    }
    if (page % pages === 0 && last !== undefined) {
      ranges.push({ after: begin, until: last });
      begin = after;
      seenAtBegin = seen;
    }
  }
  await send({ ...work, after: begin, ranges, seen, waitedSeconds: undefined }, 0);
  return { kind: 'done', taken: nothingTaken() };
}
