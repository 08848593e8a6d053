import { errorsUnder, isForbidden, isNotFound } from './errors.ts';
import type { AccountLookNode, ZoneNode, ZonesLookPage } from './look-operations.ts';
import type { AccountLook, Detail, LookFailure, ZoneLook } from './looks.ts';
import type { SoundtrackError } from './outcome.ts';

/** Where something stands in an answer, with the errors of the whole answer. */
export type Place = { errors: readonly SoundtrackError[]; path: readonly (string | number)[] };

/** Why there is null at this place. A null that nobody explains is a failure: it does not prove that a thing is gone. */
export function failureAt({ errors, path }: Place): LookFailure {
  const because = errorsUnder(errors, path);
  if (because.some(isForbidden)) return 'forbidden';
  // What is refused at the very field that takes an id is the id.
  const isBadId = because.some((error) => error.code === 'BAD_USER_INPUT' && error.path.length === 1);
  return isBadId || because.some(isNotFound) ? 'not-found' : 'failed';
}

export const unreadAccount = (accountId: string, place: Place): AccountLook => ({
  accountId,
  zones: [],
  complete: false,
  unreadZones: 0,
  failure: failureAt(place),
});

/** An account whose node stands at `place`, with its first zones. */
export function accountLookOf(
  accountId: string,
  { soundZones }: AccountLookNode,
  detail: Detail,
  place: Place,
): AccountLook {
  if (!soundZones) return unreadAccount(accountId, { ...place, path: [...place.path, 'soundZones'] });
  const { zones, unread, restAfter, goesOn } = readZonesPage(soundZones, detail);
  const { total } = soundZones;
  // Fewer than Soundtrack itself counts, and no further page: those that did not come are there all the same.
  const unreadZones = goesOn ? unread : Math.max(unread, total - zones.length);
  return {
    accountId,
    zones,
    complete: !goesOn && unreadZones === 0,
    unreadZones,
    total,
    ...(restAfter && { restAfter }),
    ...(goesOn && !restAfter && { failure: 'failed' }),
  };
}

/** Zones of one page; `goesOn` without `restAfter`: there are more, and the answer does not say where. */
export function readZonesPage({ edges, pageInfo }: ZonesLookPage, detail: Detail, after?: string) {
  const zones = edges.flatMap(({ node }) => (node ? [zoneLookOf(node, detail)] : []));
  const { hasNextPage, endCursor } = pageInfo;
  const restAfter = hasNextPage && endCursor !== null && endCursor !== after ? endCursor : undefined;
  return { zones, unread: edges.length - zones.length, restAfter, goesOn: hasNextPage };
}

export function zoneLookOf({ id, isPaired, online, subscription, playback }: ZoneNode, detail: Detail): ZoneLook {
  if (detail === 'presence') return { id, isPaired, online };
  return { id, isPaired, online, subscriptionState: subscription?.state ?? null, playback: playback ?? null };
}
