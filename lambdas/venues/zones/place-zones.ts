import type { DiscoveredAccount, DiscoveredZone } from '../../clients/soundtrack/index.ts';
import type { ToReconcile, VenueWithAccounts, ZoneOverride } from './reconciliation.ts';
import { type VenueOfZone, venuesWithin } from './venue-of-zone.ts';

/** A discovered zone, and whose it is. */
export type PlacedZone = VenueOfZone & {
  zone: DiscoveredZone;
  account: DiscoveredAccount;
  override: ZoneOverride | undefined;
  /** The override names a venue that is not among the open ones, so it was not followed. */
  overrideFails: boolean;
};

/** Every zone once, with its venue: what a person decided, else what account and location say. */
export function placeZones(
  accounts: readonly DiscoveredAccount[],
  venues: readonly VenueWithAccounts[],
  { known, overrides }: Pick<ToReconcile, 'known' | 'overrides'>,
): PlacedZone[] {
  const knownZones = new Map(known.zones.map((zone) => [zone.id, zone]));
  const overrideOf = new Map(overrides.map((override) => [override.zoneId, override]));
  const venueIds = new Set(venues.map(({ id }) => id));
  const venuesOf = venuesByAccount(venues);
  const placed = new Map<string, PlacedZone>();
  for (const account of accounts) {
    const venueOf = venuesWithin(account, venuesOf.get(account.account.id) ?? []);
    for (const zone of account.zones) {
      const override = overrideOf.get(zone.id);
      const decided = override?.venueId;
      const overrideFails = typeof decided === 'number' && !venueIds.has(decided);
      const venue: VenueOfZone =
        decided === undefined || overrideFails
          ? venueOf(zone, knownZones.get(zone.id))
          : { venueId: decided, because: 'override' };
      placed.set(zone.id, { zone, account, override, overrideFails, ...venue });
    }
  }
  return [...placed.values()];
}

/** The venues that name each account. */
export function venuesByAccount(venues: readonly VenueWithAccounts[]): Map<string, VenueWithAccounts[]> {
  const byAccount = new Map<string, VenueWithAccounts[]>();
  for (const venue of venues) {
    for (const accountId of new Set(venue.accountIds)) {
      const named = byAccount.get(accountId);
      if (named) named.push(venue);
      else byAccount.set(accountId, [venue]);
    }
  }
  return byAccount;
}
