import { calendarOf } from '../../../lambdas/venues/hours/calendar.ts';
import { wallClockOf } from '../../../lambdas/venues/hours/wall-clock.ts';
import { at, everyDay, gapsOf, inWords, venue } from './at.ts';

/** Hours that are the same every day, on a day with a clock change: when in UTC the venue is open on that day. */
const days: [zone: string, what: string, date: string, span: [string, string], open: string[]][] = [
  // 01:00 becomes 02:00 at 01:00 UTC.
  [
    'Europe/London',
    'a night an hour shorter',
    '2026-03-29',
    ['00:00', '06:00'],
    ['2026-03-29 00:00 / 2026-03-29 05:00'],
  ],
  ['Europe/London', 'a time that is skipped', '2026-03-29', ['01:00', '02:00'], []],
  [
    'Europe/London',
    'a beginning that is skipped',
    '2026-03-29',
    ['01:30', '04:00'],
    ['2026-03-29 01:00 / 2026-03-29 03:00'],
  ],
  [
    'Europe/London',
    'an end that is skipped',
    '2026-03-29',
    ['00:00', '01:30'],
    ['2026-03-29 00:00 / 2026-03-29 01:00'],
  ],
  // 02:00 becomes 01:00 at 01:00 UTC.
  [
    'Europe/London',
    'an hour that comes twice',
    '2026-10-25',
    ['01:00', '02:00'],
    ['2026-10-25 00:00 / 2026-10-25 02:00'],
  ],
  [
    'Europe/London',
    'a beginning that comes twice',
    '2026-10-25',
    ['01:30', '03:00'],
    ['2026-10-25 00:30 / 2026-10-25 03:00'],
  ],
  [
    'Europe/London',
    'an end that comes twice',
    '2026-10-25',
    ['00:30', '01:30'],
    ['2026-10-24 23:30 / 2026-10-25 00:30'],
  ],
  ['Europe/London', 'the whole day', '2026-10-25', ['00:00', '24:00'], ['2026-10-24 23:00 / 2026-10-26 00:00']],
  // 02:00 becomes 03:00 at 07:00 UTC, and 01:00 at 06:00 UTC.
  [
    'America/New_York',
    'a night an hour shorter',
    '2026-03-08',
    ['01:00', '04:00'],
    ['2026-03-08 06:00 / 2026-03-08 08:00'],
  ],
  ['America/New_York', 'a time that is skipped', '2026-03-08', ['02:00', '03:00'], []],
  [
    'America/New_York',
    'an hour that comes twice',
    '2026-11-01',
    ['01:00', '02:00'],
    ['2026-11-01 05:00 / 2026-11-01 07:00'],
  ],
  ['America/New_York', 'the hour behind it', '2026-11-01', ['02:00', '03:00'], ['2026-11-01 07:00 / 2026-11-01 08:00']],
  // Half an hour: 02:00 becomes 01:30 at 15:00 UTC, and 02:30 at 15:30 UTC.
  [
    'Australia/Lord_Howe',
    'a night half an hour longer',
    '2026-04-05',
    ['01:00', '03:00'],
    ['2026-04-04 14:00 / 2026-04-04 16:30'],
  ],
  [
    'Australia/Lord_Howe',
    'an end that comes twice',
    '2026-04-05',
    ['01:00', '01:45'],
    ['2026-04-04 14:00 / 2026-04-04 14:45'],
  ],
  [
    'Australia/Lord_Howe',
    'an end that is skipped',
    '2026-10-04',
    ['01:00', '02:15'],
    ['2026-10-03 14:30 / 2026-10-03 15:30'],
  ],
  [
    'Australia/Lord_Howe',
    'a night half an hour shorter',
    '2026-10-04',
    ['01:00', '03:00'],
    ['2026-10-03 14:30 / 2026-10-03 16:00'],
  ],
  ['Asia/Bangkok', 'no change at all', '2026-03-29', ['01:00', '03:00'], ['2026-03-28 18:00 / 2026-03-28 20:00']],
  ['Asia/Bangkok', 'no change at all', '2026-10-25', ['22:00', '02:00'], ['2026-10-25 15:00 / 2026-10-25 19:00']],
  // Midnight is 23:00 again at 03:00 UTC; in September midnight is 01:00 at 04:00 UTC.
  [
    'America/Santiago',
    'a day an hour longer',
    '2026-04-04',
    ['00:00', '24:00'],
    ['2026-04-04 03:00 / 2026-04-05 04:00'],
  ],
  [
    'America/Santiago',
    'an evening into the new day',
    '2026-04-04',
    ['20:00', '02:00'],
    ['2026-04-04 23:00 / 2026-04-05 06:00'],
  ],
  [
    'America/Santiago',
    'a midnight that is skipped',
    '2026-09-06',
    ['00:00', '06:00'],
    ['2026-09-06 04:00 / 2026-09-06 09:00'],
  ],
  [
    'America/Santiago',
    'an end at the skipped midnight',
    '2026-09-05',
    ['20:00', '24:00'],
    ['2026-09-06 00:00 / 2026-09-06 04:00'],
  ],
  [
    'America/Santiago',
    'an end just behind it',
    '2026-09-05',
    ['20:00', '00:30'],
    ['2026-09-06 00:00 / 2026-09-06 04:00'],
  ],
  // Winter time for Ramadan only: back at 02:00 UTC in February, forward at 02:00 UTC in March.
  [
    'Africa/Casablanca',
    'an hour that comes twice',
    '2026-02-15',
    ['02:00', '03:00'],
    ['2026-02-15 01:00 / 2026-02-15 03:00'],
  ],
  ['Africa/Casablanca', 'a time that is skipped', '2026-03-22', ['02:00', '03:00'], []],
  [
    'Africa/Casablanca',
    'a night an hour shorter',
    '2026-03-22',
    ['01:00', '05:00'],
    ['2026-03-22 01:00 / 2026-03-22 04:00'],
  ],
];

