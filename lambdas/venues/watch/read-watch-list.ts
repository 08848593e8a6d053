import type * as z from 'zod';
import { VenueHours } from '../hours/venue-hours.ts';
import { ZoneHabit } from '../publication/hours-part.ts';
import { ZoneEntry } from '../publication/snapshot.ts';
import type { WatchCounts, WatchedAccount, WatchList } from './watch-list.ts';

/** The parts of a version that the monitor reads; versions of before there were hours have no such part. */
export type WatchParts = { zones: string; hours?: string };

export const NOTHING_TO_WATCH: WatchList = listOf('0', [], { venues: [], habits: [] });

/**
 * A bad entry is left out and counted; it never costs the others. Throws when a part is not what it should be at all,
 * or when nothing of a list of zones is usable.
 */
export function readWatchList({ version, zones, hours }: { version: string } & WatchParts): {
  value: WatchList;
  counts: WatchCounts;
} {
  const list = listIn(JSON.parse(zones), 'zones');
  const found = usable(ZoneEntry, list, ({ id }) => id);
  if (list.length > 0 && found.length === 0) throw new Error(`none of ${list.length} zones is usable`);
  const part = hours === undefined ? {} : (JSON.parse(hours) as { venues?: unknown; habits?: unknown } | null);
  const given = { venues: listIn(part?.venues ?? [], 'venues'), habits: listIn(part?.habits ?? [], 'habits') };
  const venues = usable(VenueHours, given.venues, ({ venueId }) => venueId);
  const habits = usable(ZoneHabit, given.habits, ({ zoneId }) => zoneId);
  const value = listOf(version, found, { venues, habits });
  const skipped =
    list.length + given.venues.length + given.habits.length - found.length - venues.length - habits.length;
  return { value, counts: { accounts: value.accounts.size, zones: found.length, skipped } };
}

function listIn(value: unknown, name: string): unknown[] {
  if (Array.isArray(value)) return value;
  throw new Error(`the ${name} of the directory are not a JSON array`);
}

/** The first of each id. */
function usable<Entry extends z.ZodType>(
  schema: Entry,
  list: readonly unknown[],
  idOf: (entry: z.output<Entry>) => string,
): z.output<Entry>[] {
  const ids = new Set<string>();
  return list.flatMap((item) => {
    const parsed = schema.safeParse(item);
    if (!parsed.success || ids.has(idOf(parsed.data))) return [];
    ids.add(idOf(parsed.data));
    return [parsed.data];
  });
}

function listOf(
  version: string,
  zones: readonly ZoneEntry[],
  { venues, habits }: { venues: readonly VenueHours[]; habits: readonly ZoneHabit[] },
): WatchList {
  const accounts = new Map<string, WatchedAccount>();
  for (const zone of zones) {
    const account = accounts.get(zone.accountId);
    if (account) account.zones.push(zone);
    else accounts.set(zone.accountId, { id: zone.accountId, zones: [zone] });
  }
  const hours = new Map(venues.map((one) => [one.venueId, one]));
  const masks = new Map(habits.map(({ zoneId, mask }) => [zoneId, mask]));
  return {
    version,
    accounts,
    hoursOf(venueId) {
      const known = hours.get(venueId) ?? { venueId, timeZone: null, opening: 'always', maintenance: [] };
      hours.set(venueId, known);
      return known;
    },
    habitOf: (zoneId) => masks.get(zoneId),
  };
}
