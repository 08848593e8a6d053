import type { Cell, SheetTab } from '../../../lambdas/sync/sheet/sheet.ts';
import { type Block, writeRange } from './a1-range.ts';

export type Rendering = { formatted: boolean; datesAsText: boolean; columns: boolean };

/** A fresh tab has 1,000 rows of 26 columns, and grows with what is in it. */
export function gridOf({ values }: SheetTab): { rowCount: number; columnCount: number } {
  const widest = values.reduce((most, row) => Math.max(most, row.length), 0);
  return { rowCount: Math.max(1_000, values.length), columnCount: Math.max(26, widest) };
}

export type ValueRange = { range: string; majorDimension: 'ROWS' | 'COLUMNS'; values?: unknown[][] };

/**
 * The cells of a block as the API writes them: the range clipped to the grid, empty cells and rows at the end left out,
 * no `values` at all where nothing is. Undefined when the block begins outside the grid.
 */
export function valueRange(tab: SheetTab, asked: Block, rendering: Rendering): ValueRange | undefined {
  const { rowCount, columnCount } = gridOf(tab);
  if (asked.top >= rowCount || asked.left >= columnCount) return undefined;
  const block = { ...asked, bottom: Math.min(asked.bottom, rowCount), right: Math.min(asked.right, columnCount) };
  const dates = rendering.formatted || rendering.datesAsText ? dateColumns(tab) : new Set<number>();
  const rows = tab.values
    .slice(block.top, block.bottom)
    .map((row) =>
      row.slice(block.left, block.right).map((cell, nth) => render(cell, dates.has(block.left + nth), rendering)),
    );
  const values = trimmed(rendering.columns ? transposed(rows) : rows);
  return {
    range: writeRange(block, tab.title),
    majorDimension: rendering.columns ? 'COLUMNS' : 'ROWS',
    ...(values.length > 0 && { values }),
  };
}

function render(cell: Cell, isDate: boolean, { formatted }: Rendering): string | number | boolean {
  if (cell === null) return '';
  if (isDate && typeof cell === 'number' && cell > 0 && cell < LAST_SERIAL) return dayMonthYear(cell);
  if (!formatted) return cell;
  return typeof cell === 'boolean' ? String(cell).toUpperCase() : String(cell);
}

/** Columns a person formatted as dates, guessed from their header, for the formats of cells are not kept. */
function dateColumns({ values }: SheetTab): Set<number> {
  const isHeader = (cell: Cell) => typeof cell === 'string' && /(^|[^a-z])date|วันที่/i.test(cell);
  return new Set(values.slice(0, 10).flatMap((row) => row.flatMap((cell, nth) => (isHeader(cell) ? [nth] : []))));
}

/** 31 December 9999. */
const LAST_SERIAL = 2_958_466;

/** A serial date counts days since 30 December 1899. */
function dayMonthYear(serial: number): string {
  const [year, month, day] = new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000)
    .toISOString()
    .slice(0, 10)
    .split('-');
  return `${day}/${month}/${year}`;
}

function trimmed(rows: unknown[][]): unknown[][] {
  const short = rows.map((row) => row.slice(0, row.findLastIndex((cell) => cell !== '') + 1));
  return short.slice(0, short.findLastIndex((row) => row.length > 0) + 1);
}

function transposed(rows: unknown[][]): unknown[][] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  return Array.from({ length: width }, (_, column) => rows.map((row) => row[column] ?? ''));
}
