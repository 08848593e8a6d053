import type { Cell } from '../sheet.ts';
import { isFilled, isFormulaError, oneLine, saysNothing, severalLines } from './clean-text.ts';
import { type Reading, unreadable } from './reading.ts';

const NAME_LIMIT = 200;
const LINE_LIMIT = 500;
const NOTES_LIMIT = 5000;

/** A venue name: at most 200 characters with at least one letter or digit. */
export function readName(cell: Cell | undefined): Reading<string> {
  if (!isFilled(cell))
    return { problem: { code: 'missing', message: 'the venue name is empty; write the name of the venue' } };
  const reading = readText(cell, 'the venue name', NAME_LIMIT, oneLine);
  if (reading.problem) return { problem: reading.problem };
  const name = reading.value;
  if (name !== null && /[\p{L}\p{N}]/u.test(name) && !saysNothing(name)) return { value: name };
  return { problem: { code: 'missing', message: `“${name}” is no venue name; write the name of the venue` } };
}

/** A short text on one line; a dash or n/a empties it. */
export function readLine(cell: Cell | undefined, what: string, limit = LINE_LIMIT): Reading<string | null> {
  const reading = readText(cell, what, limit, oneLine);
  return typeof reading.value === 'string' && saysNothing(reading.value) ? { value: null } : reading;
}

/** Soundtrack account ids as written; several may stand on lines of their own. */
export function readAccount(cell: Cell | undefined): Reading<string | null> {
  const reading = readText(cell, 'the Soundtrack account id', LINE_LIMIT, severalLines);
  return typeof reading.value === 'string' && saysNothing(reading.value) ? { value: null } : reading;
}

/** Notes whole, with their line breaks: data, whatever they say. */
export const readNotes = (cell: Cell | undefined): Reading<string | null> =>
  readText(cell, 'the notes', NOTES_LIMIT, severalLines);

function readText(
  cell: Cell | undefined,
  what: string,
  limit: number,
  clean: (text: string) => string,
): Reading<string | null> {
  if (!isFilled(cell)) return { value: null };
  if (isFormulaError(cell)) return unreadable('cell-error', cell, `is an error of the sheet; put ${what} back`);
  if (typeof cell === 'boolean') return unreadable('not-text', cell, `is a tick box; expected ${what} as text`);
  const text = typeof cell === 'number' ? String(cell) : clean(cell);
  if (text.length <= limit) return { value: text };
  return unreadable('too-long', text, `has ${text.length} characters; keep ${what} within ${limit}`);
}
