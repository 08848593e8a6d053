import type { CountryCode } from 'libphonenumber-js/max';
import { foldWords, isFilled, oneLine, plainDigits } from './cells/clean-text.ts';
import { readId } from './cells/id.ts';
import { readName } from './cells/text.ts';
import type { CheckedRow, RowKind, RowProblem } from './checked-sheet.ts';
import { type Header, repeatsHeader } from './find-header.ts';
import { readVenue } from './read-venue.ts';
import type { Cell } from './sheet.ts';
import { nameSaysShut, statusSaysShut } from './shut-for-good.ts';

/** A row with what it says about identity, even where it is no venue: a spoilt row must not pass for a removed venue. */
export type ClassifiedRow = CheckedRow & {
  id?: number;
  name?: string;
  /** The row says closed, a later one with the same id says open: nobody knows, so nothing is removed. */
  contested?: true;
};

/** What a row below the header is, and what it says. `number` is 1-based. Duplicates are told apart later. */
export function classifyRow(
  row: readonly Cell[],
  number: number,
  header: Header,
  country?: CountryCode,
): ClassifiedRow {
  const { columns, width } = header;
  const filled = filledColumns(row, width, Object.values(columns));
  const [only] = filled;
  if (only === undefined) return { row: number, kind: 'blank', problems: [] };
  const idReading = readId(columns.venue_id === undefined ? null : row[columns.venue_id]);
  const nameReading = readName(columns.venue_name === undefined ? null : row[columns.venue_name]);
  const { value: id } = idReading;
  const { value: name } = nameReading;
  if (id === undefined && repeatsHeader(row, header)) return { row: number, kind: 'heading', problems: [] };
  if (isTotals(filled.map((column) => row[column]))) return { row: number, kind: 'note', problems: [] };
  if (id === undefined && filled.length === 1) return { row: number, kind: kindOfLoneCell(row[only]), problems: [] };
  if (id === undefined || name === undefined) {
    const problems: RowProblem[] = [];
    if (idReading.problem) problems.push({ field: 'venue_id', ...idReading.problem });
    if (nameReading.problem) problems.push({ field: 'venue_name', ...nameReading.problem });
    return {
      row: number,
      kind: 'invalid',
      problems,
      ...(id !== undefined && { id }),
      ...(name !== undefined && { name }),
    };
  }
  const { venue, problems } = readVenue(row, columns, { venue_id: id, venue_name: name }, country);
  const status = columns.subscription_status === undefined ? undefined : row[columns.subscription_status];
  const shutByStatus = typeof status === 'string' && statusSaysShut(status);
  if (!shutByStatus && !nameSaysShut(name)) return { row: number, kind: 'venue', venue, problems, id, name };
  return {
    row: number,
    kind: 'closed',
    venue,
    problems: problemsOfClosed(problems, shutByStatus, venue.subscription_status),
    id,
    name,
  };
}

/** A row above the header: a title or a remark, or nothing. */
export function rowAboveHeader(row: readonly Cell[], number: number): ClassifiedRow {
  const [first, ...others] = row.filter(isFilled);
  const kind = first === undefined ? 'blank' : others.length > 0 ? 'note' : kindOfLoneCell(first);
  return { row: number, kind, problems: [] };
}

/** An unticked box in a column we do not read fills whole columns down to the end of the sheet: it says nothing. */
function filledColumns(row: readonly Cell[], width: number, known: number[]): number[] {
  const columns: number[] = [];
  for (let column = 0; column < Math.min(width, row.length); column++) {
    const cell = row[column];
    if (isFilled(cell) && !(cell === false && !known.includes(column))) columns.push(column);
  }
  return columns;
}

function problemsOfClosed(problems: RowProblem[], byStatus: boolean, status: string | undefined): RowProblem[] {
  if (byStatus) return problems.filter(({ field }) => field !== 'subscription_status');
  if (status !== 'active' && status !== 'trial') return problems;
  const message = `the name says closed, the status says ${status}; correct one of the two`;
  return [...problems, { field: 'subscription_status', code: 'closed-but-active', message }];
}

const TOTALS =
  /^(?:(?:grand |sub ?)?totals?(?: (?:of )?(?:venues?|zones?|hotels?|properties|rows?))?|sum|average|count|(?:ยอด|ผล|จำนวน)?รวม(?:ทั้งหมด|ทั้งสิ้น|โซน|สาขา)?|ทั้งหมด)$/u;
const NUMBER = /^[\d.,%\s]+(?:venues?|zones?|hotels?|โซน|แห่ง|สาขา)?$/iu;

/** "Total" with nothing but numbers beside it. */
function isTotals(cells: (Cell | undefined)[]): boolean {
  const isNumber = (cell: Cell | undefined) =>
    typeof cell === 'number' || (typeof cell === 'string' && NUMBER.test(plainDigits(oneLine(cell))));
  const words = cells.filter((cell) => !isNumber(cell));
  return words.length === 1 && typeof words[0] === 'string' && words[0].length < 60 && TOTALS.test(foldWords(words[0]));
}

const SENTENCE = /[!?…:;\n]|\p{L}\.(?:\s|$)|กรุณา|โปรด|หมายเหตุ|ค่ะ|ครับ|แล้ว|^รอ/u;
const TELLS =
  /^(?:please|pls|call|check|note|nb|todo|to do|update|updated|pending|ask|do not|don t|see|tbc|tba|ok|page)\b/u;
const HEADING_WORDS = 6;
const HEADING_LENGTH = 50;

/** A heading is short, begins like a title and holds no punctuation of a sentence; everything else is a note. */
function kindOfLoneCell(cell: Cell | undefined): Extract<RowKind, 'heading' | 'note'> {
  if (typeof cell !== 'string') return 'note';
  const text = oneLine(cell);
  const title = /^[^\p{L}\p{N}]*(?:\p{Lu}|\p{Lt}|\p{Lo}|\p{N}+[\s.)-]+(?:\p{Lu}|\p{Lo}))/u.test(text);
  const short = text.length <= HEADING_LENGTH && text.split(' ').length <= HEADING_WORDS;
  return title && short && !SENTENCE.test(cell) && !TELLS.test(foldWords(text)) ? 'heading' : 'note';
}
