import { dateFromSerial } from '../../../lambdas/sync/sheet/cells/calendar.ts';
import { findHeader } from '../../../lambdas/sync/sheet/find-header.ts';
import { fieldOf } from '../../../lambdas/sync/sheet/headers.ts';
import type { Cell, Sheet, SheetField, SheetTab } from '../../../lambdas/sync/sheet/sheet.ts';

/** A part of one tab as it is shown: rows with the numbers the sheet gives them. */
export type SheetPage = {
  title: string;
  tabs: string[];
  tab: string;
  /** Undefined where no row titles the columns. */
  headerRow?: number;
  columns: { letter: string; field?: SheetField }[];
  rows: SheetRow[];
  /** Rows of the tab that fit the search. */
  matching: number;
  total: number;
  /** `after` for the next page. */
  next?: number;
};
/** `shown` is what a person reads in the cell: a date where the sheet keeps a number of days. */
export type SheetRow = { row: number; cells: Cell[]; shown: string[] };
export type SheetQuestion = { tab?: string; search?: string; after?: number };

export const ROWS_PER_PAGE = 50;
const MOST_COLUMNS = 40;
const LEAST_COLUMNS = 5;

/** The rows after one, all or those in which every word of the search stands somewhere; undefined without such a tab. */
export function sheetPage(sheet: Sheet, { tab: wanted, search = '', after = 0 }: SheetQuestion): SheetPage | undefined {
  const header = findHeader(sheet);
  const tab = wanted === undefined ? (header?.tab ?? largest(sheet)) : sheet.tabs.find(({ title }) => title === wanted);
  if (!tab) return undefined;
  const at = header?.tab === tab ? header.at : undefined;
  const width = Math.min(MOST_COLUMNS, Math.max(LEAST_COLUMNS, ...tab.values.map((row) => row.length)));
  const columns = Array.from({ length: width }, (_, column) => {
    const field = at === undefined ? undefined : fieldOf(tab.values[at]?.[column]);
    return { letter: letterOf(column + 1), ...(field && { field }) };
  });
  const words = folded(search).split(/\s+/u).filter(Boolean);
  const fits = (row: SheetRow) =>
    words.length === 0 || words.every((word) => folded(row.shown.join('\n')).includes(word));
  const rows = tab.values.map((cells, nth) => rowOf(nth + 1, cells, columns)).filter(fits);
  const later = rows.filter(({ row }) => row > after);
  const shown = later.slice(0, ROWS_PER_PAGE);
  return {
    title: sheet.title,
    tabs: sheet.tabs.map(({ title }) => title),
    tab: tab.title,
    ...(at !== undefined && { headerRow: at + 1 }),
    columns,
    rows: shown,
    matching: rows.length,
    total: tab.values.length,
    ...(later.length > shown.length && { next: shown.at(-1)?.row }),
  };
}

const largest = ({ tabs }: Sheet): SheetTab | undefined =>
  tabs.toSorted((one, other) => other.values.length - one.values.length)[0];

function rowOf(row: number, cells: Cell[], columns: SheetPage['columns']): SheetRow {
  const padded = columns.map((_, column) => cells[column] ?? null);
  return { row, cells: padded, shown: padded.map((cell, column) => shownAs(cell, columns[column]?.field)) };
}

function shownAs(cell: Cell, field: SheetField | undefined): string {
  if (cell === null) return '';
  if (field === 'last_issue_date' && typeof cell === 'number') return dateFromSerial(cell) ?? String(cell);
  return String(cell);
}

/** Case, accents and how Thai vowels were composed do not count. */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/gu, '')
    .toLowerCase();

/** A, B … Z, AA … */
export function letterOf(column: number): string {
  const before = Math.floor((column - 1) / 26);
  return (before > 0 ? letterOf(before) : '') + String.fromCharCode(65 + ((column - 1) % 26));
}
