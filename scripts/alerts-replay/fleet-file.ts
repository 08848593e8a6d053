import * as z from 'zod';
import type { ReplayFleet } from '../../lambdas/monitoring/replay/replay-fleet.ts';
import { calendarOf } from '../../lambdas/venues/hours/calendar.ts';
import { MaintenanceWindow, OpeningHours, type VenueHours, WEEKDAYS } from '../../lambdas/venues/hours/venue-hours.ts';
import { UsageProblem } from '../run-script.ts';

const wallTime = z
  .string()
  .regex(/^(([01]?\d|2[0-3]):[0-5]\d|24:00)$/, 'expected a time such as "09:00"')
  .transform((text) => text.padStart(5, '0'));
const timeZone = z.string().refine(isTimeZone, 'unknown time zone');
/** A day's window in its own time zone, or in the venue's where it names none. */
const DailyWindow = z.strictObject({ daily: z.tuple([wallTime, wallTime]), timezone: timeZone.optional() });
const DailyHours = z.strictObject({ open: wallTime, close: wallTime });

const Venue = z.object({
  id: z.string().min(1),
  chain: z.string().nullish(),
  timezone: timeZone,
  openingHours: z.union([DailyHours, OpeningHours]).default('always'),
  zones: z.array(z.object({ id: z.string().min(1), critical: z.boolean().default(false) })),
  maintenance: z.array(z.union([DailyWindow, MaintenanceWindow])).default([]),
});
type Venue = z.output<typeof Venue>;

const FleetFile = z.object({ t0Utc: z.string(), params: z.unknown().optional(), venues: z.array(Venue) });

/** The fleet of a replay, its params still unread. What is wrong with the file is told in words. */
export function readFleet(file: string, content: unknown): { fleet: ReplayFleet; params: unknown } {
  const read = FleetFile.safeParse(content);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new UsageProblem(`${file}: ${issue?.path.join('.') || 'the file'}: ${issue?.message}`);
  }
  const { t0Utc, params, venues } = read.data;
  refuseTwins(`${file}: venues`, venues);
  for (const venue of venues) refuseTwins(`${file}: zones of venue ${venue.id}`, venue.zones);
  return { fleet: { t0: instantOf(file, t0Utc), venues: venues.map(replayed) }, params };
}

function replayed(venue: Venue) {
  const { id, chain = null, zones } = venue;
  const hours = hoursOf(venue);
  const openings = calendarOf({ ...hours, maintenance: [] });
  const isClosedAt = (instant: number) => openings.at(instant) === 'closed';
  return { id, chain, zones, times: { ...calendarOf(hours), isClosedAt } };
}

function hoursOf({ id, timezone, openingHours, maintenance }: Venue): VenueHours {
  const opening =
    openingHours !== 'always' && 'open' in openingHours
      ? everyDay(openingHours.open, openingHours.close)
      : openingHours;
  return {
    venueId: id,
    timeZone: timezone,
    opening,
    maintenance: maintenance.map((window) =>
      'daily' in window && !('timeZone' in window)
        ? { daily: window.daily, timeZone: window.timezone ?? timezone }
        : window,
    ),
  };
}

const everyDay = (open: string, close: string): OpeningHours => ({
  week: Object.fromEntries(WEEKDAYS.map((day) => [day, [[open, close]]])),
});

function instantOf(file: string, text: string): number {
  const moment = text.trim().replace(' ', 'T');
  const instant = Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(moment) || !moment.includes('T') ? moment : `${moment}Z`);
  if (instant >= 0) return instant;
  throw new UsageProblem(
    `${file}: t0Utc: expected a moment such as "2026-03-01T00:00:00Z", not ${JSON.stringify(text)}`,
  );
}

function refuseTwins(where: string, named: readonly { id: string }[]): void {
  const seen = new Set<string>();
  for (const { id } of named) {
    if (seen.has(id)) throw new UsageProblem(`${where}: ${id} is there twice`);
    seen.add(id);
  }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
