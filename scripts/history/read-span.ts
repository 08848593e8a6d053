import { wallClockOf } from '../../lambdas/venues/hours/wall-clock.ts';
import { UsageProblem } from '../run-script.ts';

const DAY_MS = 86_400_000;

/**
 * A time as people type it: "2026-11-21" or "2026-11-21T10:30", on the wall of `timeZone`, or with an offset of its
 * own. A day that is an end counts whole.
 */
export function readTime(
  typed: string,
  { timeZone, end, option }: { timeZone: string; end: boolean; option: string },
): Date {
  const [, day, time, offset] = TYPED.exec(typed) ?? [];
  const midnight = Date.parse(`${day}T00:00Z`);
  const isDay = !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(day ?? '');
  if (!isDay) throw new UsageProblem(`${option} is a day (2026-11-21) or a time (2026-11-21T10:30), not "${typed}"`);
  if (offset) return whole(Date.parse(typed), option, typed);
  const [hours = 0, minutes = 0, seconds = 0] = (time ?? '00:00').split(':').map(Number);
  if (hours > 23 || minutes > 59 || seconds >= 60)
    throw new UsageProblem(`${option}: there is no such time as ${time}`);
  const dayOnTheWall = midnight / DAY_MS + (end && time === undefined ? 1 : 0);
  const minute = wallClockOf(timeZone)?.instantOf(dayOnTheWall, hours * 60 + minutes) ?? Number.NaN;
  return whole(minute + seconds * 1000, option, typed);
}

/** Seconds and their parts are those of a log. */
const TYPED = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-]\d\d:\d\d)?)?$/;

function whole(instant: number, option: string, typed: string): Date {
  if (Number.isNaN(instant)) throw new UsageProblem(`${option}: there is no such time as ${typed}`);
  return new Date(instant);
}

/** The months on the wall of a time zone that a span touches, oldest first. */
export function monthsOf(
  { from, to }: { from: Date; to: Date },
  timeZone: string,
): { name: string; from: Date; to: Date }[] {
  const clock = wallClockOf(timeZone);
  if (!clock) return [];
  const months: { name: string; from: Date; to: Date }[] = [];
  let first = firstOfMonth(clock.dayAt(from.getTime()));
  for (;;) {
    const next = firstOfMonth(first + 31);
    const begins = new Date(clock.instantOf(first, 0));
    if (begins >= to) return months;
    const name = new Date(first * DAY_MS).toISOString().slice(0, 7);
    months.push({ name, from: begins, to: new Date(clock.instantOf(next, 0)) });
    first = next;
  }
}

/** Days since 1970-01-01. */
function firstOfMonth(day: number): number {
  const date = new Date(day * DAY_MS);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / DAY_MS;
}
