import type { HoursAt, Period } from './venue-hours.ts';

const DAY = 86_400_000;
const DAYS_REMEMBERED = 45;
/** What has been the same for so long has always been so. */
const LOOK_BACK = 400 * DAY;

export type Stretch = Period & { what: HoursAt };

/** Answers which of its times reach into a period, in any order, whole or cut. */
export type Times = (period: Period) => readonly Period[];

/** One answer to when there is meant to be music; several zones of a venue may share it. */
export type Schedule = {
  at(instant: number): HoursAt;
  since(instant: number): number;
  stretchesIn(period: Period): Stretch[];
};

export const ALWAYS_OPEN: Schedule = {
  at: () => 'open',
  since: () => 0,
  stretchesIn: ({ from, to }) => (from < to ? [{ from, to, what: 'open' }] : []),
};

/** Works out one UTC day at a time, when it is asked for, and answers from the stretch last asked for where it can. */
export function createSchedule(openings: Times, maintenance: Times): Schedule {
  const days = new Map<number, Stretch[]>();
  let current: Stretch = { from: 0, to: 0, what: 'open' };
  let lastAnswer: { from: number; since: number } | undefined;

  const stretchesOf = (utcDay: number): Stretch[] => {
    const known = days.get(utcDay);
    if (known) return known;
    if (days.size >= DAYS_REMEMBERED) days.clear();
    const day = { from: utcDay * DAY, to: (utcDay + 1) * DAY };
    const open = paint([{ ...day, what: 'closed' }], openings(day), 'open');
    const stretches = paint(open, maintenance(day), 'maintenance');
    days.set(utcDay, stretches);
    return stretches;
  };

  const moveTo = (instant: number): Stretch => {
    if (instant >= current.from && instant < current.to) return current;
    const found = stretchesOf(Math.floor(instant / DAY)).find(({ to }) => instant < to);
    if (!found) throw new RangeError(`not an instant: ${instant}`);
    current = found;
    return found;
  };

  const beginningOf = ({ from, what }: Stretch): number => {
    let since = from;
    for (let utcDay = Math.floor((from - 1) / DAY); utcDay * DAY > from - LOOK_BACK; utcDay -= 1) {
      for (const stretch of stretchesOf(utcDay).toReversed()) {
        if (stretch.from >= since) continue;
        if (stretch.what !== what) return since;
        if (stretch.from === lastAnswer?.from) return lastAnswer.since;
        since = stretch.from;
      }
    }
    return 0;
  };

  return {
    at: (instant) => (instant >= current.from && instant < current.to ? current.what : moveTo(instant).what),
    since(instant) {
      const stretch = moveTo(instant);
      if (lastAnswer?.from !== stretch.from) lastAnswer = { from: stretch.from, since: beginningOf(stretch) };
      return lastAnswer.since;
    },
    stretchesIn(period) {
      const stretches: Stretch[] = [];
      for (let utcDay = Math.floor(period.from / DAY); utcDay * DAY < period.to; utcDay += 1) {
        for (const { from, to, what } of stretchesOf(utcDay)) {
          append(stretches, Math.max(from, period.from), Math.min(to, period.to), what);
        }
      }
      return stretches;
    },
  };
}

/** The same stretches with `what` wherever one of the times is. */
function paint(stretches: Stretch[], times: readonly Period[], what: HoursAt): Stretch[] {
  if (times.length === 0) return stretches;
  const ordered = times.toSorted((one, other) => one.from - other.from);
  const painted: Stretch[] = [];
  for (const stretch of stretches) {
    let from = stretch.from;
    for (const time of ordered) {
      const begin = Math.max(from, time.from);
      const end = Math.min(stretch.to, time.to);
      if (begin >= end) continue;
      append(painted, from, begin, stretch.what);
      append(painted, begin, end, what);
      from = end;
    }
    append(painted, from, stretch.to, stretch.what);
  }
  return painted;
}

function append(stretches: Stretch[], from: number, to: number, what: HoursAt): void {
  if (from >= to) return;
  const last = stretches.at(-1);
  if (last?.what === what && last.to === from) last.to = to;
  else stretches.push({ from, to, what });
}
