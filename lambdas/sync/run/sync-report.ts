import type { Published } from '../../venues/index.ts';
import type { CheckedRow, CheckedSheet, GuardReason, RowKind } from '../sheet/checked-sheet.ts';
import type { SheetField } from '../sheet/sheet.ts';

/** What one run did and found, for the person who reads it; kept as JSON beside the sheet it is about. */
export type SyncReport = {
  runId: string;
  requestedBy: string;
  startedAt: string;
  finishedAt: string;
  outcome: 'succeeded' | 'refused' | 'failed';
  sheet?: SheetPart;
  difference?: Difference;
  /** The first of them; `problemCount` counts all. */
  problems: ReportedProblem[];
  problemCount: number;
  taken?: Taken;
  zones?: ZonesPart;
  directory?: Published;
  /** Share of venues about which no source contradicts another and no cell is bad; 0 to 1. */
  consistency?: number;
  /** What went wrong, in words. */
  failure?: string;
};

export type SheetPart = {
  title: string;
  tab: string | null;
  headerRow: number | null;
  rows: Record<RowKind, number>;
  unknownColumns: string[];
  missingColumns: SheetField[];
  /** Tabs that list the same venues and are not read. Older reports do not say. */
  tabsBeside?: string[];
};

export type Difference = {
  added: number;
  changed: number;
  removed: number;
  share: number;
  reason: GuardReason;
  fingerprint: string;
  canBeApproved: boolean;
  /** What the request wanted to approve, where that is not this difference. */
  approvedAnother?: string;
  approvedBy?: string;
  /** Venue by venue, as a person reads it; only where a person must decide. */
  inWords?: string;
};

export type ReportedProblem = {
  row: number;
  kind: RowKind;
  venueId: number | null;
  name: string | null;
  field: SheetField | null;
  code: string;
  message: string;
};

export type Taken = {
  added: number;
  changed: number;
  ended: number;
  reopened: number;
  fieldsChanged: number;
  disagreementsOpened: number;
  disagreementsResolved: number;
  overridesExpired: number;
  problemsOpened: number;
  problemsResolved: number;
  /** Values of the sheet that the record cannot hold; they stay as they were. Older reports do not say. */
  valuesRefused?: number;
};

export type ZonesPart =
  | { kind: 'discovered'; accounts: number; zones: number; renamed: number; vanished: number; complete: boolean }
  | { kind: 'not-due' }
  | { kind: 'skipped'; reason: string };

const KINDS: readonly RowKind[] = ['venue', 'heading', 'note', 'closed', 'duplicate', 'invalid', 'blank'];
export const MOST_PROBLEMS_REPORTED = 200;
export const MOST_COLUMNS_REPORTED = 30;
export const MOST_TABS_REPORTED = 10;

export const countRows = (rows: readonly CheckedRow[]): Record<RowKind, number> => {
  const counts = Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Record<RowKind, number>;
  for (const { kind } of rows) counts[kind]++;
  return counts;
};

/** Every problem of the sheet with the row it is in; rows lost altogether first. */
export function problemsOf(checked: CheckedSheet): ReportedProblem[] {
  const weight = ({ kind }: ReportedProblem) => (kind === 'invalid' ? 0 : kind === 'duplicate' ? 1 : 2);
  return checked.rows
    .flatMap(({ row, kind, venue, problems }) =>
      problems.map((problem) => ({
        row,
        kind,
        venueId: venue?.venue_id ?? null,
        name: venue?.venue_name ?? null,
        ...problem,
      })),
    )
    .sort((one, other) => weight(one) - weight(other) || one.row - other.row);
}
