import type { DiscoveredAccount, DiscoveredZone } from '../../clients/soundtrack/index.ts';
import { meantBy, namedThing } from './names-within.ts';
import type { KnownZone, VenueReason, VenueWithAccounts } from './reconciliation.ts';

export type VenueOfZone = { venueId: number | null; because: VenueReason; candidates?: number[] };

/**
 * Whose the zones of one account are. Those of an account with one venue are that venue's; in an account with several the
 * location's name decides, and a name that fits none or more than one leaves the zone without a venue: never a guess.
 */
export function venuesWithin(
  { locations }: DiscoveredAccount,
  venues: readonly VenueWithAccounts[],
): (zone: DiscoveredZone, known: KnownZone | undefined) => VenueOfZone {
  const [first, second] = venues;
  if (!first) return () => ({ venueId: null, because: 'account-without-venue' });
  if (!second) return () => ({ venueId: first.id, because: 'only-venue-of-account' });
  const things = venues.map(namedThing);
  const meant = new Map(locations.map(({ id, name }) => [id, meantBy(name, things)]));

  return ({ locationId, locationUnread }, known) => {
    if (locationUnread) {
      const isStillOneOfThem = venues.some(({ id }) => id === known?.venueId);
      return { venueId: isStillOneOfThem && known ? known.venueId : null, because: 'location-unread' };
    }
    const found = locationId === null ? undefined : meant.get(locationId);
    if (!found || found.kind === 'none') return { venueId: null, because: 'location-names-no-venue' };
    if (found.kind === 'several') return { venueId: null, because: 'location-names-several', candidates: found.ids };
    return { venueId: found.id, because: `location-name-${found.kind}` };
  };
}
