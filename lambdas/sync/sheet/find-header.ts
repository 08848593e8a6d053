import { isFilled, oneLine } from './cells/clean-text.ts';
import { readId } from './cells/id.ts';
import { readName } from './cells/text.ts';
import { fieldOf } from './headers.ts';
import type { Cell, Sheet, SheetField, SheetTab } from './sheet.ts';

export type Columns = Partial<Record<SheetField, number>>;

/** Where the columns are: `at` is the 0-based row of the header, `width` how far to the right the header reaches. */
export type Header = { tab: SheetTab; at: number; columns: Columns; unknownColumns: string[]; width: number };

/** Titles and logos stand above a header, never a hundred rows of them. */
const HEADER_WITHIN_ROWS = 100;
const LEAST_COLUMNS = 2;

/**
 * The header to read the sheet by: that of the tab which was read last, as long as there is one by its title, however
 * much better another looks: a copy must not take the place of a tab that somebody emptied. Else, of the tabs with ids
 * and names, the one with the most venues.
 */
export function findHeader(sheet: Sheet, lastTab?: string): Header | undefined {
  const last = sheet.tabs.find(({ title }) => title === lastTab);
  if (last) return headerOf(last);
  const headers = sheet.tabs.flatMap((tab) => headerOf(tab) ?? []);
  const usable = headers.filter(isUsable);
  if (usable.length <= 1) return usable[0] ?? best(headers, ({ columns }) => Object.keys(columns).length);
  return best(usable, countVenues);
}

/** Whether venues can be read by it at all. */
export const isUsable = ({ columns }: Header): boolean =>
  columns.venue_id !== undefined && columns.venue_name !== undefined;

/** A row that titles columns again, in the middle of the venues: the id's, or at least so many of them. */
export const repeatsHeader = (row: readonly Cell[], { columns }: Header, atLeast: number): boolean =>
  (columns.venue_id !== undefined && fieldOf(row[columns.venue_id]) === 'venue_id') ||
  Object.entries(columns).filter(([field, column]) => fieldOf(row[column]) === field).length >= atLeast;

function headerOf(tab: SheetTab): Header | undefined {
  const rows = tab.values.slice(0, HEADER_WITHIN_ROWS);
  const headers = rows.flatMap((row, at) => readHeader(tab, row, at) ?? []);
  return headers.find(isUsable) ?? best(headers, ({ columns }) => Object.keys(columns).length);
}

function readHeader(tab: SheetTab, row: readonly Cell[], at: number): Header | undefined {
  const columns: Columns = {};
  const unknownColumns: string[] = [];
  let width = 0;
  for (const [column, cell] of row.entries()) {
    if (!isFilled(cell)) continue;
    width = column + 1;
    const field = fieldOf(cell);
    if (field !== undefined && columns[field] === undefined) columns[field] = column;
    else unknownColumns.push(oneLine(String(cell)));
  }
  return Object.keys(columns).length >= LEAST_COLUMNS ? { tab, at, columns, unknownColumns, width } : undefined;
}

/** Titles of other tabs that list the same venues as the one that was read: what is edited there is not seen. */
export function tabsBeside({ tabs }: Sheet, read: string): string[] {
  const headers = tabs.flatMap((tab) => headerOf(tab) ?? []).filter(isUsable);
  const ids = new Set(headers.filter(({ tab }) => tab.title === read).flatMap(idsOf));
  return headers.flatMap((other) => {
    if (other.tab.title === read) return [];
    const theirs = idsOf(other);
    const same = theirs.filter((id) => ids.has(id)).length;
    return same > 0 && same * 2 >= theirs.length ? [other.tab.title] : [];
  });
}

const idsOf = ({ tab, at, columns }: Header): number[] =>
  tab.values.slice(at + 1).flatMap((row) => readId(row[columns.venue_id ?? -1]).value ?? []);

function countVenues({ tab, at, columns }: Header): number {
  let venues = 0;
  for (const row of tab.values.slice(at + 1)) {
    const named = readName(row[columns.venue_name ?? -1]).value !== undefined;
    if (named && readId(row[columns.venue_id ?? -1]).value !== undefined) venues++;
  }
  return venues;
}

/** The first of those with the highest measure. */
function best<Item>(items: Item[], measure: (item: Item) => number): Item | undefined {
  let winner: { item: Item; measure: number } | undefined;
  for (const item of items) {
    const measured = measure(item);
    if (winner === undefined || measured > winner.measure) winner = { item, measure: measured };
  }
  return winner?.item;
}
