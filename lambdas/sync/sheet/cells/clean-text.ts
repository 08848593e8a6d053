import type { Cell } from '../sheet.ts';

const ALREADY_CLEAN = /^[!-~]+(?: [!-~]+)*$/;
// Soft hyphens, zero-width spaces, direction marks and byte order marks come along with copied text.
const INVISIBLE = /[\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu;
// Joiners mean something inside emoji and in scripts that join or stack letters; anywhere else they are litter.
const STRAY_JOINER =
  /(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f|\p{Script=Arabic}|\p{Script=Devanagari}|\p{Script=Bengali}|\p{Script=Sinhala}|\p{Script=Khmer})[\u200c\u200d]/gu;
const CONTROL_BUT_LINES = /(?![\n\t])\p{Cc}/gu;

// Most text needs none of it, and sheets have hundreds of thousands of cells.
const UNTIDY = /[^\P{C}\n]|[\u2028\u2029]/u;

function visible(text: string): string {
  const composed = text.normalize('NFC');
  if (!UNTIDY.test(composed)) return composed;
  return composed
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\u0085]/gu, '\n')
    .replace(CONTROL_BUT_LINES, '')
    .replace(INVISIBLE, '')
    .replace(STRAY_JOINER, '')
    .normalize('NFC');
}

/** Text as people see it, on one line: composed (NFC), trimmed, single spaces, nothing invisible. */
export const oneLine = (text: string): string =>
  ALREADY_CLEAN.test(text) ? text : visible(text).replace(/\s+/gu, ' ').trim();

/** Text as people see it with its line breaks. */
export const severalLines = (text: string): string =>
  ALREADY_CLEAN.test(text)
    ? text
    : visible(text)
        .split('\n')
        .map((line) => line.trimEnd())
        .join('\n')
        .trim();

/** Whether the cell shows anything at all. */
export const isFilled = (cell: Cell | undefined): cell is Exclude<Cell, null> =>
  typeof cell === 'string' ? /[!-~]/.test(cell) || oneLine(cell) !== '' : cell !== null && cell !== undefined;

const ERROR = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|ERROR!|SPILL!|CALC!)$/i;

/** A formula that failed or has not finished: the cell says nothing about the venue. */
export function isFormulaError(cell: Cell | undefined): boolean {
  if (typeof cell !== 'string' || !/^\W*[#L]/.test(cell)) return false;
  const text = oneLine(cell);
  return ERROR.test(text) || text === 'Loading...';
}

// "na" in small letters is a nickname in Thailand, so only the forms nobody is called.
const NOTHING = /^(?:[-–—_.]+|[nN]\s?[/.]\s?[aA]\.?|NA|nil|Nil|none|None|NONE|ไม่มี|ไม่ระบุ)$/u;

/** A mark people put where there is nothing to say: a dash, n/a, none, ไม่มี. It empties the cell. */
export const saysNothing = (text: string): boolean => NOTHING.test(text);

const DIGIT_ZEROS = [0x0e50, 0x0660, 0x06f0, 0x0966, 0x17e0, 0x1040, 0x0ed0];

/** Full-width forms and the digits of other scripts (Thai, Arabic, Hindi, Khmer, Burmese, Lao) as plain ones. */
export const plainDigits = (text: string): string =>
  /^[ -~]*$/.test(text)
    ? text
    : text.normalize('NFKC').replace(/(?![0-9])\p{Nd}/gu, (digit) => {
        const code = digit.codePointAt(0) ?? 0;
        const zero = DIGIT_ZEROS.find((start) => code >= start && code < start + 10);
        return zero === undefined ? digit : String(code - zero);
      });

/** Words in small letters with single spaces: case, accents and punctuation do not count. */
export function foldWords(text: string): string {
  if (/^[ -~]*$/.test(text))
    return text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
  return plainDigits(text)
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
}
