import { describe, expect, it } from '@jest/globals';
import { monthsOf, readTime } from '../../../scripts/history/read-span.ts';

const Bangkok = 'Asia/Bangkok';

describe('a time as it is typed', () => {
  it.each([
    ['2026-11-21', Bangkok, false, '2026-11-20T17:00:00Z'],
    ['2026-11-21', Bangkok, true, '2026-11-21T17:00:00Z'],
    ['2026-11-21', 'UTC', true, '2026-11-22T00:00:00Z'],
    ['2026-11-21T10:30', Bangkok, false, '2026-11-21T03:30:00Z'],
    ['2026-11-21T10:30', Bangkok, true, '2026-11-21T03:30:00Z'],
    ['2026-11-21T00:00', Bangkok, true, '2026-11-20T17:00:00Z'],
    ['2026-11-21T10:30Z', Bangkok, false, '2026-11-21T10:30:00Z'],
    ['2026-11-21T10:30:15+09:00', Bangkok, true, '2026-11-21T01:30:15Z'],
    ['2026-11-21T10:30:15', Bangkok, false, '2026-11-21T03:30:15Z'],
    ['2026-11-21T10:30:15.042Z', 'UTC', true, '2026-11-21T10:30:15.042Z'],
    ['2026-03-29', 'Europe/London', true, '2026-03-29T23:00:00Z'],
    ['2026-10-25', 'Europe/London', true, '2026-10-26T00:00:00Z'],
  ])('%s in %s, as an end: %s, is %s', (typed, timeZone, end, instant) => {
    expect(readTime(typed, { timeZone, end, option: '--from' })).toEqual(new Date(instant));
  });

  it.each([
    ['yesterday', /--from is a day \(2026-11-21\) or a time .*not "yesterday"/],
    ['2026-02-30', /not "2026-02-30"/],
    ['2026-13-01', /not "2026-13-01"/],
    ['2026-11-21T25:00', /no such time as 25:00/],
    ['2026-11-21T10:61', /no such time as 10:61/],
    ['2026-11-21T10:30:60', /no such time as 10:30:60/],
    ['2026-11-21T25:00Z', /no such time as 2026-11-21T25:00Z/],
    ['', /not ""/],
  ])('is not %p', (typed, words) => {
    expect(() => readTime(typed, { timeZone: Bangkok, end: false, option: '--from' })).toThrow(words);
  });
});

describe('the months of a span', () => {
  const months = (from: string, to: string, timeZone: string) =>
    monthsOf({ from: new Date(from), to: new Date(to) }, timeZone).map(({ name, ...month }) => [
      name,
      month.from.toISOString(),
      month.to.toISOString(),
    ]);

  it('are those on the wall of the venue that it touches', () => {
    expect(months('2026-11-30T16:59:00Z', '2026-11-30T17:00:00Z', Bangkok)).toEqual([
      ['2026-11', '2026-10-31T17:00:00.000Z', '2026-11-30T17:00:00.000Z'],
    ]);
    expect(months('2026-11-30T16:59:00Z', '2026-11-30T17:01:00Z', Bangkok).map(([name]) => name)).toEqual([
      '2026-11',
      '2026-12',
    ]);
    expect(months('2025-12-15T00:00:00Z', '2026-03-15T00:00:00Z', 'UTC').map(([name]) => name)).toEqual([
      '2025-12',
      '2026-01',
      '2026-02',
      '2026-03',
    ]);
  });

  it('are an hour shorter in spring', () => {
    expect(months('2026-03-10T00:00:00Z', '2026-03-11T00:00:00Z', 'Europe/London')).toEqual([
      ['2026-03', '2026-03-01T00:00:00.000Z', '2026-03-31T23:00:00.000Z'],
    ]);
  });
});
