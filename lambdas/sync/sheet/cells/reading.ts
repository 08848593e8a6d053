import { oneLine } from './clean-text.ts';

/** Everything that can be wrong with a cell or a row. */
export type ProblemCode =
  | 'missing'
  | 'cell-error'
  | 'not-text'
  | 'too-long'
  | 'not-an-id'
  | 'not-an-email'
  | 'several-emails'
  | 'not-a-phone'
  | 'several-phones'
  | 'phone-without-country'
  | 'not-a-date'
  | 'impossible-date'
  | 'unclear-date'
  | 'not-a-count'
  | 'unknown-status'
  | 'unknown-priority'
  | 'duplicate-id'
  | 'duplicate-differs'
  | 'closed-but-active';

export type CellProblem = { code: ProblemCode; message: string };

/**
 * What a cell says. A value without a problem is stated; a problem without a value could not be read; both together is a
 * reading that a person should confirm (the first of two phone numbers).
 */
export type Reading<Value> = { value: Value; problem?: undefined } | { value?: Value; problem: CellProblem };

/** The cell as a message quotes it: on one line, at most 60 characters. */
export function quoted(cell: unknown): string {
  const text = typeof cell === 'string' ? oneLine(cell) : String(cell);
  const characters = [...text.slice(0, 200)];
  const short = characters.length > 60 ? `${characters.slice(0, 59).join('')}…` : characters.join('');
  return typeof cell === 'string' ? `“${short}”` : short;
}

/** A reading that failed: what was found, and what is expected instead. */
export const unreadable = (code: ProblemCode, cell: unknown, expected: string): { problem: CellProblem } => ({
  problem: { code, message: `${quoted(cell)} ${expected}` },
});
