import type { DiscoveredAccount, DiscoveredZone } from '../../../lambdas/clients/soundtrack/index.ts';
import type { KnownZone, ToReconcile, VenueWithAccounts } from '../../../lambdas/venues/zones/index.ts';

export const NOW = new Date('2026-11-21T10:00:00.000Z');

type Spec = Partial<DiscoveredZone> & { name: string; at?: string };

/** An account whose zones stand at the named locations; a zone's id is the account's and its name. */
export function anAccount(id: string, name: string, zones: (string | Spec)[], more: Partial<DiscoveredAccount> = {}) {
  const specs = zones.map((zone) => (typeof zone === 'string' ? { name: zone } : zone));
  const places = [...new Set(specs.map(({ at = name }) => at))];
  return {
    account: { id, name, plan: 'ESSENTIAL' },
    locations: places.map((place) => ({ id: `${id}:${place}`, name: place, timezone: 'Asia/Bangkok' })),
    zones: specs.map(({ at = name, ...zone }) => ({
      id: `${id}/${zone.name}`,
      locationId: `${id}:${at}`,
      isPaired: true,
      online: true,
      subscriptionState: 'ACTIVE' as const,
      ...zone,
    })),
    complete: true,
    ...more,
  } satisfies DiscoveredAccount;
}

export const aVenue = (id: number, name: string, accountIds: string[], more: Partial<VenueWithAccounts> = {}) => ({
  id,
  name,
  accountIds,
  ...more,
});

export const aKnownZone = (id: string, more: Partial<KnownZone> = {}): KnownZone => ({
  id,
  accountId: id.split('/')[0] ?? '',
  venueId: 1,
  locationName: 'Hilton Bangkok',
  timeZone: 'Asia/Bangkok',
  name: id.split('/')[1] ?? '',
  kind: 'other',
  critical: false,
  kindSource: 'inferred',
  gone: false,
  ...more,
});

/** Everything empty but what the case is about. */
export const toReconcile = (
  accounts: DiscoveredAccount[],
  more: Partial<Omit<ToReconcile, 'discovery'>> & { complete?: boolean } = {},
): ToReconcile => {
  const { complete = true, ...rest } = more;
  return { known: { accounts: [], zones: [] }, venues: [], overrides: [], ...rest, discovery: { complete, accounts } };
};
