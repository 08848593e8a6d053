import type { SoundtrackClient } from '../../clients/soundtrack/client.ts';
import { countAccounts, joinLooks, lookAtAccounts, lookAtPage, lookAtRest } from '../../clients/soundtrack/look.ts';
import type { AccountCount, AccountLook, Detail, NoAnswer } from '../../clients/soundtrack/looks.ts';
import type { ChosenWay } from './chosen-way.ts';
import type { LegWork } from './work.ts';

/** One stretch of a leg, as it comes. */
export type LegPart =
  | { kind: 'accounts'; accounts: AccountLook[]; next?: string | null }
  /** Accounts that are as they were, by their counts. */
  | { kind: 'as-before'; accountIds: string[] }
  /** The rest of the leg could not be read. `lost`: not before the legs are learnt anew. */
  | { kind: 'failed'; reason: string; lost?: true }
  /** Not now: the credential's tokens are needed elsewhere. */
  | { kind: 'wait'; afterSeconds: number; reason: string }
  /** The account that ends the leg did not come. */
  | { kind: 'lost' };

export type LookingAt = {
  soundtrack: Pick<SoundtrackClient, 'ask'>;
  way: Pick<ChosenWay, 'shape' | 'accountsPerRequest' | 'zonesPerAccount'>;
  detail: Detail;
  owns(accountId: string): boolean;
  /** Of these accounts, whose turn it is to be read in full, and whose counts are not what their states would make them. */
  moved(counts: readonly AccountCount[]): Promise<{ inFull: readonly string[]; closer: ReadonlySet<string> }>;
};

/** Most pages of a leg in a survey; and how many more are read in search of its end before it counts as lost. */
const PAGES_A_LEG = 5;
const PAGES_IN_SEARCH = 3;
/** A run has to come to the end of its leg; it can wait for about as many tokens. */
const TOKENS_A_LEG = 1_500;

/** How many pages a leg is to have: fewer where pages are dear. */
export function pagesALeg({
  tokensPerRound,
  requestsPerRound,
}: Pick<ChosenWay, 'tokensPerRound' | 'requestsPerRound'>) {
  const tokensAPage = tokensPerRound / Math.max(1, requestsPerRound);
  return Math.max(1, Math.min(PAGES_A_LEG, Math.floor(TOKENS_A_LEG / Math.max(1, tokensAPage))));
}

/** Reads a leg, answer by answer. It ends after the first part that is not `accounts` or `as-before`. */
export async function* lookAtLeg(work: LegWork, looking: LookingAt): AsyncGenerator<LegPart> {
  if (work.kind === 'accounts') return yield* lookAtIds(work.accountIds, looking);
  const { after: from, until } = work.range;
  let after: string | null = from;
  for (let pages = 0; pages < PAGES_A_LEG + PAGES_IN_SEARCH; pages++) {
    let next: string | null = null;
    let hasEnd = false;
    for await (const part of onePage(after, looking)) {
      if (part.kind === 'page-end') {
        next = part.next;
        hasEnd = until !== null && part.accountIds.includes(until);
      } else {
        yield part;
        if (part.kind !== 'accounts' && part.kind !== 'as-before') return;
      }
    }
    if (hasEnd) return;
    if (next === null) {
      if (until !== null) yield { kind: 'lost' };
      return;
    }
    after = next;
  }
  // Behind the last leg there is nobody who reads the rest; anybody else has missed the end.
  yield until === null ? { kind: 'failed', reason: 'longer-than-surveyed', lost: true } : { kind: 'lost' };
}

type PageOver = { kind: 'page-end'; next: string | null; accountIds: string[] };

