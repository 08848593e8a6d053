import { timesIn, windowTimetable } from './timetable.ts';
import type { MaintenanceWindow, Period } from './venue-hours.ts';
import { wallClockOf } from './wall-clock.ts';

const DAY = 86_400_000;
const LOOK_AHEAD = 400 * DAY;

/** One time a window comes; the words are for people, such as "Tue 2026-12-01 02:00–03:00 Asia/Bangkok". */
export type Occurrence = Period & { utc: string; local: string };

/**
 * The next times of a window that are not over at `after`, in order, fewer where there are no more. `timeZone`, an
 * IANA name, is what local means; else a daily window's own zone, else UTC.
 */
export function nextOccurrences(
  window: MaintenanceWindow,
  after: number,
  count: number,
  timeZone?: string | null,
): Occurrence[] {
  const zone = timeZone ?? ('daily' in window ? window.timeZone : 'UTC');
  const occurrences: Occurrence[] = [];
  for (const time of nextTimes(window, after)) {
    if (occurrences.length >= count) break;
    occurrences.push({ ...time, utc: periodInWords(time, 'UTC'), local: periodInWords(time, zone) });
  }
  return occurrences;
}

function* nextTimes(window: MaintenanceWindow, after: number): Generator<Period, undefined> {
  if (!('daily' in window)) {
    const time = { from: Date.parse(window.from), to: Date.parse(window.to) };
    if (time.from < time.to && time.to > after) yield time;
    return;
  }
  const timetable = windowTimetable(window);
  if (!timetable) return;
  let last = Number.NEGATIVE_INFINITY;
  for (let from = after; from < after + LOOK_AHEAD; from += DAY) {
    for (const time of timesIn(timetable, { from, to: from + DAY })) {
      if (time.from <= last) continue;
      last = time.from;
      yield time;
    }
  }
}

/** "Tue 2026-12-01 22:00 – Wed 2026-12-02 01:00 Asia/Bangkok", shorter within a day. In UTC where the zone is unknown. */
export function periodInWords({ from, to }: Period, timeZone: string): string {
  const clock = wallClockOf(timeZone);
  const moment = (instant: number) => {
    const wall = new Date(instant + (clock?.offsetAt(instant) ?? 0));
    const text = wall.toISOString();
    return { day: `${wall.toUTCString().slice(0, 3)} ${text.slice(0, 10)}`, time: text.slice(11, 16) };
  };
  const begin = moment(from);
  const end = moment(to);
  const till = begin.day === end.day ? `–${end.time}` : ` – ${end.day} ${end.time}`;
  return `${begin.day} ${begin.time}${till} ${clock ? timeZone : 'UTC'}`;
}
