import type { Cell } from '../sheet.ts';
import { isFilled, isFormulaError, oneLine, plainDigits } from './clean-text.ts';
import { type Reading, unreadable } from './reading.ts';

// Staff call zones venues, outlets and areas.
const COUNT = /^(\d{1,9})(?:\.0+)?\s*(?:zones?|venues?|outlets?|areas?|โซน|จุด)?$/iu;
/** More zones than any venue has; such a number belongs into another column. */
const MOST_ZONES = 10_000;

/** A number of zones: a whole number from 0, perhaps with the word "zones". A list of names is not a number. */
export function readCount(cell: Cell | undefined): Reading<number | null> {
  if (!isFilled(cell)) return { value: null };
  if (isFormulaError(cell))
    return unreadable('cell-error', cell, 'is an error of the sheet; put the number of zones back');
  const text = typeof cell === 'string' ? COUNT.exec(plainDigits(oneLine(cell)))?.[1] : undefined;
  const count = text === undefined ? cell : Number(text);
  if (typeof count === 'number' && Number.isInteger(count) && count >= 0 && count <= MOST_ZONES)
    return { value: count === 0 ? 0 : count };
  return unreadable('not-a-count', cell, 'is not a number of zones; expected a whole number such as 4');
}
