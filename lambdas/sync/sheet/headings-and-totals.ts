import { foldWords, oneLine, plainDigits } from './cells/clean-text.ts';
import type { RowKind } from './checked-sheet.ts';
import type { Cell } from './sheet.ts';

const COUNTED = '(?:venues?|zones?|hotels?|properties|rows?)';
const SURELY = `(?:grand |sub ?)?totals?(?: \\d+)?(?: (?:number )?(?:of )?${COUNTED})?(?: \\d+)?|(?:ยอด|ผล|จำนวน)?รวม(?:ทั้งหมด|ทั้งสิ้น|โซน|สาขา)?(?: \\d+)?`;
const SURE_TOTALS = new RegExp(`^(?:${SURELY})$`, 'u');
/** A bar may be called Sum; it counts as totals only among numbers. */
const TOTALS = new RegExp(`^(?:${SURELY}|sum|average|count|ทั้งหมด)$`, 'u');
const NUMBER = /^(?:thb|usd|[฿$€£])?\s*[\d.,%\s]+(?:thb|บาท|venues?|zones?|hotels?|โซน|แห่ง|สาขา)?$/iu;

/** "Total" with nothing but numbers beside it. */
export function isTotals(cells: (Cell | undefined)[]): boolean {
  let label: string | undefined;
  for (const cell of cells) {
    if (typeof cell === 'number') continue;
    if (typeof cell !== 'string') return false;
    if (NUMBER.test(plainDigits(oneLine(cell)))) continue;
    if (label !== undefined || !TOTALS.test(foldWords(cell))) return false;
    label = cell;
  }
  return label !== undefined;
}

/** Whether a name is that of a line of totals, whatever else stands in it. */
export const namesTotals = (name: string): boolean => SURE_TOTALS.test(foldWords(name));

const SENTENCE = /[!?…:;\n]|\p{L}\.(?:\s|$)|กรุณา|โปรด|หมายเหตุ|ค่ะ|ครับ|แล้ว|^รอ/u;
const TELLS =
  /^(?:please|pls|call|check|note|nb|todo|to do|update|updated|pending|ask|do not|don t|see|tbc|tba|ok|page)\b/u;
const HEADING_WORDS = 6;
const HEADING_LENGTH = 50;

/** A heading is short, begins like a title and holds no punctuation of a sentence; everything else is a note. */
export function kindOfLoneCell(cell: Cell | undefined): Extract<RowKind, 'heading' | 'note'> {
  if (typeof cell !== 'string') return 'note';
  const text = oneLine(cell);
  const title = /^[^\p{L}\p{N}]*(?:\p{Lu}|\p{Lt}|\p{Lo}|\p{N}+[\s.)-]+(?:\p{Lu}|\p{Lo}))/u.test(text);
  const short = text.length <= HEADING_LENGTH && text.split(' ').length <= HEADING_WORDS;
  return title && short && !SENTENCE.test(cell) && !TELLS.test(foldWords(text)) ? 'heading' : 'note';
}
