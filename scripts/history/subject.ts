import { eventsPage } from '../../lambdas/monitoring/history/events-in-postgres.ts';
import { type Span, type Whose, type ZoneOfHistory, zonesOf } from '../../lambdas/monitoring/history/whose.ts';
import type { Sql } from '../../lambdas/runtime/sql/sql-client.ts';
import { calendarOf } from '../../lambdas/venues/hours/calendar.ts';
import type { Calendar } from '../../lambdas/venues/hours/venue-hours.ts';
import { wallClockOf } from '../../lambdas/venues/hours/wall-clock.ts';
import { hoursOfVenue } from '../../lambdas/venues/record/venue-hours-in-postgres.ts';
import { PlainProblem } from '../run-script.ts';
import { oneLine } from '../venue-facts/one-line.ts';

/** What a history is told of: some zones, and the time zone it is told in. */
export type Subject = { title: string; zones: ZoneOfHistory[]; venueId?: number; timeZone: string };

const ALWAYS = { from: new Date(0), to: new Date('9999-12-31T00:00:00Z') };

/** Finds the zone or venue asked for; a zone that only the history knows is one too. */
export async function subjectOf(sql: Sql, whose: Whose): Promise<Subject> {
  const known = await zonesOf(sql, whose);
  const zones = known.length === 0 && 'zoneId' in whose ? await onlyInHistory(sql, whose.zoneId) : known;
  const venueId = 'venueId' in whose ? whose.venueId : (zones[0]?.venueId ?? undefined);
  if (venueId === undefined) return { title: zoneTitle(zones), zones, timeZone: usable(zones[0]?.timeZone) };
  const venue = await hoursOfVenue(sql, venueId, { at: ALWAYS.to });
  if (!venue) throw new PlainProblem(`there is no venue ${venueId}`);
  const name = `${oneLine(venue.name)} (${venueId})`;
  const title = 'venueId' in whose ? name : `${zoneTitle(zones)} of ${name}`;
  return { title, zones, venueId, timeZone: usable(venue.timeZone) };
}

/** When the zones were meant to play in a span, as far as the record says. */
export async function calendarIn(sql: Sql, { venueId }: Subject, { from, to }: Span): Promise<Calendar | undefined> {
  if (venueId === undefined) return undefined;
  const hours = await hoursOfVenue(sql, venueId, { during: { from: from.getTime(), to: to.getTime() } });
  return hours && calendarOf(hours);
}

async function onlyInHistory(sql: Sql, id: string): Promise<ZoneOfHistory[]> {
  const [event] = await eventsPage(sql, [id], ALWAYS, { limit: 1 });
  if (!event) throw new PlainProblem(`there is no zone ${JSON.stringify(id)}`);
  return [{ id, name: id, critical: false, venueId: null, timeZone: null, goneAt: null }];
}

const zoneTitle = ([zone]: readonly ZoneOfHistory[]): string =>
  zone && zone.name !== zone.id ? `${oneLine(zone.name)} (${zone.id})` : `zone ${oneLine(zone?.id ?? '')}`;

const usable = (timeZone: string | null | undefined): string => (timeZone && wallClockOf(timeZone) ? timeZone : 'UTC');
