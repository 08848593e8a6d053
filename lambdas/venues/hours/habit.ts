import { type WallClock, wallClockOf } from './wall-clock.ts';

const HOUR = 3_600_000;
export const HOURS_A_WEEK = 168;
/** 1970-01-01 was a Thursday; the week begins on Monday. */
const FIRST_HOUR = 72;

/** The hour of the week, 0 to 167 from Monday midnight, that the wall clock shows. */
export const hourOfWeekAt = (clock: WallClock, instant: number): number => {
  const hour = (Math.floor((instant + clock.offsetAt(instant)) / HOUR) + FIRST_HOUR) % HOURS_A_WEEK;
  return hour < 0 ? hour + HOURS_A_WEEK : hour;
};

/** One bit an hour of the week, Monday midnight first, in base64. */
export function maskOf(hours: Iterable<number>): string {
  const bytes = Buffer.alloc(HOURS_A_WEEK / 8);
  for (const hour of hours) bytes[hour >> 3] = (bytes[hour >> 3] ?? 0) | (0x80 >> (hour & 7));
  return bytes.toString('base64');
}

/** The hours in a mask, in order; undefined for what is no mask. */
export function hoursIn(mask: string): number[] | undefined {
  const bytes = Buffer.from(mask, 'base64');
  if (bytes.length !== HOURS_A_WEEK / 8) return undefined;
  return Array.from({ length: HOURS_A_WEEK }, (_, hour) => hour).filter((hour) => hasHour(bytes, hour));
}

const hasHour = (bytes: Uint8Array, hour: number): boolean => ((bytes[hour >> 3] ?? 0) & (0x80 >> (hour & 7))) !== 0;

/** Habits are learnt and read by the venue's clock; without a time zone, or an unknown one, by UTC. */
export const habitClockOf = (timeZone: string | null): WallClock => {
  const clock = wallClockOf(timeZone ?? 'UTC') ?? wallClockOf('UTC');
  if (!clock) throw new Error('there is no UTC');
  return clock;
};

/** Whether a zone is usually off at a moment, by the mask learnt of it. What is no mask never says so. */
export function habitOf(mask: string, timeZone: string | null): (instant: number) => boolean {
  const bytes = Buffer.from(mask, 'base64');
  if (bytes.length !== HOURS_A_WEEK / 8) return () => false;
  const clock = habitClockOf(timeZone);
  return (instant) => hasHour(bytes, hourOfWeekAt(clock, instant));
}
