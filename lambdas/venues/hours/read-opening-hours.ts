import { type HoursWord, hoursWords } from './hours-vocabulary.ts';
import { type OpeningHours, type Span, WEEKDAYS, type Weekday } from './venue-hours.ts';

export type ReadHours = { hours: OpeningHours } | { problem: string };

const EXAMPLE = 'write for example "Mon-Fri 07:00-23:00, Sat-Sun 08:00-01:00", "10:00-22:00" or "always"';

/**
 * Opening hours as a person writes them, in English or Thai: "always", "10:00-22:00", "Mon-Fri 07:00-23:00, Sun closed",
 * "daily 10am-10pm, Fri 10am-2am, 2026-12-25 closed". Times without days are for every day that is not named.
 */
export function readOpeningHours(text: string): ReadHours {
  const words = hoursWords(text);
  if ('unreadable' in words) return { problem: `"${words.unreadable}" is not understood: ${EXAMPLE}` };
  if (words.length === 0) return { problem: `nothing was written: ${EXAMPLE}` };
  if (words.length === 1 && words[0]?.is === 'always') return { hours: 'always' };
  try {
    return { hours: gather(new Reader(words).groups()) };
  } catch (error) {
    if (error instanceof Misread) return { problem: error.message };
    throw error;
  }
}

class Misread extends Error {}

/** `forTheRest`: for every day that is not named elsewhere. `unnamed`: no day at all stands before it. */
type Group = { days: Weekday[]; dates: string[]; forTheRest: boolean; unnamed: boolean; spans: Span[] };

class Reader {
  readonly #words: readonly HoursWord[];
  #at = 0;

  constructor(words: readonly HoursWord[]) {
    this.#words = words;
  }

  groups(): Group[] {
    const groups: Group[] = [];
    while (this.#next()) {
      const closedOn = this.#closedOn();
      const days = this.#daysOfGroup();
      if (closedOn) {
        groups.push({ ...days, spans: [] });
        continue;
      }
      const [only] = groups;
      // "10:00-22:00 daily": the days behind the only times.
      if (!this.#next() && groups.length === 1 && only?.unnamed) return [{ ...only, ...days }];
      groups.push({ ...days, spans: this.#spans() });
    }
    return groups;
  }

  #next(): HoursWord | undefined {
    return this.#words[this.#at];
  }

  /** "closed on Mondays": the days come after the word. */
  #closedOn(): boolean {
    const after = this.#words[this.#at + 1]?.is;
    const closedOn = this.#next()?.is === 'closed' && (after === 'day' || after === 'days' || after === 'date');
    if (closedOn) this.#at += 1;
    return closedOn;
  }

  #daysOfGroup(): Omit<Group, 'spans'> {
    const days: Weekday[] = [];
    const dates: string[] = [];
    let every = false;
    for (let word = this.#next(); word; word = this.#next()) {
      if (word.is === 'day') days.push(...this.#dayOrDays(word.day));
      else if (word.is === 'days' && word.days !== 'every') days.push(...word.days);
      else if (word.is === 'days') every = true;
      else if (word.is === 'date') dates.push(word.date);
      else break;
      if (word.is !== 'day') this.#at += 1;
    }
    const unnamed = !every && days.length === 0 && dates.length === 0;
    return { days, dates, forTheRest: every || unnamed, unnamed };
  }

  #dayOrDays(first: Weekday): Weekday[] {
    this.#at += 1;
    if (this.#next()?.is !== 'till') return [first];
    const last = this.#words[this.#at + 1];
    if (last?.is !== 'day') throw new Misread(`"${nameOf(first)} -" needs a day after it: ${EXAMPLE}`);
    this.#at += 2;
    const from = WEEKDAYS.indexOf(first);
    const count = (WEEKDAYS.indexOf(last.day) - from + 7) % 7;
    return Array.from({ length: count + 1 }, (_, more) => WEEKDAYS[(from + more) % 7] ?? first);
  }

  #spans(): Span[] {
    const first = this.#next();
    if (first?.is === 'closed' || first?.is === 'always') {
      this.#at += 1;
      return first.is === 'closed' ? [] : [['00:00', '24:00']];
    }
    const spans: Span[] = [];
    while (this.#next()?.is === 'time') spans.push(this.#span());
    if (spans.length === 0) throw new Misread(`a time such as 10:00-22:00, or "closed", is missing: ${EXAMPLE}`);
    return spans;
  }

  #span(): Span {
    const [from, till, to] = this.#words.slice(this.#at, this.#at + 3);
    if (from?.is !== 'time') throw new Misread(EXAMPLE);
    if (till?.is !== 'till' || to?.is !== 'time')
      throw new Misread(`after ${clockTime(from.minutes)} the closing time is missing: ${EXAMPLE}`);
    // "7-11pm" is either four hours or sixteen.
    if (to.half && !from.half && from.minutes > 0 && from.minutes < 720)
      throw new Misread(`say am or pm for ${clockTime(from.minutes)} too, as in "10am-10pm"`);
    this.#at += 3;
    return [clockTime(from.minutes % 1_440), clockTime(to.minutes)];
  }
}

function gather(groups: readonly Group[]): OpeningHours {
  const week = new Map<Weekday, Span[]>();
  const days = new Map<string, Span[]>();
  const rest = groups.filter(({ forTheRest }) => forTheRest);
  if (rest.length > 1) throw new Misread(`times without a day are there twice: ${EXAMPLE}`);
  for (const { days: weekdays, dates, spans } of groups) {
    for (const weekday of new Set(weekdays)) add(week, weekday, spans, nameOf(weekday));
    for (const date of dates) add(days, date, spans, date);
  }
  for (const { spans } of rest) for (const weekday of WEEKDAYS) if (!week.has(weekday)) week.set(weekday, spans);
  if (rest.length === 0 && [...week.values()].every(({ length }) => length === 0))
    throw new Misread(`it is not said when the venue is open: ${EXAMPLE}`);
  const openDays = WEEKDAYS.flatMap((weekday): [Weekday, Span[]][] => {
    const spans = week.get(weekday) ?? [];
    return spans.length > 0 ? [[weekday, spans]] : [];
  });
  return {
    week: Object.fromEntries(openDays),
    ...(days.size > 0 && { days: Object.fromEntries([...days].toSorted(([one], [other]) => (one < other ? -1 : 1))) }),
  };
}

function add<Key>(times: Map<Key, Span[]>, key: Key, spans: readonly Span[], name: string): void {
  const known = times.get(key);
  if (known && (known.length === 0 || spans.length === 0)) throw new Misread(`${name} is both open and closed`);
  const all = [...(known ?? []), ...spans].toSorted((one, other) => (one[0] < other[0] ? -1 : 1));
  const overlap = all.find((span, at) => at > 0 && overlaps(all[at - 1] ?? span, span));
  if (overlap) throw new Misread(`${name} has times that overlap, see ${overlap.join('-')}`);
  times.set(key, all);
}

/** Of two times in the order they begin in. */
const overlaps = ([begin, end]: Span, [next]: Span): boolean => end <= begin || next < end;

const nameOf = (day: Weekday): string => `${day.slice(0, 1).toUpperCase()}${day.slice(1)}`;

const clockTime = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
