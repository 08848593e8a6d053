import * as z from 'zod';
import { sqlJson } from '../../runtime/sql/row-schemas.ts';
import type { Sql } from '../../runtime/sql/sql-client.ts';
import { calendarOf } from '../hours/calendar.ts';
import { type MaintenanceWindow, OpeningHours, type Period, type VenueHours } from '../hours/venue-hours.ts';
import { asItCounts, mostCommonTimeZone } from '../publication/hours-part.ts';
import { type KeptMaintenance, maintenancePages } from './kept-maintenance-in-postgres.ts';

/** Which maintenance is of interest: what counts at a moment, or whatever counted within a time. */
type Asked = { at: Date } | { during: Period };

/**
 * The hours of a venue; undefined for one nobody knows. `during` tells of maintenance what counted in that time, as an
 * SLA needs it: a window that came again and again is there once for every time between being made and being ended.
 */
export async function hoursOfVenue(
  sql: Sql,
  venueId: number,
  asked: Asked,
): Promise<(VenueHours & { name: string }) | undefined> {
  const [venue] = await sql.query(VENUE, { venueId }, Venue);
  if (!venue) return undefined;
  const windows: KeptMaintenance[] = [];
  for await (const page of maintenancePages(sql, venueId)) windows.push(...page);
  return {
    venueId: String(venueId),
    name: venue.name,
    timeZone: mostCommonTimeZone(venue.time_zones),
    opening: venue.hours ?? 'always',
    maintenance: windows.flatMap((window) =>
      'at' in asked ? countingAt(window, asked.at) : during(window, asked.during),
    ),
  };
}

function countingAt({ window, endedAt }: KeptMaintenance, at: Date): MaintenanceWindow[] {
  return asItCounts({ window, endedAt }).filter((one) => 'daily' in one || Date.parse(one.to) > at.getTime());
}

function during({ window, createdAt, endedAt }: KeptMaintenance, period: Period): MaintenanceWindow[] {
  if (!('daily' in window)) {
    return asItCounts({ window, endedAt }).filter(
      (one) => 'daily' in one || (Date.parse(one.to) > period.from && Date.parse(one.from) < period.to),
    );
  }
  const { zoneIds, ...forAll } = window;
  const from = Math.max(period.from, createdAt.getTime());
  const to = Math.min(period.to, endedAt?.getTime() ?? period.to);
  if (from >= to) return [];
  const calendar = calendarOf({ venueId: '-', timeZone: null, opening: 'always', maintenance: [forAll] });
  return calendar.excluded({ from, to }).map((time) => ({
    from: new Date(time.from).toISOString(),
    to: new Date(time.to).toISOString(),
    ...(zoneIds && { zoneIds }),
  }));
}

const Venue = z.object({
  name: z.string(),
  hours: sqlJson(OpeningHours).nullable(),
  time_zones: sqlJson(z.array(z.string())),
});
const VENUE = `
  select v.name, h.hours, (
    select coalesce(jsonb_agg(z.time_zone), '[]')
    from zones z where z.venue_id = v.id and z.gone_at is null and z.time_zone <> '') as time_zones
  from venues v left join opening_hours h on h.venue_id = v.id
  where v.id = :venueId`;
