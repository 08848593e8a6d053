import { habitOf, hoursIn, maskOf } from '../../../lambdas/venues/hours/habit.ts';
import { habitLearner, type KnownSpell } from '../../../lambdas/venues/hours/learn-habit.ts';
import { at } from './at.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const WEEK = 168 * HOUR;
// Monday, midnight in Bangkok.
const until = at('2026-11-22 17:00');

/** So many weeks of quarters of an hour, of which some were bad; the week number counts back from the last, 0. */
function past(weeks: number, isBad: (hourOfWeek: number, weeksAgo: number, minute: number) => boolean): KnownSpell[] {
  const spells: KnownSpell[] = [];
  for (let from = until - weeks * WEEK; from < until; from += 3 * MINUTE) {
    const since = from - (until - weeks * WEEK);
    const weeksAgo = weeks - 1 - Math.floor(since / WEEK);
    const was = isBad(Math.floor(since / HOUR) % 168, weeksAgo, (since / MINUTE) % 60) ? 'bad' : 'up';
    const last = spells.at(-1);
    if (last?.was === was) last.to = from + 3 * MINUTE;
    else spells.push({ from, to: from + 3 * MINUTE, was });
  }
  return spells;
}
const learn = habitLearner('Asia/Bangkok', until);
const hoursLearnt = (spells: readonly KnownSpell[]) => {
  const learnt = learn(spells);
  return learnt.kind === 'habit' ? hoursIn(learnt.mask) : learnt.because;
};
const nights = Array.from({ length: 168 }, (_, hour) => hour).filter((hour) => hour % 24 < 6);
const isNight = (hour: number) => hour % 24 < 6;

describe('a habit', () => {
  it('is learnt of a zone that is switched off every night', () => {
    const learnt = learn(past(4, isNight));
    expect(learnt).toEqual({ kind: 'habit', mask: maskOf(nights), hours: 42, weeks: 4 });
  });

  it.each<[string, KnownSpell[], number[] | string]>([
    ['every Sunday', past(5, (hour) => hour >= 144), Array.from({ length: 24 }, (_, hour) => 144 + hour)],
    ['only in the last two weeks', past(6, (hour, weeksAgo) => isNight(hour) && weeksAgo < 2), 'no-pattern'],
    ['in the last three', past(6, (hour, weeksAgo) => isNight(hour) && weeksAgo < 3), nights],
    ['in all weeks but the last', past(6, (hour, weeksAgo) => isNight(hour) && weeksAgo !== 0), 'no-pattern'],
    [
      'in all weeks but the one before the last',
      past(6, (hour, weeksAgo) => isNight(hour) && weeksAgo !== 1),
      'no-pattern',
    ],
    ['in all weeks but an earlier one', past(5, (hour, weeksAgo) => isNight(hour) && weeksAgo !== 3), nights],
    [
      'but for three minutes an hour, long ago',
      past(4, (hour, weeksAgo, minute) => isNight(hour) && (weeksAgo < 2 || minute >= 3)),
      nights,
    ],
    [
      'but for six minutes an hour, long ago',
      past(4, (hour, weeksAgo, minute) => isNight(hour) && (weeksAgo < 2 || minute >= 6)),
      'no-pattern',
    ],
    [
      'but for three minutes an hour, lately',
      past(4, (hour, weeksAgo, minute) => isNight(hour) && (weeksAgo > 0 || minute >= 3)),
      'no-pattern',
    ],
    [
      'for less than three weeks',
      past(3, isNight).map((spell) => ({ ...spell, from: Math.max(spell.from, until - 3 * WEEK + 1) })),
      'too-little-history',
    ],
    ['never', past(6, () => false), 'no-pattern'],
    ['always', past(6, () => true), 'always-off'],
    ['as far as nobody saw', past(6, isNight).filter(({ was }) => was === 'up'), 'no-pattern'],
    [
      'but unseen last week',
      past(4, isNight).filter(({ was, from }) => was === 'up' || from < until - WEEK),
      'no-pattern',
    ],
    ['and nothing at all', [], 'too-little-history'],
  ])('of a zone that was off %s', (_, spells, expected) => expect(hoursLearnt(spells)).toEqual(expected));

  it('does not depend on the order of the spells, nor on what is newer than now', () => {
    const spells = past(4, isNight);
    const later: KnownSpell = { from: until + HOUR, to: until + WEEK, was: 'up' };
    expect(learn([later, ...spells.toReversed()])).toEqual(learn(spells));
  });

  it('follows the wall clock over a clock change', () => {
    // The clocks in London went back on 2026-10-25: what is 02:00 to 06:00 there moves by an hour in UTC.
    const inLondon: KnownSpell[] = [];
    for (let day = at('2026-10-11 00:00'); day < at('2026-11-15 00:00'); day += 24 * HOUR) {
      const shift = day < at('2026-10-25 00:00') ? HOUR : 0;
      inLondon.push({ from: day + 2 * HOUR - shift, to: day + 6 * HOUR - shift, was: 'bad' });
    }
    const filled = inLondon.flatMap((spell, index) => [
      spell,
      { from: spell.to, to: inLondon[index + 1]?.from ?? spell.to, was: 'up' as const },
    ]);
    const learnt = habitLearner('Europe/London', at('2026-11-15 00:00'))(filled);
    const nightHours = Array.from({ length: 168 }, (_, hour) => hour).filter((hour) => hour % 24 >= 2 && hour % 24 < 6);
    expect(learnt.kind === 'habit' && hoursIn(learnt.mask)).toEqual(nightHours);
  });
});

describe('a mask', () => {
  const isUsuallyOff = habitOf(maskOf([0, 167]), 'Asia/Bangkok');

  it.each([
    ['2026-11-22 16:00', true],
    ['2026-11-22 16:59', true],
    ['2026-11-22 17:00', true],
    ['2026-11-22 17:59', true],
    ['2026-11-22 18:00', false],
    ['2026-11-22 15:59', false],
  ])('of the first and the last hour of the week says of %s UTC in Bangkok: %s', (utc, off) => {
    expect(isUsuallyOff(at(utc))).toBe(off);
  });

  it('keeps every hour of the week, in 28 letters', () => {
    for (let hour = 0; hour < 168; hour += 1) expect(hoursIn(maskOf([hour]))).toEqual([hour]);
    expect(maskOf([3])).toHaveLength(28);
  });

  it('moves with the wall clock', () => {
    const atThree = habitOf(maskOf([147]), 'Europe/London');
    expect([at('2026-10-18 02:30'), at('2026-10-25 03:30'), at('2026-10-25 02:30')].map(atThree)).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('is read in UTC where the time zone is not known, and never says anything where it is none', () => {
    for (const zone of [null, 'Asia/Atlantis']) expect(habitOf(maskOf([0]), zone)(at('2026-11-23 00:30'))).toBe(true);
    for (const text of ['', 'x', '////']) expect(habitOf(text, 'Asia/Bangkok')(until)).toBe(false);
    expect(hoursIn('////')).toBeUndefined();
  });
});
