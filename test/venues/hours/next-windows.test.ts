import { nextOccurrences } from '../../../lambdas/venues/hours/next-windows.ts';
import { problemsIn } from '../../../lambdas/venues/hours/problems-in.ts';
import type { MaintenanceWindow, VenueHours } from '../../../lambdas/venues/hours/venue-hours.ts';
import { at, everyDay, venue } from './at.ts';

const nightly: MaintenanceWindow = { daily: ['01:30', '02:30'], timeZone: 'Europe/London' };

describe('the next times of a maintenance window', () => {
  it('are shown in UTC and by the wall clock, also over a clock change', () => {
    expect(nextOccurrences(nightly, at('2026-10-23 12:00'), 3).map(({ utc, local }) => [utc, local])).toEqual([
      ['Sat 2026-10-24 00:30–01:30 UTC', 'Sat 2026-10-24 01:30–02:30 Europe/London'],
      ['Sun 2026-10-25 00:30–02:30 UTC', 'Sun 2026-10-25 01:30–02:30 Europe/London'],
      ['Mon 2026-10-26 01:30–02:30 UTC', 'Mon 2026-10-26 01:30–02:30 Europe/London'],
    ]);
  });

  it('leave out the night in which its time is skipped', () => {
    const skipped: MaintenanceWindow = { daily: ['01:00', '02:00'], timeZone: 'Europe/London' };
    const days = nextOccurrences(skipped, at('2026-03-27 12:00'), 3).map(({ from }) =>
      new Date(from).toISOString().slice(0, 10),
    );
    expect(days).toEqual(['2026-03-28', '2026-03-30', '2026-03-31']);
  });

  it('can be shown by the venue’s clock, and over midnight', () => {
    const [first] = nextOccurrences(nightly, at('2026-11-23 00:00'), 1, 'America/New_York');
    expect(first?.local).toBe('Sun 2026-11-22 20:30–21:30 America/New_York');
    const [late] = nextOccurrences({ ...nightly, daily: ['23:00', '01:00'] }, at('2026-11-23 12:00'), 1);
    expect(late?.local).toBe('Mon 2026-11-23 23:00 – Tue 2026-11-24 01:00 Europe/London');
  });

  it.each<[string, MaintenanceWindow, string, string[]]>([
    ['include the one that is on', nightly, '2026-11-23 02:00', ['2026-11-23', '2026-11-24']],
    [
      'name each once',
      { ...nightly, daily: ['11:00', '13:00'] },
      '2026-11-23 12:00',
      ['2026-11-23', '2026-11-24', '2026-11-25'],
    ],
    [
      'include a single one that is on',
      { from: '2026-11-23T01:00:00Z', to: '2026-11-24T04:00:00Z' },
      '2026-11-23 12:00',
      ['2026-11-23'],
    ],
    ['do not include the one just over', nightly, '2026-11-23 02:30', ['2026-11-24', '2026-11-25']],
    ['are on its weekdays', { ...nightly, weekdays: ['mon'] }, '2026-11-23 12:00', ['2026-11-30', '2026-12-07']],
    [
      'are one for a single window',
      { from: '2026-12-01T01:00:00Z', to: '2026-12-01T04:00:00Z' },
      '2026-11-23 12:00',
      ['2026-12-01'],
    ],
    [
      'are none for one that is over',
      { from: '2026-11-01T01:00:00Z', to: '2026-11-01T04:00:00Z' },
      '2026-11-23 12:00',
      [],
    ],
    ['are none on no weekday', { ...nightly, weekdays: [] }, '2026-11-23 12:00', []],
    ['are none in an unknown time zone', { ...nightly, timeZone: 'Asia/Atlantis' }, '2026-11-23 12:00', []],
  ])('%s', (_, window, after, days) => {
    expect(
      nextOccurrences(window, at(after), Math.max(2, days.length)).map(({ from }) =>
        new Date(from).toISOString().slice(0, 10),
      ),
    ).toEqual(days);
  });
});

describe('problems in a venue’s hours', () => {
  it.each<[string, Partial<VenueHours>, string[]]>([
    ['none', { opening: everyDay(['10:00', '22:00']), maintenance: [nightly] }, []],
    ['none without a time zone, where it is always open', { timeZone: null }, []],
    ['no time zone', { timeZone: null, opening: everyDay(['10:00', '22:00']) }, ['no-time-zone']],
    ['a time zone that does not exist', { timeZone: 'Asia/Atlantis' }, ['unknown-time-zone']],
    ['never open', { opening: { week: { mon: [] }, days: { '2026-12-25': [] } } }, ['never-open']],
    ['open on one day only', { opening: { week: {}, days: { '2026-12-25': [['10:00', '22:00']] } } }, []],
    [
      'a window in a place that does not exist',
      { maintenance: [{ ...nightly, timeZone: 'Atlantis' }] },
      ['unknown-window-time-zone'],
    ],
    [
      'a window that ends first',
      { maintenance: [{ from: '2026-12-01T04:00:00Z', to: '2026-12-01T04:00:00Z' }] },
      ['window-ends-before-it-begins'],
    ],
    [
      'a window for nothing, never',
      { maintenance: [{ ...nightly, zoneIds: [], weekdays: [] }] },
      ['window-for-no-zone', 'window-on-no-day'],
    ],
  ])('%s', (_, hours, problems) => {
    const found = problemsIn(venue(hours));
    expect(found.map(({ problem }) => problem)).toEqual(problems);
    expect(found.every(({ inWords }) => inWords.length > 20)).toBe(true);
  });
});
