import { countryOf } from './cells/phone.ts';
import type { CheckedRow, CheckedSheet } from './checked-sheet.ts';
import { type ClassifiedRow, classifyRow, rowAboveHeader } from './classify-row.ts';
import { diffOf } from './diff.ts';
import { markDuplicates } from './duplicates.ts';
import { findHeader, isUsable } from './find-header.ts';
import { guardOf, refused } from './guard.ts';
import type { CurrentVenue, Sheet } from './sheet.ts';

export type CheckOptions = {
  /** The share of the known venues that may be changed, removed or spoilt without asking a person, 0–1. */
  maxChangeShare: number;
  /** Venues that ended within the last day without anybody being asked. @default 0 */
  endedLately?: number;
  /** The title of the tab that was read last. @default none: the best one is looked for */
  lastTab?: string;
};

/** Reads a sheet and says what every row of it is, what it would change, and whether that may happen without asking. */
export function checkSheet(
  sheet: Sheet,
  current: readonly CurrentVenue[],
  { lastTab, ...options }: CheckOptions,
): CheckedSheet {
  const header = findHeader(sheet, lastTab);
  const nothing = { added: [], changed: [], removed: [] };
  if (!header)
    return {
      tab: null,
      headerRow: null,
      columns: {},
      unknownColumns: [],
      rows: [],
      diff: nothing,
      guard: refused('no-header'),
    };
  const country = countryOf(sheet.timeZone);
  const read = header.tab.values.map((row, at): ClassifiedRow => {
    if (at === header.at) return { row: at + 1, kind: 'heading', problems: [] };
    return at < header.at ? rowAboveHeader(row, at + 1) : classifyRow(row, at + 1, header, country);
  });
  const rows = markDuplicates(read);
  const checked = {
    tab: header.tab.title,
    headerRow: header.at + 1,
    columns: header.columns,
    unknownColumns: header.unknownColumns,
    rows: rows.map(asChecked),
  };
  if (!isUsable(header)) return { ...checked, diff: nothing, guard: refused('no-id-or-name-column') };
  const known = new Map(current.map((venue) => [venue.venue_id, venue]));
  const { diff, lost } = diffOf(rows, known);
  const venueRows = rows.filter(({ kind }) => kind === 'venue').length;
  const guard = guardOf({ diff, lost: lost.length, current: known.size, venueRows, ...options });
  return { ...checked, diff, guard };
}

const asChecked = ({ row, kind, venue, problems }: ClassifiedRow): CheckedRow =>
  venue ? { row, kind, venue, problems } : { row, kind, problems };
