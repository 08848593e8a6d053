import * as z from 'zod';
import { type MaintenanceWindow, type OpeningHours, VenueHours } from '../hours/venue-hours.ts';
import type { ZoneEntry } from './snapshot.ts';

/** When a zone is usually off, see hours/habit.ts: it is in the zone's own time. */
export const ZoneHabit = z.object({ zoneId: z.string().min(1), mask: z.string().min(1) });
export type ZoneHabit = z.infer<typeof ZoneHabit>;

/** The part of a version that tells when music is meant to be heard. A venue that is not in it: always, as far as anybody knows. */
export const HoursPart = z.object({ venues: z.array(VenueHours), habits: z.array(ZoneHabit) });
export type HoursPart = z.infer<typeof HoursPart>;

/** `endedAt`: somebody ended the window early. */
type EndedOrNot = { window: MaintenanceWindow; endedAt: Date | null };

/** What the record holds about hours. */
export type HoursRows = {
  opening: readonly { venueId: string; opening: OpeningHours }[];
  maintenance: readonly (EndedOrNot & { venueId: string })[];
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

function timeZonesOf(zones: readonly ZoneEntry[]): Map<string, string | null> {
  const placed = zones.filter(({ venueId, timeZone }) => venueId !== null && timeZone);
  const byVenue = Map.groupBy(placed, ({ venueId }) => String(venueId));
  return new Map(
    [...byVenue].map(([id, ofVenue]) => [id, mostCommonTimeZone(ofVenue.map(({ timeZone }) => timeZone ?? ''))]),
  );
}

/** The time zone of a venue, from those of its zones; of several as common, the first by name. Null where none is told. */
export function mostCommonTimeZone(timeZones: readonly string[]): string | null {
  const counts = Map.groupBy(timeZones, (timeZone) => timeZone);
  const [most] = [...counts].sort(
    ([one, ones], [other, others]) => others.length - ones.length || (one < other ? -1 : 1),
  );
  return most?.[0] ?? null;
}

/** A window that was ended early counts until then; one that comes again and again, no more. */
export function asItCounts({ window, endedAt }: EndedOrNot): MaintenanceWindow[] {
  if (endedAt === null) return [window];
  if ('daily' in window || endedAt.getTime() <= Date.parse(window.from)) return [];
  return [endedAt.getTime() >= Date.parse(window.to) ? window : { ...window, to: endedAt.toISOString() }];
}

const byText = (one: MaintenanceWindow, other: MaintenanceWindow): number =>
  JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
