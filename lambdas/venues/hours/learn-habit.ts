import { HOURS_A_WEEK, habitClockOf, hourOfWeekAt, maskOf } from './habit.ts';
import type { Period } from './venue-hours.ts';

const HOUR = 3_600_000;
const WEEK = HOURS_A_WEEK * HOUR;
const MOST_WEEKS = 6;
const FEWEST_WEEKS = 3;
/** Up for less of an hour than this is off. */
const OFF_BELOW = 0.1;
/** An hour of which less was seen tells nothing. */
const SEEN_FROM = 0.5;
/** Weeks that settle it: a zone that was up in them has changed its habit. */
const LAST_WEEKS = 2;

/** A time in which the zone was known to be up, or known to be down, silent or off. */
export type KnownSpell = Period & { was: 'up' | 'bad' };

export type Learnt =
  | { kind: 'habit'; mask: string; hours: number; weeks: number }
  /** `always-off`: dormant rather than a habit. */
  | { kind: 'none'; because: 'too-little-history' | 'no-pattern' | 'always-off' };

/** One hour by the wall clock; at a clock change it may be shorter or longer. */
type Hour = Period & { ofWeek: number; isRecent: boolean };

/**
 * Learns from the spells of one zone after another, each without overlaps, in which hours of the week it is usually off:
 * up for less than a tenth of the hour in three weeks or more, and not at all in the last two.
 */
export function habitLearner(timeZone: string | null, until: number): (spells: readonly KnownSpell[]) => Learnt {
  const hours = hoursBefore(timeZone, until);

  return (spells) => {
    const ordered = spells.filter(({ from }) => from < until).sort((one, other) => one.from - other.from);
    const weeks = Math.floor((until - (ordered[0]?.from ?? until)) / WEEK);
    if (weeks < FEWEST_WEEKS) return { kind: 'none', because: 'too-little-history' };

    const off = new Uint8Array(HOURS_A_WEEK);
    const offLately = new Uint8Array(HOURS_A_WEEK);
    eachHour(hours, ordered, ({ ofWeek, isRecent, from, to }, up, seen) => {
      if (seen < SEEN_FROM * (to - from)) return;
      if (up < OFF_BELOW * (to - from)) off[ofWeek] = (off[ofWeek] ?? 0) + 1;
      if (up === 0 && isRecent) offLately[ofWeek] = (offLately[ofWeek] ?? 0) + 1;
    });

    const usuallyOff = Array.from(off.keys()).filter(
      (hour) => (off[hour] ?? 0) >= FEWEST_WEEKS && offLately[hour] === LAST_WEEKS,
    );
    if (usuallyOff.length === 0) return { kind: 'none', because: 'no-pattern' };
    if (usuallyOff.length === HOURS_A_WEEK) return { kind: 'none', because: 'always-off' };
    const mask = maskOf(usuallyOff);
    return { kind: 'habit', mask, hours: usuallyOff.length, weeks: Math.min(weeks, MOST_WEEKS) };
  };
}

/** The whole hours of the last weeks, oldest first; those that a clock change skips are left out. */
function hoursBefore(timeZone: string | null, until: number): Hour[] {
  const clock = habitClockOf(timeZone);
  const earliest = until - MOST_WEEKS * WEEK;
  const newestFirst: Hour[] = [];
  const occurrences = new Uint8Array(HOURS_A_WEEK);
  for (let day = clock.dayAt(until); day >= clock.dayAt(earliest); day -= 1) {
    for (let hour = 23; hour >= 0; hour -= 1) {
      const from = clock.instantOf(day, hour * 60);
      const to = clock.instantOf(day, (hour + 1) * 60);
      if (from >= to || from < earliest || to > until) continue;
      const ofWeek = hourOfWeekAt(clock, from);
      const before = occurrences[ofWeek] ?? 0;
      occurrences[ofWeek] = before + 1;
      newestFirst.push({ from, to, ofWeek, isRecent: before < LAST_WEEKS });
    }
  }
  return newestFirst.reverse();
}

type Look = (hour: Hour, up: number, seen: number) => void;

function eachHour(hours: readonly Hour[], spells: readonly KnownSpell[], look: Look): void {
  let first = 0;
  for (const hour of hours) {
    let up = 0;
    let seen = 0;
    for (let at = first; at < spells.length; at += 1) {
      const spell = spells[at];
      if (!spell || spell.from >= hour.to) break;
      if (spell.to <= hour.from) {
        if (at === first) first += 1;
        continue;
      }
      const time = Math.min(spell.to, hour.to) - Math.max(spell.from, hour.from);
      seen += time;
      if (spell.was === 'up') up += time;
    }
    look(hour, up, seen);
  }
}
