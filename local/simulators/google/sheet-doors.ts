import type { Cell, SheetTab } from '../../../lambdas/sync/sheet/sheet.ts';
import { type Json, listOf, objectOf } from '../json.ts';
import { columnNumber } from './a1-range.ts';
import type { Parts } from './parts.ts';
import { isCell, readRows, readSheet } from './read-sheet.ts';

type Result = { problem: string } | Json;

const MOST_ROWS = 200_000;
const MOST_COLUMNS = 18_278;

/** What a person does to the spreadsheet: replace it, edit cells, add and delete rows. */
export const sheetDoors = (parts: Parts): Record<string, (body: Json) => Promise<Result>> => ({
  'GET /_sim/sheet': async () => ({ ...parts.sheets.read() }),
  'PUT /_sim/sheet': async (body) => {
    const sheet = readSheet(body);
    if ('problem' in sheet) return sheet;
    parts.sheets.replace(sheet);
    parts.announce({ type: 'sheet', change: 'replaced', tabs: sheet.tabs.length, rows: rowsIn(sheet.tabs) });
    return { ...sheet };
  },
  'POST /_sim/sheet/cells': async (body) => {
    const tab = tabNamed(parts, body.tab);
    if ('problem' in tab) return tab;
    const edits: { row: number; column: number; value: Cell }[] = [];
    for (const [nth, cell] of listOf(body.cells).entries()) {
      const edit = readEdit(objectOf(cell), `cells[${nth}]`);
      if ('problem' in edit) return edit;
      edits.push(edit);
    }
    if (edits.length === 0) return { problem: "'cells' must be a list of {row, column, value}" };
    for (const { row, column, value } of edits) parts.sheets.setCell(tab, row - 1, column - 1, value);
    parts.sheets.changed();
    parts.announce({ type: 'sheet', change: 'cells', tab: tab.title, cells: edits.length });
    return { tab: tab.title, cells: edits.length, rows: tab.values.length };
  },
  'POST /_sim/sheet/rows': async (body) => {
    const tab = tabNamed(parts, body.tab);
    if ('problem' in tab) return tab;
    const added = readRows(body.append ?? [], 'append');
    if ('problem' in added) return added;
    const deleted = listOf(body.delete);
    if (!deleted.every((row) => isWithin(row, tab.values.length))) {
      return { problem: `'delete' must be a list of row numbers from 1 to ${tab.values.length}` };
    }
    if (added.rows.length + deleted.length === 0) return { problem: "'append' or 'delete' must name rows" };
    const gone = new Set(deleted);
    tab.values = [...tab.values.filter((_, nth) => !gone.has(nth + 1)), ...added.rows];
    parts.sheets.changed();
    parts.announce({ type: 'sheet', change: 'rows', tab: tab.title, added: added.rows.length, deleted: gone.size });
    return { tab: tab.title, added: added.rows.length, deleted: gone.size, rows: tab.values.length };
  },
});

const rowsIn = (tabs: SheetTab[]): number => tabs.reduce((sum, { values }) => sum + values.length, 0);

const isWithin = (value: unknown, most: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most;

/** The tab of that name; the first one when none is named. */
function tabNamed({ sheets }: Parts, name: unknown): SheetTab | { problem: string } {
  const { tabs } = sheets.read();
  const tab = tabs.find(({ title }) => name === undefined || title === name);
  return tab ?? { problem: `no tab '${String(name)}'; there are: ${tabs.map(({ title }) => title).join(', ')}` };
}

function readEdit({ row, column, value }: Json, at: string) {
  const number = typeof column === 'string' && /^[A-Za-z]{1,3}$/.test(column) ? columnNumber(column) : column;
  if (!isWithin(row, MOST_ROWS)) return { problem: `'${at}.row' must be a row number, from 1` };
  if (!isWithin(number, MOST_COLUMNS)) return { problem: `'${at}.column' must be a column number, from 1, or letter` };
  if (!isCell(value)) return { problem: `'${at}.value' must be text, a number, true, false or null` };
  return { row, column: number, value };
}
