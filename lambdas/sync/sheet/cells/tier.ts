import type { Cell } from '../sheet.ts';
import type { Reading } from './reading.ts';
import { readLine } from './text.ts';

/** An SLA tier as written, in small letters. */
export function readTier(cell: Cell | undefined): Reading<string | null> {
  const reading = readLine(cell, 'the SLA tier');
  return typeof reading.value === 'string' ? { value: reading.value.toLowerCase().normalize('NFC') } : reading;
}
