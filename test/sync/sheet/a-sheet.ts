import { checkSheet } from '../../../lambdas/sync/sheet/check-sheet.ts';
import type { CheckedSheet } from '../../../lambdas/sync/sheet/checked-sheet.ts';
import { NOTHING_KNOWN } from '../../../lambdas/sync/sheet/diff.ts';
import { type Cell, type CurrentVenue, SHEET_FIELDS, type Sheet } from '../../../lambdas/sync/sheet/sheet.ts';

export const FIELDS: Cell[] = [...SHEET_FIELDS];

/** A sheet in Bangkok with one tab of these rows. */
export const aSheet = (values: Cell[][], title = 'Venues'): Sheet => ({
  title: 'Venue master',
  timeZone: 'Asia/Bangkok',
  tabs: [{ title, values }],
});

/** Rows below the usual header, checked against what is known. */
export const check = (rows: Cell[][], current: CurrentVenue[] = [], maxChangeShare = 1): CheckedSheet =>
  checkSheet(aSheet([FIELDS, ...rows]), current, { maxChangeShare });

/** A row with an id and a name, and other cells by column. */
export const aRow = (id: Cell, name: Cell, cells: Partial<Record<(typeof SHEET_FIELDS)[number], Cell>> = {}): Cell[] =>
  SHEET_FIELDS.map((field) => (field === 'venue_id' ? id : field === 'venue_name' ? name : (cells[field] ?? '')));

/** A venue as last synced, empty but for what matters. */
export const aCurrentVenue = (id: number, name: string, known: Partial<CurrentVenue> = {}): CurrentVenue => ({
  ...NOTHING_KNOWN,
  venue_id: id,
  venue_name: name,
  ...known,
});
