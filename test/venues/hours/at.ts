import type { OpeningHours, Period, VenueHours, Weekday } from '../../../lambdas/venues/hours/venue-hours.ts';
import { WEEKDAYS } from '../../../lambdas/venues/hours/venue-hours.ts';

/** "2026-03-29 01:00" in UTC; seconds are left out. */
export const at = (utc: string): number => Date.parse(`${utc.replace(' ', 'T')}Z`);

export const minute = (instant: number): string => new Date(instant).toISOString().slice(0, 16).replace('T', ' ');

export const inWords = (periods: readonly Period[]): string[] =>
  periods.map(({ from, to }) => `${minute(from)} / ${minute(to)}`);

/** The rest of a period. */
export function gapsOf(periods: readonly Period[], { from, to }: Period): Period[] {
  const edges = [from, ...periods.flatMap((period) => [period.from, period.to]), to];
  return edges
    .flatMap((edge, index) => (index % 2 === 0 ? [{ from: edge, to: edges[index + 1] ?? edge }] : []))
    .filter((gap) => gap.from < gap.to);
}

export const venue = (hours: Partial<VenueHours>): VenueHours => ({
  venueId: 'v1',
  timeZone: 'Asia/Bangkok',
  opening: 'always',
  maintenance: [],
  ...hours,
});

export const everyDay = (...spans: [string, string][]): OpeningHours => ({
  week: Object.fromEntries(WEEKDAYS.map((weekday): [Weekday, [string, string][]] => [weekday, spans])),
});
