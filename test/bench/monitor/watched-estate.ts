import { type Watched, watchedBy } from '../../../lambdas/monitoring/watched.ts';
import { snapshotOf, type WatchList } from '../../../lambdas/venues/index.ts';
import { readWatchList } from '../../../lambdas/venues/watch/read-watch-list.ts';
import { generateEstate } from '../../../local/estate/generate-estate.ts';
import { openingHoursOf } from '../../../local/estate/opening-hours-of.ts';
import { soundtrackWorldOf } from '../../../local/simulators/soundtrack/world-of-estate.ts';

/** An estate as the published directory tells it, read back as the functions do. */
export type WatchedEstate = {
  list: WatchList;
  watched: Watched;
  readMilliseconds: number;
  largestChain: string;
  /** Zones that play on an ordinary day. */
  playing: ReadonlySet<string>;
};

export const SHARD = 'one';

export function watchedEstate(size: { venues: number; zones: number }): WatchedEstate {
  const estate = generateEstate(size);
  const critical = new Set(estate.venues.flatMap(({ zones }) => zones.flatMap((one) => (one.critical ? one.id : []))));
  const held = [...soundtrackWorldOf(estate).zones()];
  const zones = held.map(({ id, key, name, account, location }) => ({
    id,
    name,
    kind: 'other',
    critical: critical.has(key),
    accountId: account.id,
    venueId: location.venueId,
    timeZone: location.timezone,
  }));
  const opening = openingHoursOf(estate).map(({ venueId, hours }) => ({ venueId: String(venueId), opening: hours }));
  const parts = snapshotOf({ venues: [], zones, hours: { opening, maintenance: [], habits: [] } });
  const began = performance.now();
  const list = readWatchList({ version: '1', zones: parts.zones, hours: parts.hours }).value;
  const watched = watchedBy(SHARD, [SHARD], list);
  const readMilliseconds = performance.now() - began;
  const playing = new Set(held.flatMap(({ id, usual }) => (usual === 'playing' ? [id] : [])));
  return { list, watched, readMilliseconds, playing, largestChain: largestChainOf(estate.venues) };
}

function largestChainOf(venues: readonly { chain?: string; zones: readonly unknown[] }[]): string {
  const zones = new Map<string, number>();
  for (const { chain, zones: its } of venues) if (chain) zones.set(chain, (zones.get(chain) ?? 0) + its.length);
  return [...zones].sort(([, one], [, other]) => other - one)[0]?.[0] ?? '';
}