describe('a day on which the clocks change', () => {
  it.each(days)('in %s has %s on %s, %s', (timeZone, _, date, span, open) => {
    // Open on that date only, so that its neighbours do not blur it.
    const calendar = calendarOf(venue({ timeZone, opening: { week: {}, days: { [date]: [span] } } }));
    const around = { from: at(`${date} 00:00`) - 86_400_000, to: at(`${date} 00:00`) + 3 * 86_400_000 };
    expect(inWords(gapsOf(calendar.excluded(around), around))).toEqual(open);
  });

  it.each([...new Set(days.map(([zone]) => zone))])(
    'in %s is open around the clock where equal times say so',
    (timeZone) => {
      const year = { from: at('2026-01-01 00:00'), to: at('2027-01-01 00:00') };
      expect(calendarOf(venue({ timeZone, opening: everyDay(['00:30', '00:30']) })).excluded(year)).toEqual([]);
      expect(calendarOf(venue({ timeZone, opening: everyDay(['00:00', '24:00']) })).excluded(year)).toEqual([]);
    },
  );

  it.each([...new Set(days.map(([zone]) => zone))])(
    'in %s shares it among hours that touch, without gap',
    (timeZone) => {
      const year = { from: at('2026-01-01 00:00'), to: at('2027-01-01 00:00') };
      const touching = everyDay(['00:00', '01:30'], ['01:30', '02:15'], ['02:15', '23:30'], ['23:30', '24:00']);
      expect(calendarOf(venue({ timeZone, opening: touching })).excluded(year)).toEqual([]);
    },
  );
});

describe('a wall clock', () => {
  it.each([
    ['Europe/London', '2026-03-29 00:59', 0],
    ['Europe/London', '2026-03-29 01:00', 60],
    ['Europe/London', '2026-10-25 00:59', 60],
    ['Europe/London', '2026-10-25 01:00', 0],
    ['Australia/Lord_Howe', '2026-10-03 15:29', 630],
    ['Australia/Lord_Howe', '2026-10-03 15:30', 660],
    ['America/Santiago', '2026-09-06 03:59', -240],
    ['America/Santiago', '2026-09-06 04:00', -180],
    ['Africa/Casablanca', '2026-02-15 01:59', 60],
    ['Africa/Casablanca', '2026-02-15 02:00', 0],
    ['Asia/Kathmandu', '2026-01-01 00:00', 345],
  ])('in %s at %s UTC is %d minutes ahead', (zone, utc, minutes) => {
    expect(wallClockOf(zone)?.offsetAt(at(utc))).toBe(minutes * 60_000);
  });

  it('is none for a place that does not exist', () => {
    expect(wallClockOf('Asia/Atlantis')).toBeUndefined();
    expect(wallClockOf('')).toBeUndefined();
  });

  it('leaves out a date that a place skipped altogether', () => {
    const clock = wallClockOf('Pacific/Apia');
    const skipped = Date.parse('2011-12-30') / 86_400_000;
    expect(clock?.instantOf(skipped, 600)).toBe(clock?.instantOf(skipped + 1, 0));
  });
});
