import type { SoundtrackClient } from './client.ts';
import type { DiscoveredAccount, Discovery, DiscoveryFailure } from './discovered.ts';
import { DISCOVER_ACCOUNTS } from './operations.ts';
import { createPacedAsking, type Pacing } from './paced-asking.ts';
import { failureIn, readAccount } from './read-account.ts';

export type DiscoveryOptions = Pacing & {
  /** Takes one page of accounts at a time; the next is asked for when it is done. */
  onPage(page: DiscoveredAccount[]): void | Promise<void>;
  /** Accounts a request. @default 100 */
  pageSize?: number;
  /** Zones that come along with each account; enough for nearly every one. @default 100 */
  zonesPerAccount?: number;
  /** Zones a request for the accounts that have more. @default 100 */
  zonesPerPage?: number;
};

/** Where a request is too dear, fewer zones are asked for first, then fewer accounts. */
const FEW_ZONES = 10;

/**
 * Walks through every account and zone of the credential. An account that fails is reported and the walk goes on; it
 * ends when Soundtrack as a whole does not answer. `complete` is true only when nothing is missing by Soundtrack's own counts.
 */
export async function discoverAccounts(
  client: Pick<SoundtrackClient, 'ask'>,
  { onPage, pageSize = 100, zonesPerAccount = 100, zonesPerPage = 100, ...pacing }: DiscoveryOptions,
): Promise<Discovery> {
  const { ask, spent } = createPacedAsking(client, pacing);
  const failures: DiscoveryFailure[] = [];
  const fail = (reason: DiscoveryFailure['reason'], message: string) =>
    void failures.push({ accountId: null, reason, message });
  const seen = new Set<string>();
  let zones = 0;
  let total = 0;
  let size = { accounts: pageSize, zones: zonesPerAccount };

  /** Reads what comes after a cursor; answers the next cursor, or undefined at the end. */
  const readPage = async (after: string | null): Promise<string | null | undefined> => {
    const outcome = await ask(DISCOVER_ACCOUNTS, { ...size, after });
    if (outcome.kind !== 'answer') {
      const smaller = outcome.reason === 'too-costly' ? smallerThan(size) : undefined;
      if (!smaller) return fail(...failureIn(outcome));
      size = smaller;
      return after;
    }
    const { data, errors } = outcome;
    const accounts = data.me?.accounts;
    if (!accounts) {
      return fail(
        'failed',
        errors[0]?.message ?? `the token is of a ${data.me?.__typename ?? 'nobody'}, not of an API client`,
      );
    }
    total = Math.max(total, accounts.total);
    const page: DiscoveredAccount[] = [];
    let isOver = false;
    for (const [at, { node }] of accounts.edges.entries()) {
      if (isOver) break;
      if (!node) {
        fail('failed', 'an account came without its data');
        continue;
      }
      const path = ['me', 'accounts', 'edges', at, 'node'];
      const read = await readAccount(ask, node, { errors, path }, zonesPerPage);
      failures.push(...read.failures);
      isOver = read.isOver;
      seen.add(node.id);
      zones += read.found.zones.length;
      page.push(read.found);
    }
    await onPage(page);
    const { hasNextPage, endCursor } = accounts.pageInfo;
    return !isOver && hasNextPage && endCursor !== null && endCursor !== after ? endCursor : undefined;
  };

  let after: string | null | undefined = null;
  while (after !== undefined) after = await readPage(after);
  if (seen.size < total && failures.length === 0) fail('short', `${seen.size} of ${total} accounts came`);
  return { complete: failures.length === 0, failures, accounts: seen.size, zones, ...spent };
}

function smallerThan({ accounts, zones }: { accounts: number; zones: number }) {
  if (zones > FEW_ZONES) return { accounts, zones: FEW_ZONES };
  return accounts > 1 ? { accounts: Math.floor(accounts / 2), zones } : undefined;
}
