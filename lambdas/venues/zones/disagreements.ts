import type { DiscoveredAccount } from '../../clients/soundtrack/index.ts';
import { compareSubscription, compareZoneCount } from './compare-with-sheet.ts';
import type { PlacedZone } from './place-zones.ts';
import type { Disagreement, SuggestedLink, VenueWithAccounts } from './reconciliation.ts';

export const accountNotInSheet = (
  { account, zones }: DiscoveredAccount,
  link: SuggestedLink | undefined,
): Disagreement => ({
  kind: 'account-not-in-sheet',
  subject: 'account',
  subjectId: account.id,
  details: { name: account.name, zones: zones.length, suggestedVenueId: link?.venueId ?? null },
});

/** Nobody can tell whose zone it is, and somebody should. */
export const isUndecided = ({ venueId, because }: PlacedZone): boolean =>
  venueId === null && because !== 'override' && because !== 'account-without-venue';

export const zoneWithoutVenue = ({ zone, account, because, candidates }: PlacedZone): Disagreement => ({
  kind: 'zone-without-venue',
  subject: 'zone',
  subjectId: zone.id,
  field: 'venue_id',
  details: {
    name: zone.name,
    account: account.account.name,
    location: account.locations.find(({ id }) => id === zone.locationId)?.name ?? null,
    because,
    ...(candidates && { candidates }),
  },
});

export const overrideWithoutVenue = ({ zone, override }: PlacedZone): Disagreement => ({
  kind: 'override-without-venue',
  subject: 'zone',
  subjectId: zone.id,
  field: 'venue_id',
  details: { name: zone.name, venueId: override?.venueId ?? null },
});

/** What the sheet and Soundtrack say differently of each venue. Accounts that were not read in full prove nothing. */
export function compareVenues(
  venues: readonly VenueWithAccounts[],
  accounts: readonly DiscoveredAccount[],
  placed: readonly PlacedZone[],
  isComplete: boolean,
): Disagreement[] {
  const byId = new Map(accounts.map((account) => [account.account.id, account]));
  const ofVenue = Map.groupBy(placed, ({ venueId }) => venueId);
  const undecidedIn = Map.groupBy(placed.filter(isUndecided), ({ account }) => account.account.id);
  return venues.flatMap((venue) => {
    const missing = venue.accountIds.filter((id) => !byId.has(id));
    if (missing.length > 0) return isComplete ? [accountsNotAtSoundtrack(venue, missing)] : [];
    if (venue.accountIds.length === 0 || !venue.accountIds.every((id) => byId.get(id)?.complete)) return [];
    const maybe = venue.accountIds.flatMap((id) => undecidedIn.get(id) ?? []);
    const shown = {
      zones: (ofVenue.get(venue.id) ?? []).map(({ zone }) => zone),
      undecided: maybe.filter(({ candidates }) => !candidates || candidates.includes(venue.id)).length,
    };
    return [...compareZoneCount(venue, shown), ...compareSubscription(venue, shown)];
  });
}

const accountsNotAtSoundtrack = ({ id }: VenueWithAccounts, accountIds: readonly string[]): Disagreement => ({
  kind: 'account-not-in-soundtrack',
  subject: 'venue',
  subjectId: String(id),
  field: 'soundtrack_account_id',
  details: { accountIds },
});
