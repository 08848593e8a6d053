import type { VenueHours } from './venue-hours.ts';
import { wallClockOf } from './wall-clock.ts';

export const HOURS_PROBLEMS = [
  'no-time-zone',
  'unknown-time-zone',
  'never-open',
  'unknown-window-time-zone',
  'window-ends-before-it-begins',
  'window-for-no-zone',
  'window-on-no-day',
] as const;
export type HoursProblem = { problem: (typeof HOURS_PROBLEMS)[number]; inWords: string };

/** What in a venue's hours cannot mean what somebody meant. The calendar works all the same. */
export function problemsIn({ timeZone, opening, maintenance }: VenueHours): HoursProblem[] {
  const problems: HoursProblem[] = [];
  const say = (problem: HoursProblem['problem'], inWords: string) => problems.push({ problem, inWords });

  if (opening !== 'always' && timeZone === null)
    say('no-time-zone', 'the venue has opening hours and no time zone: it counts as always open');
  if (timeZone !== null && !wallClockOf(timeZone))
    say('unknown-time-zone', `there is no time zone "${timeZone}": the venue counts as always open`);
  if (
    opening !== 'always' &&
    ![opening.week, opening.days ?? {}].flatMap(Object.values).some(({ length }) => length > 0)
  )
    say('never-open', 'the venue is never open: no outage of it will be noticed');

  for (const window of maintenance) {
    if (window.zoneIds?.length === 0) say('window-for-no-zone', 'a maintenance window is for no zone at all');
    if ('daily' in window) {
      if (!wallClockOf(window.timeZone))
        say('unknown-window-time-zone', `there is no time zone "${window.timeZone}": its maintenance window never is`);
      if (window.weekdays?.length === 0) say('window-on-no-day', 'a daily maintenance window is on no weekday');
    } else if (!(Date.parse(window.from) < Date.parse(window.to)))
      say('window-ends-before-it-begins', `the maintenance window from ${window.from} ends at ${window.to}`);
  }
  return problems;
}
