import type { Cell } from '../sheet.ts';
import type { Reading } from './reading.ts';
import { readLine } from './text.ts';

// The record holds 200, and small letters can be twice as many as large ones.
const TIER_LIMIT = 100;

/** An SLA tier as written, in small letters. */
export function readTier(cell: Cell | undefined): Reading<string | null> {
  const reading = readLine(cell, 'the SLA tier', TIER_LIMIT);
  return typeof reading.value === 'string' ? { value: reading.value.toLowerCase().normalize('NFC') } : reading;
}
