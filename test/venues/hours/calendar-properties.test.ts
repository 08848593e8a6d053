import fc from 'fast-check';
import { calendarOf } from '../../../lambdas/venues/hours/calendar.ts';
import {
  type HoursAt,
  type MaintenanceWindow,
  type Span,
  VenueHours,
  WEEKDAYS,
  type Weekday,
} from '../../../lambdas/venues/hours/venue-hours.ts';
import { at } from './at.ts';

const HOUR = 3_600_000;
const ZONES = [
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Bangkok',
  'America/Santiago',
  'Africa/Casablanca',
];
const year = { from: at('2026-01-01 00:00'), to: at('2027-01-01 00:00') };

const wallTime = fc
  .integer({ min: 0, max: 96 })
  .map(
    (quarter) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`,
  );
const span = fc.tuple(wallTime, wallTime);
const zone = fc.constantFrom(...ZONES);
const instant = fc.integer({ min: year.from, max: year.to - 1 });
const zoneIds = fc.option(fc.subarray(['lobby', 'bar']), { nil: undefined });
const weekdays = fc.option(fc.subarray([...WEEKDAYS]), { nil: undefined });
const date = instant.map((moment) => new Date(moment).toISOString().slice(0, 10));

const daily = fc.record({ daily: span, timeZone: zone, weekdays, zoneIds });
const once = fc.tuple(instant, fc.integer({ min: 0, max: 90 * HOUR }), zoneIds).map(([from, length, ids]) => ({
  from: new Date(from).toISOString(),
  to: new Date(from + length).toISOString(),
  zoneIds: ids,
}));
const hours = fc
  .record({
    venueId: fc.constant('v1'),
    timeZone: fc.option(zone, { freq: 8 }),
    opening: fc.oneof(
      { weight: 1, arbitrary: fc.constant('always' as const) },
      {
        weight: 6,
        arbitrary: fc.record({
          week: fc.dictionary(fc.constantFrom(...WEEKDAYS), fc.array(span, { maxLength: 3 }), {
            noNullPrototype: true,
          }),
          days: fc.dictionary(date, fc.array(span, { maxLength: 2 }), { maxKeys: 20, noNullPrototype: true }),
        }),
      },
    ),
    maintenance: fc.array(fc.oneof(daily, once), { maxLength: 4 }),
  })
  .map((value) => VenueHours.parse(value));

const runs = { seed: 20261121, numRuns: 150 };
const zoneAsked = fc.constantFrom(undefined, 'lobby', 'bar', 'pool');
/** Around the clock changes more often than by chance. */
const moments = fc.array(
  fc.oneof(
    instant,
    fc
      .tuple(
        fc.constantFrom(
          '2026-02-15',
          '2026-03-08',
          '2026-03-22',
          '2026-03-29',
          '2026-04-05',
          '2026-09-06',
          '2026-10-04',
          '2026-10-25',
          '2026-11-01',
        ),
        fc.integer({ min: -30 * HOUR, max: 30 * HOUR }),
      )
      .map(([day, by]) => at(`${day} 00:00`) + by),
  ),
  { minLength: 30, maxLength: 60 },
);

describe('a calendar', () => {
  it('excludes exactly what it does not call open', () => {
    fc.assert(
      fc.property(hours, moments, zoneAsked, (venue, instants, zoneId) => {
        const calendar = calendarOf(venue);
        const excluded = calendarOf(venue).excluded(year, zoneId);
        const isExcluded = (moment: number) => excluded.some(({ from, to }) => from <= moment && moment < to);
        const wrong = instants.filter((moment) => isExcluded(moment) !== (calendar.at(moment, zoneId) !== 'open'));
        expect(wrong).toEqual([]);
      }),
      runs,
    );
  });

  it('excludes periods in order, within what was asked, and never two that touch', () => {
    fc.assert(
      fc.property(hours, instant, instant, zoneAsked, (venue, one, other, zoneId) => {
        const period = { from: Math.min(one, other), to: Math.max(one, other) };
        const edges = calendarOf(venue)
          .excluded(period, zoneId)
          .flatMap(({ from, to }) => [from, to]);
        expect(edges).toEqual([...new Set(edges)].sort((left, right) => left - right));
        expect(edges.every((edge) => period.from <= edge && edge <= period.to)).toBe(true);
      }),
      runs,
    );
  });

  it('excludes of two halves what it excludes of the whole', () => {
    const length = (periods: readonly { from: number; to: number }[]) =>
      periods.reduce((sum, { from, to }) => sum + to - from, 0);
    fc.assert(
      fc.property(hours, fc.tuple(instant, instant, instant), zoneAsked, (venue, cuts, zoneId) => {
        const [from = 0, middle = 0, to = 0] = cuts.toSorted((one, other) => one - other);
        const calendar = calendarOf(venue);
        const parts = [
          { from, to: middle },
          { from: middle, to },
        ].map((part) => length(calendar.excluded(part, zoneId)));
        expect((parts[0] ?? 0) + (parts[1] ?? 0)).toBe(length(calendar.excluded({ from, to }, zoneId)));
      }),
      runs,
    );
  });

  it('has given the same answer since the moment it names, and another just before', () => {
    fc.assert(
      fc.property(hours, moments, zoneAsked, (venue, instants, zoneId) => {
        const calendar = calendarOf(venue);
        const wrong = instants.filter((moment) => {
          const answer = calendar.at(moment, zoneId);
          const since = calendar.since(moment, zoneId);
          if (since === 0) return false;
          const between = Array.from({ length: 8 }, (_, eighth) => since + Math.floor(((moment - since) * eighth) / 8));
          return (
            since > moment ||
            calendar.at(since - 1, zoneId) === answer ||
            between.some((earlier) => calendar.at(earlier, zoneId) !== answer)
          );
        });
        expect(wrong).toEqual([]);
      }),
      { ...runs, numRuns: 60 },
    );
  });

  it('says what the wall says, wherever the clocks are not changed that day', () => {
    fc.assert(
      fc.property(hours, moments, zoneAsked, (venue, instants, zoneId) => {
        const calendar = calendarOf(venue);
        const wrong = instants
          .filter((moment) => !isNearChange(moment))
          .filter((moment) => calendar.at(moment, zoneId) !== byTheWall(venue, moment, zoneId));
        expect(wrong).toEqual([]);
      }),
      runs,
    );
  });
});

/** Written without any arithmetic on offsets: what Intl shows, compared as text. */
function byTheWall({ timeZone, opening, maintenance }: VenueHours, moment: number, zoneId?: string): HoursAt {
  const inWindow = maintenance
    .filter(({ zoneIds: ids }) => !ids || (zoneId !== undefined && ids.includes(zoneId)))
    .some((window) => isIn(window, moment));
  if (inWindow) return 'maintenance';
  if (opening === 'always' || timeZone === null) return 'open';
  return covers(moment, timeZone, (day, weekday) => opening.days?.[day] ?? opening.week[weekday] ?? [])
    ? 'open'
    : 'closed';
}

function isIn(window: MaintenanceWindow, moment: number): boolean {
  if (!('daily' in window)) return Date.parse(window.from) <= moment && moment < Date.parse(window.to);
  const on = (_: string, weekday: Weekday) =>
    !window.weekdays || window.weekdays.includes(weekday) ? [window.daily] : [];
  return covers(moment, window.timeZone, on);
}

function covers(
  moment: number,
  timeZone: string,
  spansOn: (day: string, weekday: Weekday) => readonly Span[],
): boolean {
  const { date: today, time } = wallOf(moment, timeZone);
  const yesterday = new Date(Date.parse(today) - 24 * HOUR).toISOString().slice(0, 10);
  const spansOf = (day: string) => spansOn(day, WEEKDAYS[(new Date(day).getUTCDay() + 6) % 7] ?? 'mon');
  return (
    spansOf(today).some(([from, to]) => from <= time && (to <= from || time < to)) ||
    spansOf(yesterday).some(([from, to]) => to <= from && time < to)
  );
}

const formats = new Map(
  ZONES.map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }),
  ]),
);

function wallOf(moment: number, timeZone: string): { date: string; time: string } {
  const [day = '', time = ''] = formats.get(timeZone)?.format(moment).split(' ') ?? [];
  return { date: day, time };
}

/** Within two days of a clock change in any of the zones. */
function isNearChange(moment: number): boolean {
  return ZONES.some((timeZone) => {
    const minutesAt = (when: number) => wallOf(when, timeZone).time;
    return minutesAt(moment - 48 * HOUR) !== minutesAt(moment + 48 * HOUR);
  });
}
