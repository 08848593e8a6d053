const MINUTE = 60_000;
const DAY = 86_400_000;
/** No clock is further from UTC than this. */
const FURTHEST = 16 * 60 * MINUTE;
const DAYS_REMEMBERED = 4_000;

/** What the clock on the wall shows in one time zone, whatever it does in spring and autumn. */
export type WallClock = {
  timeZone: string;
  /** Milliseconds the wall is ahead of UTC. */
  offsetAt(instant: number): number;
  /** The date on the wall, as days since 1970-01-01. */
  dayAt(instant: number): number;
  /**
   * The first moment at which the wall shows so many minutes after the midnight of that day, or a later time. So a time
   * that is skipped in spring is the moment of the skip, and one that comes twice in autumn is the first of them.
   */
  instantOf(day: number, minutes: number): number;
};

const clocks = new Map<string, WallClock | undefined>();

/** Undefined for a name that is no time zone. Clocks are shared: all venues of a zone ask the same one. */
export function wallClockOf(timeZone: string): WallClock | undefined {
  if (!clocks.has(timeZone)) clocks.set(timeZone, createWallClock(timeZone));
  return clocks.get(timeZone);
}

function createWallClock(timeZone: string): WallClock | undefined {
  const read = offsetReader(timeZone);
  if (!read) return undefined;
  const days = new Map<number, Steady[]>();

  const steadyOn = (utcDay: number): Steady[] => {
    const known = days.get(utcDay);
    if (known) return known;
    if (days.size >= DAYS_REMEMBERED) days.clear();
    const found = steadyTimes(utcDay * DAY, (utcDay + 1) * DAY, read);
    days.set(utcDay, found);
    return found;
  };

  const offsetAt = (instant: number): number => {
    const [first, second] = steadyOn(Math.floor(instant / DAY));
    return second && instant >= second.from ? second.offset : (first?.offset ?? 0);
  };

  return {
    timeZone,
    offsetAt,
    dayAt: (instant) => Math.floor((instant + offsetAt(instant)) / DAY),
    instantOf(day, minutes) {
      const wall = day * DAY + minutes * MINUTE;
      for (let utcDay = Math.floor((wall - FURTHEST) / DAY); ; utcDay += 1) {
        for (const { from, to, offset } of steadyOn(utcDay)) {
          const instant = Math.max(from, wall - offset);
          if (instant < to) return instant;
        }
      }
    },
  };
}

/** A time in which the wall keeps its distance from UTC. */
type Steady = { from: number; to: number; offset: number };

/** A clock is changed once within a day at most. */
function steadyTimes(from: number, to: number, read: (instant: number) => number): Steady[] {
  const offset = read(from);
  if (read(to) === offset) return [{ from, to, offset }];
  let before = from;
  let after = to;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (read(middle) === offset) before = middle;
    else after = middle;
  }
  if (after === to) return [{ from, to, offset }];
  return [
    { from, to: after, offset },
    { from: after, to, offset: read(after) },
  ];
}

function offsetReader(timeZone: string): ((instant: number) => number) | undefined {
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', timeZoneName: 'longOffset' });
    return (instant) => {
      const [, sign, hours = 0, minutes = 0, seconds = 0] =
        /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(format.format(instant)) ?? [];
      const size = (Number(hours) * 60 + Number(minutes)) * MINUTE + Number(seconds) * 1000;
      return sign === '-' ? -size : size;
    };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
