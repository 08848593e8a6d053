import { LRUCache } from 'lru-cache';
import { type MaintenanceWindow, type OpeningHours, type Period, type Span, WEEKDAYS } from './venue-hours.ts';
import { type WallClock, wallClockOf } from './wall-clock.ts';

const DAY = 86_400_000;
const MINUTES_A_DAY = 1_440;

/** Minutes after the midnight of the day it begins on; the end may lie on the next day. */
type MinuteSpan = { from: number; to: number };

/** Times that come again by the wall clock of one time zone. */
export type Timetable = { clock: WallClock; spansOn(day: number): readonly MinuteSpan[] };

/** The index of a day since 1970 in WEEKDAYS. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** Days since 1970 of "2026-12-31". */
export const dayOf = (date: string): number => Date.parse(date) / DAY;

/** The opening hours as they come again; holidays stand in for their weekday. */
export function openingTimetable(opening: Exclude<OpeningHours, 'always'>, clock: WallClock): Timetable {
  const week = WEEKDAYS.map((weekday) => inMinutes(opening.week[weekday] ?? []));
  if (!opening.days) return { clock, spansOn: (day) => week[weekdayOf(day)] ?? [] };
  const days = new Map(Object.entries(opening.days).map(([date, spans]) => [dayOf(date), inMinutes(spans)]));
  return { clock, spansOn: (day) => days.get(day) ?? week[weekdayOf(day)] ?? [] };
}

export type DailyWindow = Extract<MaintenanceWindow, { daily: Span }>;

/** Undefined where the window's time zone is not known: nobody can say when it is. */
export function windowTimetable({ daily, timeZone, weekdays }: DailyWindow): Timetable | undefined {
  const clock = wallClockOf(timeZone);
  if (!clock) return undefined;
  const spans = inMinutes([daily]);
  if (!weekdays) return { clock, spansOn: () => spans };
  const week = WEEKDAYS.map((weekday) => (weekdays.includes(weekday) ? spans : []));
  return { clock, spansOn: (day) => week[weekdayOf(day)] ?? [] };
}

/** The whole times, in the order of their beginning, that reach into the period. What a clock change swallows is left out. */
export function timesIn({ clock, spansOn }: Timetable, period: Period): Period[] {
  const times: Period[] = [];
  const last = clock.dayAt(period.to - 1);
  // The hours of the day before reach into this one.
  for (let day = clock.dayAt(period.from) - 1; day <= last; day += 1) {
    for (const span of spansOn(day)) {
      const from = clock.instantOf(day, span.from);
      const to = clock.instantOf(day, span.to);
      if (from < to && from < period.to && to > period.from) times.push({ from, to });
    }
  }
  return times;
}

/** Thousands of venues have few different hours: each is kept once. */
const daysSeen = new LRUCache<string, readonly MinuteSpan[]>({ max: 10_000 });

function inMinutes(spans: readonly Span[]): readonly MinuteSpan[] {
  const key = spans.join();
  const seen = daysSeen.get(key);
  if (seen) return seen;
  const day = spans.map(([begin, end]) => {
    const from = minutesOf(begin);
    const to = minutesOf(end);
    return { from, to: to <= from ? to + MINUTES_A_DAY : to };
  });
  daysSeen.set(key, day);
  return day;
}

const minutesOf = (wallTime: string): number => Number(wallTime.slice(0, 2)) * 60 + Number(wallTime.slice(3));
