import type { AccountCount } from '../../clients/soundtrack/looks.ts';
import type { AccountState } from '../detection/zone-state.ts';
import type { TakeInPorts } from './take-in.ts';

/** Accounts that have to be looked at, because their counts are not what the states of their zones would make them. */
export async function movedAccounts(
  counts: readonly AccountCount[],
  { states, zonesOf }: Pick<TakeInPorts, 'states' | 'zonesOf'>,
): Promise<Set<string>> {
  const watched = counts.filter(({ accountId }) => zonesOf(accountId).length > 0);
  const saved = await states.load(watched.map(({ accountId }) => accountId));
  return new Set(
    watched
      .filter((count) => {
        const state = saved.get(count.accountId)?.state;
        return !state || !isAsCounted(state, count);
      })
      .map(({ accountId }) => accountId),
  );
}

function isAsCounted({ zones, unread }: AccountState, { total, offline }: AccountCount): boolean {
  const known = Object.values(zones);
  // A lapsed zone may be connected or not; nobody asked lately.
  const down = known.filter(({ status }) => status === 'down').length;
  const lapsed = known.filter(({ status }) => status === 'lapsed').length;
  const inFlux = known.some(({ contrary, missed, calm, unknownSince }) => contrary || missed || calm || unknownSince);
  return !unread && !inFlux && known.length === total && offline >= down && offline <= down + lapsed;
}
