import type { DiscoveredZone, SubscriptionState } from '../../clients/soundtrack/index.ts';
import type { Disagreement, VenueWithAccounts } from './reconciliation.ts';

/** What Soundtrack shows of one venue, from accounts that were read in full. */
export type VenueAtSoundtrack = {
  zones: readonly DiscoveredZone[];
  /** Zones of the same accounts that are no venue's yet and may be this one's. */
  undecided: number;
};

/** The number of zones, unless zones without a venue could make up the difference. */
export function compareZoneCount(venue: VenueWithAccounts, { zones, undecided }: VenueAtSoundtrack): Disagreement[] {
  const { zoneCount: sheet } = venue;
  if (sheet == null || (sheet >= zones.length && sheet <= zones.length + undecided)) return [];
  return [
    {
      kind: 'zone-count-differs',
      subject: 'venue',
      subjectId: String(venue.id),
      field: 'zone_count',
      details: { sheet, soundtrack: zones.length, undecided },
    },
  ];
}

const ENDED: ReadonlySet<SubscriptionState | null> = new Set<SubscriptionState>(['CANCELLED', 'EXPIRED', 'INACTIVE']);

/** Whether the venue is paid for: contradicted only by every zone of it, because zones lapse one by one. */
export function compareSubscription(venue: VenueWithAccounts, { zones }: VenueAtSoundtrack): Disagreement[] {
  const states = zones.map((zone) => zone.subscriptionState);
  const status = venue.subscriptionStatus ?? 'unknown';
  const differs =
    (status === 'active' && states.length > 0 && states.every((state) => ENDED.has(state))) ||
    ((status === 'cancelled' || status === 'expired') && states.includes('ACTIVE'));
  if (!differs) return [];
  const counts = Object.fromEntries(
    [...new Set(states)].map((state) => [state ?? 'UNKNOWN', states.filter((other) => other === state).length]),
  );
  return [
    {
      kind: 'subscription-differs',
      subject: 'venue',
      subjectId: String(venue.id),
      field: 'subscription_status',
      details: { sheet: status, ...counts },
    },
  ];
}
