import type { DiscoveredLocation, DiscoveredZone } from './discovered.ts';
import { errorsUnder } from './errors.ts';
import type { ZonesPage } from './operations.ts';
import type { SoundtrackError } from './outcome.ts';

/** The zones of one account, gathered page by page. */
export type ZonesSoFar = {
  zones: Map<string, DiscoveredZone>;
  locations: Map<string, DiscoveredLocation>;
  /** As Soundtrack counts them. */
  total: number;
  /** Edges that came without their zone. */
  unread: number;
};

export const noZonesYet = (): ZonesSoFar => ({ zones: new Map(), locations: new Map(), total: 0, unread: 0 });

/** Adds a page that stands at `path` of the answer, judging the answer's errors by where they are. */
export function addZonesPage(
  { total, edges }: ZonesPage,
  so: ZonesSoFar,
  errors: readonly SoundtrackError[],
  path: readonly (string | number)[],
): void {
  so.total = Math.max(so.total, total);
  for (const [at, { node }] of edges.entries()) {
    if (!node) {
      so.unread += 1;
      continue;
    }
    const { id, name, isPaired, online, subscription, location } = node;
    const isUnread = !location && errorsUnder(errors, [...path, 'edges', at, 'node', 'location']).length > 0;
    if (location) so.locations.set(location.id, location);
    so.zones.set(id, {
      id,
      name,
      isPaired,
      online,
      subscriptionState: subscription.state,
      locationId: location?.id ?? null,
      ...(isUnread && { locationUnread: true }),
    });
  }
}
