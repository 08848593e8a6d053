import * as z from 'zod';
import { type MaintenanceWindow, type OpeningHours, VenueHours } from '../hours/venue-hours.ts';
import type { ZoneEntry } from './snapshot.ts';

/** When a zone is usually off, see hours/habit.ts: it is in the zone's own time. */
export const ZoneHabit = z.object({ zoneId: z.string().min(1), mask: z.string().min(1) });
export type ZoneHabit = z.infer<typeof ZoneHabit>;

/** The part of a version that tells when music is meant to be heard. A venue that is not in it: always, as far as anybody knows. */
export const HoursPart = z.object({ venues: z.array(VenueHours), habits: z.array(ZoneHabit) });
export type HoursPart = z.infer<typeof HoursPart>;

/** What the record holds about hours. `endedAt`: somebody ended a window early, ISO. */
export type HoursRows = {
  opening: readonly { venueId: string; opening: OpeningHours }[];
  maintenance: readonly { venueId: string; window: MaintenanceWindow; endedAt: string | null }[];
  habits: readonly ZoneHabit[];
};

export const NO_HOURS: HoursRows = { opening: [], maintenance: [], habits: [] };

/** The hours of every venue of which anything is known: the same rows in any order give the same part. */
export function hoursPartOf({ opening, maintenance, habits }: HoursRows, zones: readonly ZoneEntry[]): HoursPart {
  const openingOf = new Map(opening.map((one) => [one.venueId, one.opening]));
  const windowsOf = Map.groupBy(maintenance, ({ venueId }) => venueId);
  const timeZones = timeZonesOf(zones);
  const known = new Set([...openingOf.keys(), ...windowsOf.keys(), ...timeZones.keys()]);
  const venues = [...known].map((venueId) => ({
    venueId,
    timeZone: timeZones.get(venueId) ?? null,
    opening: openingOf.get(venueId) ?? ('always' as const),
    maintenance: (windowsOf.get(venueId) ?? []).flatMap(asItCounts).sort(byText),
  }));
  return { venues, habits: [...habits] };
}

/** The most common time zone of each venue's zones; of several as common, the first by name. */
function timeZonesOf(zones: readonly ZoneEntry[]): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const { venueId, timeZone } of zones) {
    if (venueId === null || timeZone === null || timeZone === '') continue;
    const ofVenue = counts.get(venueId) ?? new Map<string, number>();
    counts.set(venueId, ofVenue.set(timeZone, (ofVenue.get(timeZone) ?? 0) + 1));
  }
  return new Map([...counts].map(([venueId, ofVenue]) => [venueId, mostCommon(ofVenue)]));
}

const mostCommon = (counts: ReadonlyMap<string, number>): string =>
  [...counts].reduce((best, one) => (one[1] > best[1] || (one[1] === best[1] && one[0] < best[0]) ? one : best))[0];

/** A window that was ended early counts until then; one that comes again and again, no more. */
function asItCounts({ window, endedAt }: HoursRows['maintenance'][number]): MaintenanceWindow[] {
  if (endedAt === null) return [window];
  if ('daily' in window) return [];
  const end = Date.parse(endedAt);
  if (end <= Date.parse(window.from)) return [];
  return [end >= Date.parse(window.to) ? window : { ...window, to: new Date(end).toISOString() }];
}

const byText = (one: MaintenanceWindow, other: MaintenanceWindow): number =>
  JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
