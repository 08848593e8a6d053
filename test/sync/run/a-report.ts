import {
  countRows,
  type Difference,
  type ReportedProblem,
  type SheetPart,
  type SyncReport,
} from '../../../lambdas/sync/run/sync-report.ts';

/** The report of a run in which nothing changed, but for what matters. */
export const aReport = (report: Partial<SyncReport> = {}): SyncReport => ({
  runId: '2026-11-21-100000-ab12',
  requestedBy: 'schedule',
  startedAt: '2026-11-21T10:00:00.000Z',
  finishedAt: '2026-11-21T10:00:04.200Z',
  outcome: 'succeeded',
  problems: [],
  problemCount: report.problems?.length ?? 0,
  ...report,
});

export const aDifference = (difference: Partial<Difference> = {}): Difference => ({
  added: 0,
  changed: 0,
  removed: 12,
  share: 0.6,
  reason: 'too-much-changes',
  fingerprint: 'abcdef012345',
  canBeApproved: true,
  ...difference,
});

export const aProblem = (row: number, problem: Partial<ReportedProblem> = {}): ReportedProblem => ({
  row,
  kind: 'venue',
  venueId: 1000 + row,
  name: `Hotel ${row}`,
  field: 'contact_phone',
  code: 'not-a-phone',
  message: '“12345” is not a phone number; expected one such as +66 81 234 5678',
  ...problem,
});

/** What a report says of a sheet read by a tab, but for what matters. */
export const aSheetPart = (tab: string, tabsBeside: string[] = []): SheetPart => ({
  title: 'Venue master',
  tab,
  headerRow: 1,
  rows: countRows([]),
  unknownColumns: [],
  tabsBeside,
  missingColumns: [],
});
