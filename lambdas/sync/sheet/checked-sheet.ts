import type { SheetField, SheetVenue } from './sheet.ts';

export type RowKind = 'venue' | 'heading' | 'note' | 'closed' | 'duplicate' | 'invalid' | 'blank';

/** What is wrong with a cell or a row, for the person who can mend it: a closed code and a sentence that says what to do. */
export type RowProblem = { field: SheetField | null; code: string; message: string };

/** `row` is 1-based, as the sheet shows it. `venue` is there for kind `venue`, and for `closed` and `duplicate` where it could be read. */
export type CheckedRow = { row: number; kind: RowKind; venue?: SheetVenue; problems: RowProblem[] };

export type SheetDiff = {
  added: number[];
  changed: { id: number; fields: Exclude<SheetField, 'venue_id'>[] }[];
  removed: number[];
};

/**
 * Whether the difference may be applied without asking. `share` = (removed + changed + known venues lost to bad rows) /
 * current; for `too-much-in-a-day` what ended within a day, of what was known when it began.
 */
export type Guard = { ok: boolean; share: number; reason: GuardReason };
export type GuardReason =
  | 'first-sync'
  | 'nothing-changed'
  | 'within-limit'
  | 'too-much-changes'
  | 'too-much-in-a-day'
  | 'no-header'
  | 'no-id-or-name-column'
  | 'no-venues-left';

/** The outcome of checking a sheet: formats of `sync:check --out`. Column indexes are 0-based, `headerRow` is 1-based. */
export type CheckedSheet = {
  tab: string | null;
  headerRow: number | null;
  columns: Partial<Record<SheetField, number>>;
  unknownColumns: string[];
  rows: CheckedRow[];
  diff: SheetDiff;
  guard: Guard;
};
