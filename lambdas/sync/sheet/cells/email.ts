import type { Cell } from '../sheet.ts';
import { isFilled, isFormulaError, plainDigits, saysNothing, severalLines } from './clean-text.ts';
import { type Reading, unreadable } from './reading.ts';

const CANDIDATE = /[^\s@<>()[\]{}"“”‘’,;:|\\/?]+(?:@[^\s@<>()[\]{}"“”‘’,;:|\\/?]+)+/gu;
const LOCAL = /^[a-z0-9!#$%&'*+=^_`~-]+(?:\.[a-z0-9!#$%&'*+=^_`~-]+)*$/;
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?$/u;
const TOP_LABEL = /^(?:[a-z]{2,}|xn--[a-z0-9-]+|(?:(?![a-z])[\p{L}\p{M}]){2,})$/u;
const ADDRESS_LIMIT = 254;
// A cell may have 50,000 characters, and looking for an address in all of them takes a minute.
const CELL_LIMIT = 1_000;

/** The e-mail address of a cell in small letters: alone, as a link, or with a name; of several the first, with a problem. */
export function readEmail(cell: Cell | undefined): Reading<string | null> {
  if (!isFilled(cell)) return { value: null };
  if (isFormulaError(cell))
    return unreadable('cell-error', cell, 'is an error of the sheet; put the e-mail address back');
  if (typeof cell !== 'string' || cell.length > CELL_LIMIT)
    return unreadable('not-an-email', cell, 'is not an e-mail address, such as gm@hotel.com');
  const text = plainDigits(severalLines(cell)).trim();
  if (saysNothing(text)) return { value: null };
  const candidates = text.replace(/[^\S\n]*@[^\S\n]*/gu, '@').match(CANDIDATE) ?? [];
  const tidied = candidates.map(tidy);
  const first = tidied.find(isAddress);
  if (first === undefined) return unreadable('not-an-email', cell, 'is not an e-mail address, such as gm@hotel.com');
  if (tidied.every((candidate) => candidate === first)) return { value: first };
  const { problem } = unreadable(
    'several-emails',
    cell,
    `holds several e-mail addresses; ${first} is the first, keep only one`,
  );
  return { value: first, problem };
}

const tidy = (candidate: string): string =>
  candidate
    .toLowerCase()
    .replace(/^[.']+|[.!']+$/gu, '')
    .normalize('NFC');

function isAddress(text: string): boolean {
  const [local = '', domain = '', more] = text.split('@');
  if (more !== undefined || text.length > ADDRESS_LIMIT || !LOCAL.test(local)) return false;
  const labels = domain.split('.');
  return labels.length > 1 && labels.every((label) => LABEL.test(label)) && TOP_LABEL.test(labels.at(-1) ?? '');
}
