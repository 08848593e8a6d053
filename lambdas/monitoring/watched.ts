import { type Calendar, calendarOf, habitOf, type WatchList } from '../venues/index.ts';
import type { WatchedZone } from './detection/context.ts';
import { shardOf } from './planning/rendezvous.ts';

/** What one shard watches, made of one version of the list. */
export type Watched = {
  version: string;
  /** Of this shard only. */
  accountIds: readonly string[];
  /** Of all shards. */
  visible: { accounts: number; zones: number };
  owns(accountId: string): boolean;
  /** Empty for an account that is not watched. The same objects at every call. */
  zonesOf(accountId: string): readonly WatchedZone[];
};

const NOBODY: readonly WatchedZone[] = [];

export function watchedBy(shard: string, shardIds: readonly string[], list: WatchList): Watched {
  const owns = (accountId: string) => shardOf(accountId, shardIds) === shard;
  const calendars = new Map<string, Calendar>();
  const zones = new Map<string, readonly WatchedZone[]>();
  const calendarFor = (venueId: string) => {
    const calendar = calendars.get(venueId) ?? calendarOf(list.hoursOf(venueId));
    calendars.set(venueId, calendar);
    return calendar;
  };
  // Asked only of maintenance that may be told of, so hardly ever made.
  const openings = new Map<string, Calendar>();
  const openingsOf = (venueId: string) => {
    const calendar = openings.get(venueId) ?? calendarOf({ ...list.hoursOf(venueId), maintenance: [] });
    openings.set(venueId, calendar);
    return calendar;
  };
  const make = (accountId: string): readonly WatchedZone[] =>
    list.accounts.get(accountId)?.zones.map((zone) => {
      const { id, venueId, critical } = zone;
      const calendar = venueId === null ? undefined : calendarFor(venueId);
      const habit = list.habitOf(id);
      const isUsuallyOff = habit === undefined ? undefined : habitOf(habit, zone.timeZone ?? 'UTC');
      return {
        id,
        venueId,
        critical,
        hoursAt: (instant: number) => calendar?.at(instant, id) ?? 'open',
        isClosedAt: (instant: number) => venueId !== null && openingsOf(venueId).at(instant) === 'closed',
        ...(isUsuallyOff && { isUsuallyOff }),
      };
    }) ?? NOBODY;
  return {
    version: list.version,
    accountIds: [...list.accounts.keys()].filter(owns),
    visible: {
      accounts: list.accounts.size,
      zones: [...list.accounts.values()].reduce((sum, account) => sum + account.zones.length, 0),
    },
    owns,
    zonesOf(accountId) {
      const known = zones.get(accountId) ?? make(accountId);
      zones.set(accountId, known);
      return known;
    },
  };
}

/** Made anew only when another version of the list is in force. */
export function keptWatched(shard: string, shardIds: readonly string[]): (list: WatchList) => Watched {
  let made: { list: WatchList; watched: Watched } | undefined;
  return (list) => {
    if (made?.list !== list) made = { list, watched: watchedBy(shard, shardIds, list) };
    return made.watched;
  };
}
