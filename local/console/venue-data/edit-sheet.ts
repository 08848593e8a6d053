import * as z from 'zod';
import type { Cell, SheetTab } from '../../../lambdas/sync/sheet/sheet.ts';
import { Refused } from '../answer.ts';
import { shown } from '../contact.ts';
import { readRequest } from '../read-request.ts';
import { type SheetPage, sheetPage } from './sheet-page.ts';
import type { VenueSheet } from './venue-desk.ts';

const CellValue = z.union([z.string().max(50_000), z.number(), z.boolean(), z.null()]);
const rowNumber = z.int().min(1).max(200_000);

const CellsRequest = z.strictObject({
  tab: z.string().optional(),
  cells: z
    .array(
      z.strictObject({
        row: rowNumber,
        column: z.int().min(1).max(18_278),
        value: CellValue,
        /** What stood there when the person began; something else by now is not written over. */
        was: CellValue.optional(),
      }),
    )
    .min(1)
    .max(1_000),
});
const RowsRequest = z.strictObject({
  tab: z.string().optional(),
  append: z.array(z.array(CellValue)).max(1_000).optional(),
  delete: z.array(rowNumber).max(1_000).optional(),
  /** What stood in the rows to delete, in the same order. */
  were: z.array(z.array(CellValue)).optional(),
});

/** `GET /api/sheet`. */
export async function readSheetPage(query: URLSearchParams, sheet: VenueSheet): Promise<SheetPage> {
  const after = Number(query.get('after') ?? 0);
  if (!Number.isInteger(after) || after < 0) {
    throw new Refused(400, `'after' is ${shown(query.get('after'))}; send the number of the last row you have.`);
  }
  const whole = await sheet.read();
  const tab = query.get('tab') ?? undefined;
  const page = sheetPage(whole, { ...(tab !== undefined && { tab }), search: query.get('search') ?? '', after });
  return page ?? noTab(tab, whole.tabs);
}

/** `POST /api/sheet/cells`: refuses a cell that somebody else changed meanwhile. */
export async function editCells(body: unknown, sheet: VenueSheet): Promise<{ tab: string; cells: number }> {
  const usage = '{tab?, cells: [{row, column, value, was?}]}, rows and columns counted from 1';
  const request = readRequest(CellsRequest, body, usage);
  const tab = await tabOf(sheet, request.tab);
  for (const { row, column, was } of request.cells) {
    const now = tab.values[row - 1]?.[column - 1] ?? null;
    if (was !== undefined && !same(was, now)) throw moved(`row ${row} now holds ${shown(now)} there`);
  }
  const cells = request.cells.map(({ was: _, ...cell }) => cell);
  await sheet.setCells({ tab: tab.title, cells });
  return { tab: tab.title, cells: cells.length };
}

/** `POST /api/sheet/rows`: adds at the end, deletes by number. */
export async function editRows(body: unknown, sheet: VenueSheet): Promise<{ tab: string; rows: number }> {
  const request = readRequest(RowsRequest, body, '{tab?, append?: [[cell, …]], delete?: [row number, …]}');
  const { append, delete: toDelete, were } = request;
  const tab = await tabOf(sheet, request.tab);
  for (const [nth, row] of (toDelete ?? []).entries()) {
    const before = were?.[nth];
    if (before && !sameRow(before, tab.values[row - 1] ?? [])) throw moved(`row ${row} is another one now`);
  }
  const change = { ...(append && { append }), ...(toDelete && { delete: toDelete }) };
  return { tab: tab.title, ...(await sheet.changeRows({ tab: tab.title, ...change })) };
}

/** The named tab; else the one the page opens with. */
async function tabOf(sheet: VenueSheet, name: string | undefined): Promise<SheetTab> {
  const whole = await sheet.read();
  const title = name ?? sheetPage(whole, {})?.tab;
  return whole.tabs.find((tab) => tab.title === title) ?? noTab(name, whole.tabs);
}

function noTab(name: string | undefined, tabs: SheetTab[]): never {
  throw new Refused(400, `There is no tab ${shown(name)}; there are: ${tabs.map(({ title }) => title).join(', ')}.`);
}

const moved = (what: string): Refused =>
  new Refused(409, `The sheet was changed meanwhile: ${what}. Look at it again, nothing was written.`);

const same = (one: Cell, other: Cell): boolean => (one ?? '') === (other ?? '');
const sameRow = (one: Cell[], other: Cell[]): boolean =>
  Array.from({ length: Math.max(one.length, other.length) }).every((_, at) => same(one[at] ?? null, other[at] ?? null));
