import type { Cell } from '../sheet.ts';
import { isFilled, isFormulaError, oneLine, plainDigits } from './clean-text.ts';
import { type Reading, unreadable } from './reading.ts';

/** A venue id: a positive whole number, or text of digits in any script. */
export function readId(cell: Cell | undefined): Reading<number> {
  if (!isFilled(cell))
    return { problem: { code: 'missing', message: 'the venue id is empty; give the row a number of its own' } };
  if (isFormulaError(cell)) return unreadable('cell-error', cell, 'is an error of the sheet; put the venue id back');
  const digits = typeof cell === 'string' ? plainDigits(oneLine(cell)) : cell;
  const id = typeof digits === 'string' && /^\d{1,20}$/.test(digits) ? Number(digits) : digits;
  if (typeof id === 'number' && Number.isSafeInteger(id) && id > 0) return { value: id };
  return unreadable('not-an-id', cell, 'is not a venue id; expected a positive whole number, digits only');
}
