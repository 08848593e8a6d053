import type { AccountCount } from '../../clients/soundtrack/looks.ts';
import type { AccountState } from '../detection/zone-state.ts';
import type { TakeInPorts } from './take-in.ts';

/**
 * Of these accounts, those that have to be looked at: their counts are not what the states of their zones would make
 * them, or their state still names another leg, whose heartbeats say nothing of them any more.
 */
export async function movedAccounts(
  counts: readonly AccountCount[],
  leg: string,
  { states, shard }: Pick<TakeInPorts, 'states' | 'shard'>,
): Promise<Set<string>> {
  // One that cannot be read counts as moved: looking at it says so.
  const saved = await states.load(
    counts.map(({ accountId }) => accountId),
    () => {},
  );
  return new Set(
    counts
      .filter((count) => {
        const known = saved.get(count.accountId);
        return known?.shard !== shard || known.leg !== leg || !isAsCounted(known.state, count);
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
