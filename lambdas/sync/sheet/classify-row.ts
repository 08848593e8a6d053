import type { CountryCode } from 'libphonenumber-js/max';
import { isFilled } from './cells/clean-text.ts';
import { readId } from './cells/id.ts';
import type { Reading } from './cells/reading.ts';
import { readName } from './cells/text.ts';
import type { CheckedRow, RowProblem } from './checked-sheet.ts';
import { type Header, repeatsHeader } from './find-header.ts';
import { isTotals, kindOfLoneCell, namesTotals } from './headings-and-totals.ts';
import { readVenue } from './read-venue.ts';
import type { Cell, SheetField } from './sheet.ts';
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
  const { columns } = header;
  const filled = filledColumns(row, header);
  const [only] = filled;
  if (only === undefined) return { row: number, kind: isScribbledOn(row, header) ? 'note' : 'blank', problems: [] };
  const idReading = readId(cellOf(row, columns.venue_id));
  const { value: id } = idReading;
  if (repeatsHeader(row, header, id === undefined ? 2 : 3)) return { row: number, kind: 'heading', problems: [] };
  if (isTotals(filled.map((column) => row[column]))) return { row: number, kind: 'note', problems: [] };
  if (id === undefined && filled.length === 1) return { row: number, kind: kindOfLoneCell(row[only]), problems: [] };
  const nameReading = readName(cellOf(row, columns.venue_name));
  const { value: name } = nameReading;
  if (name !== undefined && namesTotals(name)) {
    const { venue } = readVenue(row, columns, { venue_id: id ?? 0, venue_name: name }, country);
    if (OF_A_VENUE.every((field) => (venue[field] ?? null) === null))
      return { row: number, kind: 'note', problems: [] };
  }
  if (id === undefined || name === undefined) return invalidRow(number, idReading, nameReading);
  const { venue, problems } = readVenue(row, columns, { venue_id: id, venue_name: name }, country);
  const status = cellOf(row, columns.subscription_status);
  const shutByStatus = typeof status === 'string' && statusSaysShut(status);
  if (!shutByStatus && !nameSaysShut(name)) return { row: number, kind: 'venue', venue, problems, id, name };
  const ofClosed = problemsOfClosed(problems, shutByStatus, venue.subscription_status);
  return { row: number, kind: 'closed', venue, problems: ofClosed, id, name };
}

/** Lines of totals have nobody to call and no account. */
const OF_A_VENUE: SheetField[] = ['contact_name', 'contact_email', 'contact_phone', 'soundtrack_account_id'];

const cellOf = (row: readonly Cell[], column: number | undefined): Cell | undefined =>
  column === undefined ? undefined : row[column];

function invalidRow(row: number, id: Reading<number>, name: Reading<string>): ClassifiedRow {
  const problems: RowProblem[] = [];
  if (id.problem) problems.push({ field: 'venue_id', ...id.problem });
  if (name.problem) problems.push({ field: 'venue_name', ...name.problem });
  const invalid: ClassifiedRow = { row, kind: 'invalid', problems };
  if (id.value !== undefined) invalid.id = id.value;
  if (name.value !== undefined) invalid.name = name.value;
  return invalid;
}

/** A row above the header: a title or a remark, or nothing. */
export function rowAboveHeader(row: readonly Cell[], number: number): ClassifiedRow {
  const [first, ...others] = row.filter(isFilled);
  const kind = first === undefined ? 'blank' : others.length > 0 ? 'note' : kindOfLoneCell(first);
  return { row: number, kind, problems: [] };
}

/** An unticked box in a column we do not read fills whole columns down to the end of the sheet: it says nothing. */
function filledColumns(row: readonly Cell[], { width, columns }: Header): number[] {
  const filled: number[] = [];
  for (let column = 0; column < Math.min(width, row.length); column++) {
    const cell = row[column];
    if (isFilled(cell) && (cell !== false || Object.values(columns).includes(column))) filled.push(column);
  }
  return filled;
}

const isScribbledOn = (row: readonly Cell[], { width }: Header): boolean =>
  row.slice(width).some((cell) => isFilled(cell) && cell !== false);

function problemsOfClosed(problems: RowProblem[], byStatus: boolean, status: string | undefined): RowProblem[] {
  if (byStatus) return problems.filter(({ field }) => field !== 'subscription_status');
  if (status !== 'active' && status !== 'trial') return problems;
  const message = `the name says closed, the status says ${status}; correct one of the two`;
  return [...problems, { field: 'subscription_status', code: 'closed-but-active', message }];
}
