import type { DiscoveredAccount, DiscoveryFailure } from './discovered.ts';
import { errorsUnder, isForbidden } from './errors.ts';
import { type AccountNode, DISCOVER_ZONES, type ZonesPage } from './operations.ts';
import type { SoundtrackError, SoundtrackOutcome } from './outcome.ts';
import type { createPacedAsking } from './paced-asking.ts';
import { addZonesPage, noZonesYet } from './zone-pages.ts';

type Ask = ReturnType<typeof createPacedAsking>['ask'];
export type ReadAccount = {
  found: DiscoveredAccount;
  failures: DiscoveryFailure[];
  /** Soundtrack did not answer at all: asking for the next account would only wait again. */
  isOver: boolean;
};

/**
 * One account of a page with all its zones, the further ones asked for. What fails here fails for this account only:
 * `errors` are those of the whole answer, `path` is where the account stands in it.
 */
export async function readAccount(
  ask: Ask,
  { id, businessName, plan, soundZones }: AccountNode,
  place: { errors: readonly SoundtrackError[]; path: readonly (string | number)[] },
  zonesPerPage: number,
): Promise<ReadAccount> {
  const so = noZonesYet();
  const failures: DiscoveryFailure[] = [];
  const fail = (reason: DiscoveryFailure['reason'], message: string) =>
    void failures.push({ accountId: id, reason, message });

  let isOver = false;
  let page: ZonesPage | null = soundZones;
  let { errors } = place;
  let path: readonly (string | number)[] = [...place.path, 'soundZones'];
  for (let after: string | null = null; ; ) {
    if (!page) {
      const because = errorsUnder(errors, path);
      fail(because.some(isForbidden) ? 'forbidden' : 'failed', because[0]?.message ?? 'no zones in the answer');
      break;
    }
    addZonesPage(page, so, errors, path);
    const { hasNextPage, endCursor } = page.pageInfo;
    if (!hasNextPage || endCursor === null || endCursor === after) break;
    after = endCursor;
    const outcome = await ask(DISCOVER_ZONES, { account: id, zones: zonesPerPage, after });
    if (outcome.kind !== 'answer') {
      isOver = outcome.kind === 'later' || outcome.reason === 'unauthenticated';
      fail(...failureIn(outcome));
      break;
    }
    page = outcome.data.account?.soundZones ?? null;
    errors = outcome.errors;
    path = outcome.data.account ? ['account', 'soundZones'] : ['account'];
  }
  const isShort = so.zones.size < so.total;
  if (isShort && failures.length === 0) fail('short', `${so.zones.size} of ${so.total} zones came`);
  const complete = failures.length === 0;
  const found = { account: { id, name: businessName, plan }, locations: [...so.locations.values()] };
  return { found: { ...found, zones: [...so.zones.values()], complete }, failures, isOver };
}

/** What to note of a request that brought nothing. */
export const failureIn = (
  outcome: Exclude<SoundtrackOutcome<unknown>, { kind: 'answer' }>,
): [DiscoveryFailure['reason'], string] => [
  outcome.reason,
  outcome.kind === 'refused' ? (outcome.errors[0]?.message ?? outcome.reason) : outcome.reason,
];
