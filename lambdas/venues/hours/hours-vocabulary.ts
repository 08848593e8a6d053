import * as z from 'zod';
import { WEEKDAYS, type Weekday } from './venue-hours.ts';

/** How people write weekdays; a Thai day may have "วัน" before it. */
const DAY_WORDS: Record<Weekday, string[]> = {
  mon: ['monday', 'mon', 'mo', 'จันทร์', 'จ.', 'จ'],
  tue: ['tuesday', 'tues', 'tue', 'tu', 'อังคาร', 'อ.', 'อ'],
  wed: ['wednesday', 'wed', 'we', 'พุธ', 'พ.', 'พ'],
  thu: ['thursday', 'thurs', 'thur', 'thu', 'th', 'พฤหัสบดี', 'พฤหัส', 'พฤ.', 'พฤ'],
  fri: ['friday', 'fri', 'fr', 'ศุกร์', 'ศ.', 'ศ'],
  sat: ['saturday', 'sat', 'sa', 'เสาร์', 'ส.', 'ส'],
  sun: ['sunday', 'sun', 'su', 'อาทิตย์', 'อา.', 'อา'],
};

/** Several days in one word. "Every day" stands behind days that are named. */
const GROUP_WORDS: [words: string[], days: readonly Weekday[] | 'every'][] = [
  [['every day', 'everyday', 'daily', 'all days', 'all week', 'ทุกวัน'], 'every'],
  [['weekdays', 'weekday', 'วันธรรมดา'], WEEKDAYS.slice(0, 5)],
  [['weekends', 'weekend', 'สุดสัปดาห์'], WEEKDAYS.slice(5)],
];

const ALWAYS_WORDS = [
  ...['always', '24 hours a day', '24 hours', '24 hrs', '24hrs', '24/7', '24h'],
  ...['ตลอด 24 ชั่วโมง', '24 ชั่วโมง', '24 ชม.', 'ตลอดเวลา'],
];
const CLOSED_WORDS = ['always closed', 'closed', 'close', 'off', 'ปิด', 'หยุด'];
const FIXED_TIMES: [words: string[], minutes: number][] = [
  [['noon', 'midday', 'เที่ยงวัน'], 720],
  [['midnight', 'เที่ยงคืน'], 1_440],
];

export type HoursWord =
  | { is: 'day'; day: Weekday }
  | { is: 'days'; days: readonly Weekday[] | 'every' }
  | { is: 'date'; date: string }
  | { is: 'time'; minutes: number; half?: 'am' | 'pm' }
  | { is: 'always' | 'closed' | 'till' };

const plural = (word: string): string[] => (/^[a-z]{6,}$/.test(word) ? [word, `${word}s`] : [word, `วัน${word}`]);
const all = (words: readonly string[], means: HoursWord): [string, HoursWord][] => words.map((word) => [word, means]);
const WORDS = new Map<string, HoursWord>([
  ...all(ALWAYS_WORDS, { is: 'always' }),
  ...all(CLOSED_WORDS, { is: 'closed' }),
  ...all(['-', 'to', 'until', 'till', 'through', 'ถึง'], { is: 'till' }),
  ...GROUP_WORDS.flatMap(([words, days]) => all(words, { is: 'days', days })),
  ...FIXED_TIMES.flatMap(([words, minutes]) => all(words, { is: 'time', minutes })),
  ...WEEKDAYS.flatMap((day) => all(DAY_WORDS[day].flatMap(plural), { is: 'day', day })),
]);
const longestFirst = [...WORDS.keys()]
  .toSorted((one, other) => other.length - one.length)
  .map((word) => word.replaceAll(/[./]/g, String.raw`\$&`));

const DATE = /(\d{4}-\d\d-\d\d)(?!\d)/y;
// A letter after a Latin word makes it another one: "sunset" is not Sunday. Thai is written without spaces.
const WORD = new RegExp(`(?:${longestFirst.join('|')})(?:(?<![a-z])|(?![a-z]))`, 'y');
const TIME =
  /(\d{1,2})(?:[:.]([0-5]\d))?(?:\s*([ap])\.?m\b\.?)?(?:\s*(?:น\.?|hrs?|h)(?![a-z\u0e00-\u0e7f]))?(?![\d:])/y;
const BETWEEN = /(?:[\s,;|&+/():.]|(?:and|open|opens|from|on)\b|และ|เปิด|เวลา)+/y;

/** Cuts what somebody wrote into words of known meaning, or says at what it could not go on. */
export function hoursWords(text: string): HoursWord[] | { unreadable: string } {
  const plain = text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[‐-―−~]/g, '-');
  const words: HoursWord[] = [];
  for (let at = skip(plain, 0); at < plain.length; at = skip(plain, at)) {
    const found = readDate(plain, at) ?? readWord(plain, at) ?? readTime(plain, at);
    if (!found) return { unreadable: plain.slice(at).split(/[\s,;]/, 1)[0] ?? '' };
    words.push(found.word);
    at = found.end;
  }
  return words;
}

type Found = { word: HoursWord; end: number } | undefined;

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

const skip = (text: string, at: number): number => at + (match(BETWEEN, text, at)?.[0].length ?? 0);

function readDate(text: string, at: number): Found {
  const [date] = match(DATE, text, at) ?? [];
  if (!date || !z.iso.date().safeParse(date).success) return undefined;
  return { word: { is: 'date', date }, end: at + date.length };
}

function readWord(text: string, at: number): Found {
  const [found] = match(WORD, text, at) ?? [];
  const word = found && WORDS.get(found);
  return word ? { word, end: at + found.length } : undefined;
}

function readTime(text: string, at: number): Found {
  const [found, hourText, minuteText = '0', half] = match(TIME, text, at) ?? [];
  if (!found) return undefined;
  const hour = Number(hourText);
  const minute = Number(minuteText);
  const end = at + found.length;
  if (half) {
    if (hour < 1 || hour > 12) return undefined;
    const minutes = (hour % 12) * 60 + minute + (half === 'p' ? 720 : 0);
    return { word: { is: 'time', minutes, half: half === 'p' ? 'pm' : 'am' }, end };
  }
  if (hour * 60 + minute > 1_440) return undefined;
  return { word: { is: 'time', minutes: hour * 60 + minute }, end };
}
