import { type OpeningHours, type Span, WEEKDAYS } from './venue-hours.ts';

const NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** "Mon-Fri 07:00-23:00, Sat-Sun 08:00-01:00": days in a row with the same hours together. `readOpeningHours` reads it. */
export function hoursInWords(hours: OpeningHours): string {
  if (hours === 'always') return 'always';
  const byDay = WEEKDAYS.map((weekday) => inWords(hours.week[weekday] ?? []));
  const dates = Object.entries(hours.days ?? {}).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return [...weekInWords(byDay), ...dates.map(([date, spans]) => `${date} ${inWords(spans)}`)].join(', ');
}

function weekInWords(byDay: readonly string[]): string[] {
  if (byDay.every((words) => words === byDay[0])) return [`every day ${byDay[0]}`];
  const runs: { from: number; to: number; words: string }[] = [];
  for (const [day, words] of byDay.entries()) {
    const last = runs.at(-1);
    if (last?.words === words) last.to = day;
    else runs.push({ from: day, to: day, words });
  }
  return runs.map(({ from, to, words }) => `${from === to ? NAMES[from] : `${NAMES[from]}-${NAMES[to]}`} ${words}`);
}

const inWords = (spans: readonly Span[]): string =>
  spans.length === 0 ? 'closed' : spans.map((span) => span.join('-')).join(' ');