async function* onePage(after: string | null, looking: LookingAt): AsyncGenerator<LegPart | PageOver> {
  const { soundtrack, way, detail } = looking;
  const { accountsPerRequest: accounts, zonesPerAccount } = way;
  if (way.shape === 'counters') {
    const counted = await countAccounts(soundtrack, { after, accounts });
    if (counted.kind !== 'answer') return yield stopped(counted);
    const { inFull, closer } = await looking.moved(counted.counts);
    const uncounted = counted.failures.map(({ accountId }) => accountId).filter(looking.owns);
    const looked = new Set([...inFull, ...closer, ...uncounted]);
    const accountIds = [...counted.counts, ...counted.failures].map(({ accountId }) => accountId);
    yield { kind: 'as-before', accountIds: accountIds.filter((id) => !looked.has(id)) };
    for (const id of inFull) looked.delete(id);
    for await (const part of lookAtIds([...looked], looking)) {
      yield part;
      if (part.kind !== 'accounts') return;
    }
    yield* lookAtIds(inFull, { ...looking, detail: 'full' });
    return yield { kind: 'page-end', next: counted.next, accountIds };
  }
  const page = await lookAtPage(soundtrack, { after, accounts, zonesPerAccount, detail });
  if (page.kind !== 'answer') return yield stopped(page);
  const whole: AccountLook[] = [];
  for (const account of page.accounts) {
    const joined = await withRest(account, looking);
    if ('stop' in joined) {
      yield { kind: 'accounts', accounts: whole };
      return yield joined.stop;
    }
    whole.push(joined);
  }
  yield { kind: 'accounts', accounts: whole, next: page.next };
  yield { kind: 'page-end', next: page.next, accountIds: page.accounts.map(({ accountId }) => accountId) };
}

const IDS_A_REQUEST = 25;

export async function* lookAtIds(
  accountIds: readonly string[],
  looking: Pick<LookingAt, 'soundtrack' | 'detail'> & { way: Pick<ChosenWay, 'zonesPerAccount'> },
): AsyncGenerator<LegPart> {
  const { soundtrack, detail, way } = looking;
  for (let from = 0; from < accountIds.length; from += IDS_A_REQUEST) {
    const ids = accountIds.slice(from, from + IDS_A_REQUEST);
    const answer = await lookAtAccounts(soundtrack, ids, { zonesPerAccount: way.zonesPerAccount, detail });
    if (answer.kind !== 'answer') return yield stopped(answer);
    const whole: AccountLook[] = [];
    for (const account of answer.accounts) {
      const joined = await withRest(account, looking);
      if ('stop' in joined) return yield joined.stop;
      whole.push(joined);
    }
    yield { kind: 'accounts', accounts: whole };
  }
}

/** The account with the zones that its first answer had no room for: all of them are judged together. */
async function withRest(
  first: AccountLook,
  { soundtrack, way, detail }: Pick<LookingAt, 'soundtrack' | 'detail'> & { way: Pick<ChosenWay, 'zonesPerAccount'> },
): Promise<AccountLook | { stop: LegPart }> {
  let account = first;
  while (account.restAfter) {
    const asked = { accountId: account.accountId, after: account.restAfter, zones: way.zonesPerAccount, detail };
    const rest = await lookAtRest(soundtrack, asked);
    if (rest.kind === 'refused' && isAboutTheAccount(rest)) return withoutRest(account);
    if (rest.kind !== 'answer') return { stop: stopped(rest) };
    const [more] = rest.accounts;
    if (!more) break;
    account = joinLooks(account, more);
  }
  return account;
}

/** A question that is refused for this account alone: it must not keep those behind it from being read. */
const isAboutTheAccount = ({ reason }: NoAnswer & { kind: 'refused' }) =>
  reason === 'not-understood' || reason === 'bad-request';

const withoutRest = ({ restAfter: _, ...account }: AccountLook): AccountLook => ({
  ...account,
  complete: false,
  failure: 'failed',
});

function stopped(outcome: NoAnswer): LegPart {
  if (outcome.kind === 'later' && outcome.reason === 'rate-limited') {
    return { kind: 'wait', afterSeconds: outcome.retryAfterSeconds ?? 10, reason: outcome.reason };
  }
  return { kind: 'failed', reason: outcome.reason };
}
