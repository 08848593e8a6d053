import { ALWAYS_OPEN, createSchedule, type Schedule, type Times } from './schedule.ts';
import { openingTimetable, timesIn, windowTimetable } from './timetable.ts';
import type { Calendar, MaintenanceWindow, Period, VenueHours } from './venue-hours.ts';
import { wallClockOf } from './wall-clock.ts';

/**
 * The hours of a venue, ready to be asked. Without a time zone, or with one that does not exist, the venue is always
 * open, because its hours cannot be told; a daily window of an unknown time zone never is (`problemsIn` tells of both).
 * `since` answers 0 where nothing has changed for more than a year.
 */
export function calendarOf(hours: VenueHours): Calendar {
  const openings = openingTimes(hours);
  const windows = hours.maintenance.map((window) => ({ zoneIds: window.zoneIds, times: windowTimes(window) }));
  const scheduleFor = (zoneId?: string): Schedule => {
    const concerning = windows.filter(({ zoneIds }) => !zoneIds || (zoneId !== undefined && zoneIds.includes(zoneId)));
    if (openings === 'always' && concerning.length === 0) return ALWAYS_OPEN;
    return createSchedule(openings === 'always' ? (period) => [period] : openings, (period) =>
      concerning.flatMap(({ times }) => times(period)),
    );
  };

  const ofVenue = scheduleFor();
  const named = windows.flatMap(({ zoneIds }) => zoneIds ?? []);
  const ofZones = named.length > 0 ? new Map(named.map((zoneId) => [zoneId, scheduleFor(zoneId)])) : undefined;
  const scheduleOf = (zoneId?: string): Schedule => (zoneId && ofZones?.get(zoneId)) || ofVenue;

  return {
    at: (instant, zoneId) => scheduleOf(zoneId).at(instant),
    since: (instant, zoneId) => scheduleOf(zoneId).since(instant),
    excluded: (period, zoneId) => notOpen(scheduleOf(zoneId), period),
  };
}

function openingTimes({ opening, timeZone }: VenueHours): Times | 'always' {
  const clock = timeZone === null ? undefined : wallClockOf(timeZone);
  if (opening === 'always' || !clock) return 'always';
  const timetable = openingTimetable(opening, clock);
  return (period) => timesIn(timetable, period);
}

function windowTimes(window: MaintenanceWindow): Times {
  if ('daily' in window) {
    const timetable = windowTimetable(window);
    return timetable ? (period) => timesIn(timetable, period) : () => [];
  }
  const once = [{ from: Date.parse(window.from), to: Date.parse(window.to) }];
  return () => once;
}

function notOpen(schedule: Schedule, period: Period): Period[] {
  const periods: Period[] = [];
  for (const { from, to, what } of schedule.stretchesIn(period)) {
    const last = periods.at(-1);
    if (what === 'open') continue;
    if (last?.to === from) last.to = to;
    else periods.push({ from, to });
  }
  return periods;
}
