/** What people type, made safe and comparable. Outside text stays data: it is cleaned and capped, never interpreted. */

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

// Control characters and direction overrides would let a message rearrange what we print around it.
const UNPRINTABLE = /[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** Well-formed, composed, without invisible characters; line breaks survive. */
export const clean = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(UNPRINTABLE, (character) => (character === '\n' ? '\n' : character === '\t' ? ' ' : ''))
    .trim();

export const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** At most so many characters as a person counts them; a cut is shown by an ellipsis. */
export function clip(text: string, graphemes: number): string {
  if (text.length <= graphemes) return text;
  // Towers of combining marks count as one character; nobody writes with more than a few.
  const seen = Array.from(segmenter.segment(text), ({ segment }) => segment.slice(0, 16).toWellFormed());
  return seen.length <= graphemes
    ? seen.join('')
    : `${seen
        .slice(0, graphemes - 1)
        .join('')
        .trimEnd()}…`;
}

const THAI_DIGITS = '๐๑๒๓๔๕๖๗๘๙';

/** For comparing: lower case, plain apostrophes, Arabic digits, single spaces. Lengths may change. */
export const fold = (text: string): string =>
  oneLine(text)
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
    .replace(/[๐-๙]/g, (digit) => String(THAI_DIGITS.indexOf(digit)))
    .replace(/[\ufe0f\u20e3]/g, '');

const POLITE_END =
  /(?:[\s,.!~]*(?:(?<!\p{L})(?:please|plz|pls|sir|madam|ma'am|krub|krap|kub|ka|kha|na ka|na krub)|คะ|ค่ะ|ค่า|คับ|ครับผม|ครับ|ค้าบ|จ้ะ|จ้า|จ๊ะ|ฮะ|ขอรับ|เลย|แหละ|นะ))+$/u;
const EDGES = /^[\s\p{P}\p{S}]+|[\s\p{P}\p{S}]+$/gu;

/** A short answer without its courtesy: "Yes please!", "ใช่ค่ะ", "No, sir." → "yes", "ใช่", "no". */
export function bare(text: string): string {
  const trimmed = fold(text).replace(EDGES, '');
  const short = trimmed.replace(POLITE_END, '').replace(EDGES, '');
  return short === '' ? trimmed : short;
}

export const hasLetters = (text: string): boolean => /\p{L}/u.test(text);
export const hasThai = (text: string): boolean => /[\u0e01-\u0e2e]/u.test(text);

export type Clause = { text: string; start: number; end: number };

// A full stop ends a clause only before a space, and not after a title ("Mr. Wang").
const BREAK = /[\n,;!?()|…]+|\s[-–—/:]+\s|:\s|(?<!\b(?:mr|mrs|ms|dr|st|k))\.(?=\s|$)|(?<=ครับ|ค่ะ|คะ|จ้า|คับ)\s+/giu;

/** The parts of a message that can be understood on their own, with their place in it. */
export function clausesOf(text: string): Clause[] {
  const clauses: Clause[] = [];
  let start = 0;
  const add = (end: number) => {
    const part = text.slice(start, end);
    const inner = part.trim();
    if (!inner) return;
    const at = start + part.indexOf(inner);
    clauses.push({ text: inner, start: at, end: at + inner.length });
  };
  for (const found of text.matchAll(BREAK)) {
    add(found.index);
    start = found.index + found[0].length;
  }
  add(text.length);
  return clauses;
}

/** The same text with a part blanked out: later readers see a clause end there, and offsets stay valid. */
export const blank = (text: string, start: number, end: number): string =>
  text.slice(0, start) + '\n'.repeat(Math.max(0, end - start)) + text.slice(end);

const LOOSE_START = /^(?:[\s,.;:!?|…–—/-]|(?:and|but|so|also|then|และ|แต่|แล้ว)(?=\s))+/iu;
const LOOSE_END = /(?:[\s,;:|–—/-]|\s(?:and|but|at|in|of|from|the))+$/iu;

/** What is left after blanking, as one readable sentence. */
export const tidy = (text: string): string =>
  oneLine(
    text
      .replace(/\(\s*\)/gu, ' ')
      .replace(/([.,;!?])(?:\s+[.,;])+/gu, '$1')
      .replace(/\s+([,.;!?])/gu, '$1')
      .replace(/[,;]+([,.;!?])/gu, '$1'),
  )
    .replace(LOOSE_START, '')
    .replace(LOOSE_END, '')
    .trim();
