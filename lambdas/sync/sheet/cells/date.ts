import type { Cell } from '../sheet.ts';
import { dateFromSerial, isoDate, isRealDate, plausibleYear } from './calendar.ts';
import { isFilled, isFormulaError, oneLine, plainDigits, saysNothing } from './clean-text.ts';
import { isThai, monthOf } from './month-names.ts';
import { type Reading, unreadable } from './reading.ts';

const EXPECTED = 'expected a date such as 2025-10-31 or 31 Oct 2025 (day first)';
const TIME =
  /(?:\s*t|[\s,]+)(?:at\s+|เวลา\s*)?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?|น\.?|hrs?\.?)?\s*(?:z|utc|gmt|[+-]\d{2}:?\d{2})?$/u;
const WEEKDAY =
  /^(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?[\s,]+|วัน\p{L}[\p{L}\p{M}]*?ที่\s*(?=\d)|วันที่\s*)/u;
const ERA = /(?<!\p{L})(?:พ\s?\.?\s?ศ\s?\.?|ค\s?\.?\s?ศ\s?\.?|b\.?e\.?|a\.?d\.?|c\.?e\.?)(?![\p{L}\p{M}])/gu;
const BUDDHIST = /(?<!\p{L})(?:พ\s?\.?\s?ศ|b\.?e\.?(?!\p{L}))/u;
const MONTH = '(\\p{L}[\\p{L}\\p{M}.]*?)\\.?';
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?';
const GAP = '[\\s\\-/.,]*';
const SIGN = '\\s*[-/.]\\s*';

type Written = { day: string; month: string; year: string };

const FORMS: [RegExp, (parts: string[]) => Written][] = [
  [new RegExp(`^(\\d{4})${SIGN}(\\d{1,2})${SIGN}(\\d{1,2})$`, 'u'), ymd],
  [/^(\d{4})(\d{2})(\d{2})$/u, ymd],
  [new RegExp(`^(\\d{1,2})(?:${SIGN}|\\s+)(\\d{1,2})(?:${SIGN}|\\s+)(\\d{4}|\\d{2})$`, 'u'), dmy],
  [new RegExp(`^${DAY}(?:\\s+of\\s)?${GAP}${MONTH}${GAP}['’]?(\\d{4}|\\d{2})$`, 'u'), dmy],
  [
    new RegExp(`^${MONTH}${GAP}${DAY}[\\s,\\-/]+['’]?(\\d{4}|\\d{2})$`, 'u'),
    ([month, day, year]) => dmy([day, month, year]),
  ],
  [new RegExp(`^(\\d{4})${GAP}${MONTH}${GAP}${DAY}$`, 'u'), ymd],
];

function ymd([year, month, day]: (string | undefined)[]): Written {
  return dmy([day, month, year]);
}
function dmy([day = '', month = '', year = '']: (string | undefined)[]): Written {
  return { day, month, year };
}

/** A day as `YYYY-MM-DD`: a serial number of the sheet or a written date, day before month; years above 2400 are Buddhist. */
export function readDate(cell: Cell | undefined): Reading<string | null> {
  if (!isFilled(cell)) return { value: null };
  if (isFormulaError(cell)) return unreadable('cell-error', cell, 'is an error of the sheet; put the date back');
  if (typeof cell === 'boolean') return unreadable('not-a-date', cell, `is a tick box; ${EXPECTED}`);
  if (typeof cell === 'number') {
    const day = Number.isInteger(cell) && cell > 19_000_000 ? readWritten(String(cell), cell) : dateFromSerial(cell);
    if (typeof day === 'object') return day;
    return day ? { value: day } : unreadable('impossible-date', cell, `is no date of our time; ${EXPECTED}`);
  }
  const text = oneLine(cell);
  if (saysNothing(text)) return { value: null };
  return readWritten(plainDigits(text).toLowerCase(), cell);
}

function readWritten(text: string, cell: Cell): Reading<string> {
  const bare = text.replace(WEEKDAY, '').replace(TIME, '').replace(ERA, ' ').replace(/\s+/gu, ' ').trim();
  for (const [form, arrange] of FORMS) {
    const found = form.exec(bare);
    if (!found) continue;
    const { day, month, year } = arrange(found.slice(1));
    const monthNumber = /^\d+$/.test(month) ? Number(month) : monthOf(month);
    if (monthNumber === undefined) continue;
    const yearNumber = yearOf(year, isThai(month) || BUDDHIST.test(text));
    if (yearNumber === undefined)
      return unreadable('unclear-date', cell, 'leaves the century open; write the year with four digits');
    if (plausibleYear(yearNumber) && isRealDate(yearNumber, monthNumber, Number(day)))
      return { value: isoDate(yearNumber, monthNumber, Number(day)) };
    return unreadable('impossible-date', cell, `is not in the calendar; ${EXPECTED}`);
  }
  return unreadable('not-a-date', cell, `is not a date; ${EXPECTED}`);
}

/** Two digits from 50 on are a Buddhist year in Thai writing, and could be either elsewhere. */
function yearOf(digits: string, thai: boolean): number | undefined {
  const year = Number(digits);
  if (digits.length === 4) return year > 2400 ? year - 543 : year;
  if (year < 50) return 2000 + year;
  return thai ? 2500 + year - 543 : undefined;
}
