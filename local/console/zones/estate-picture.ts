import type { WatchedZone } from '../../../lambdas/monitoring/detection/context.ts';
import type { MonitoringPolicy } from '../../../lambdas/monitoring/policy.ts';
import type { SavedAccount } from '../../../lambdas/monitoring/store/account-states.ts';
import type { WatchList } from '../../../lambdas/venues/index.ts';
import { lookOf, worstOf, ZONE_LOOKS, type ZoneLook } from './zone-look.ts';

/** What is known of a venue besides its zones. `chain`: only the demo estate knows it. */
export type VenueNamed = { name: string; location?: string; chain?: string };

export type MapVenue = { id: string; name: string; place: string; chain: string; zones: number };
/** A venue on the map. `old`: zones whose last reading is too old to vouch for them. */
export type Tile = {
  id: string;
  look: ZoneLook;
  counts: Partial<Record<ZoneLook, number>>;
  old?: number;
  byHand?: number;
};
export type ZoneCounts = Record<ZoneLook, number> & { old: number; total: number };

export type EstateParts = {
  list: WatchList;
  zonesOf(accountId: string): readonly WatchedZone[];
  named(venueId: string): VenueNamed | undefined;
  accounts: ReadonlyMap<string, SavedAccount>;
  /** When each account was last read, see last-reads.ts. */
  reads: ReadonlyMap<string, number>;
  /** Zones that somebody broke here. */
  byHand: ReadonlySet<string>;
  policy: MonitoringPolicy;
  now: number;
};

/** What belongs to nobody is shown together, as if it were a venue. */
export const NO_VENUE = 'none';

/** Every venue with a zone, as it looks now. */
export function estatePicture(parts: EstateParts): { venues: MapVenue[]; tiles: Tile[]; counts: ZoneCounts } {
  const { list, accounts, reads, byHand, policy, now } = parts;
  const counts = { ...Object.fromEntries(ZONE_LOOKS.map((look) => [look, 0])), old: 0, total: 0 } as ZoneCounts;
  const tiles = new Map<string, Tile>();
  for (const accountId of list.accounts.keys()) {
    const saved = accounts.get(accountId);
    const readAt = Math.max(saved?.state.observedAt ?? 0, reads.get(accountId) ?? 0);
    const isOld = saved !== undefined && now - readAt > policy.staleAfterSec * 1000;
    for (const zone of parts.zonesOf(accountId)) {
      const { look } = lookOf(saved?.state.zones[zone.id], zone, { now, policy });
      const id = zone.venueId ?? NO_VENUE;
      const tile = tiles.get(id) ?? { id, look: 'unknown', counts: {} };
      tiles.set(id, tile);
      tile.counts[look] = (tile.counts[look] ?? 0) + 1;
      if (isOld && look !== 'unknown') tile.old = (tile.old ?? 0) + 1;
      if (byHand.has(zone.id)) tile.byHand = (tile.byHand ?? 0) + 1;
      counts.total += 1;
      if (isOld && look !== 'unknown') counts.old += 1;
      else counts[look] += 1;
    }
  }
  for (const tile of tiles.values()) tile.look = worstOf(Object.keys(tile.counts) as ZoneLook[]);
  const venues = [...tiles.values()].map((tile) => mapVenue(tile, parts.named(tile.id)));
  return { venues: venues.sort((a, b) => (a.name < b.name ? -1 : 1)), tiles: [...tiles.values()], counts };
}

function mapVenue({ id, counts }: Tile, named: VenueNamed | undefined): MapVenue {
  const zones = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (id === NO_VENUE) return { id, name: 'Zones of no venue', place: 'Nowhere', chain: '', zones };
  const { name, location = '', chain = '' } = named ?? { name: `venue ${id}` };
  return { id, name, place: placeOf(location), chain, zones };
}

/** The town of "Sukhumvit Road, Bangkok". */
const placeOf = (location: string): string => location.split(',').at(-1)?.trim() || 'Place not known';
