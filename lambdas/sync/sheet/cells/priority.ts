import { type Cell, PRIORITY_LEVELS, type SheetVenue } from '../sheet.ts';
import { foldWords, isFilled, isFormulaError, oneLine, saysNothing } from './clean-text.ts';
import { type Reading, unreadable } from './reading.ts';

type Priority = (typeof PRIORITY_LEVELS)[number];

// "Urgent" is left out: it may mean critical or high, and somebody should say which.
const WORDS: Record<Priority, string[]> = {
  critical: ['crit', 'วิกฤต', 'วิกฤติ'],
  high: ['สูง'],
  normal: ['medium', 'med', 'mid', 'middle', 'moderate', 'standard', 'regular', 'ปกติ', 'กลาง', 'ปานกลาง'],
  low: ['ต่ำ'],
};
const BY_WORD = new Map(
  PRIORITY_LEVELS.flatMap((level) => [level, ...WORDS[level]].map((word) => [foldWords(word), level])),
);

/** A priority level; blank is none. */
export function readPriority(cell: Cell | undefined): Reading<NonNullable<SheetVenue['priority_level']> | null> {
  if (!isFilled(cell)) return { value: null };
  if (isFormulaError(cell)) return unreadable('cell-error', cell, 'is an error of the sheet; put the priority back');
  const text = typeof cell === 'string' ? oneLine(cell) : '';
  if (saysNothing(text)) return { value: null };
  const level = BY_WORD.get(foldWords(text).replace(/ (?:priority|level)$/u, ''));
  if (level !== undefined) return { value: level };
  return unreadable('unknown-priority', cell, `is not a priority; write one of ${PRIORITY_LEVELS.join(', ')}`);
}
