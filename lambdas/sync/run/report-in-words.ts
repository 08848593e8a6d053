import type { RowKind } from '../sheet/checked-sheet.ts';
import type { Difference, ReportedProblem, SheetPart, SyncReport, ZonesPart } from './sync-report.ts';

const MOST_PROBLEMS = 25;
const ROWS: Record<RowKind, [one: string, more: string]> = {
  venue: ['venue', 'venues'],
  heading: ['heading', 'headings'],
  note: ['note', 'notes'],
  closed: ['closed venue', 'closed venues'],
  duplicate: ['repeated venue', 'repeated venues'],
  invalid: ['that cannot be used', 'that cannot be used'],
  blank: ['blank', 'blank'],
};

/** The report as it is read in a terminal or a mail: what came of it, what a person must do, then the figures. */
export function reportInWords(report: SyncReport): string {
  return [
    headline(report),
    ...paragraph(report.outcome === 'refused' && report.difference ? whatToDecide(report.difference) : []),
    ...paragraph(report.failure === undefined ? [] : [report.failure, stoppedAt(report), TRIES_AGAIN]),
    ...paragraph(report.sheet ? aboutSheet(report.sheet) : []),
    ...paragraph(report.difference && report.outcome !== 'refused' ? aboutDifference(report.difference, report) : []),
    ...paragraph(aboutZones(report.zones)),
    ...paragraph(aboutDirectory(report)),
    ...paragraph(aboutProblems(report.problems, report.problemCount)),
  ].join('\n');
}

const paragraph = (lines: string[]): string[] => (lines.length === 0 ? [] : ['', ...lines]);

function headline(report: SyncReport): string {
  const { runId, requestedBy, startedAt, finishedAt } = report;
  const seconds = ((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000).toFixed(1);
  return `Venue sheet sync ${runId} (${requestedBy}), ${seconds} s: ${whatBecame(report)}`;
}

function whatBecame({ outcome, difference, directory }: SyncReport): string {
  if (outcome === 'succeeded') return 'done';
  if (outcome === 'failed')
    return directory
      ? 'FAILED at its very end: the new directory is in force'
      : 'FAILED: the directory stays as it was';
  return difference?.canBeApproved === false
    ? 'NOT APPLIED: the sheet must be mended first'
    : 'NOT APPLIED: it waits for a person';
}

const TRIES_AGAIN =
  'Runs try again by themselves every few minutes. If this one fails again: docs/runbook.md#venue-sync';
const MEANWHILE =
  'Nothing of the sheet was taken over. It can wait for the morning: everybody goes on with the venues as they were.';

/** How far a failed run came; what stopped it does not always say where. */
function stoppedAt({ difference, taken, zones, directory }: SyncReport): string {
  if (!difference) return 'It stopped before the sheet was read and checked.';
  if (!taken) return 'It stopped before the sheet was applied.';
  if (!zones) return 'It stopped after the sheet was applied, before the zones were asked for.';
  return directory ? 'It stopped at its very end.' : 'It stopped before the directory was published.';
}

function whatToDecide({ share, fingerprint, canBeApproved, approvedAnother, inWords }: Difference): string[] {
  const stale =
    approvedAnother === undefined
      ? []
      : [
          canBeApproved
            ? `What was approved (${approvedAnother}) is not this difference: the sheet or the record has changed since.`
            : `What was approved (${approvedAnother}) cannot be applied to the sheet as it is now.`,
        ];
  const why = inWords ?? `${percent(share)} of the known venues would be changed or removed.`;
  const next = canBeApproved
    ? [
        `If that is meant: npm run sync -- --approve ${fingerprint} (with --stage Dev or Prod where it is deployed)`,
        'If it is a mistake: restore the sheet (File, Version history); the next run sees it.',
      ]
    : [
        'This cannot be approved. Mend the sheet (its version history has the last good one); the next run takes it over.',
      ];
  return [...stale, why, '', ...next, MEANWHILE];
}

function aboutSheet({
  title,
  tab,
  headerRow,
  rows,
  unknownColumns,
  missingColumns,
  tabsBeside = [],
}: SheetPart): string[] {
  const kinds = (Object.entries(rows) as [RowKind, number][]).filter(([, count]) => count > 0);
  return [
    `Sheet "${title}", ${tab === null ? 'no tab with venues' : `tab "${tab}", header in row ${headerRow}`}`,
    `  rows: ${kinds.map(([kind, count]) => `${count} ${ROWS[kind][count === 1 ? 0 : 1]}`).join(', ') || 'none'}`,
    ...tabsBeside.map((other) => `  tab "${other}" lists the same venues and is NOT read, whatever is edited there`),
    ...(missingColumns.length > 0 ? [`  columns not found, their last values stay: ${missingColumns.join(', ')}`] : []),
    ...(unknownColumns.length > 0 ? [`  columns that are not read: ${unknownColumns.join(', ')}`] : []),
  ];
}

function aboutDifference(
  difference: Difference,
  { taken, directory }: Pick<SyncReport, 'taken' | 'directory'>,
): string[] {
  const { added, changed, removed } = difference;
  const counts = `${added} added, ${changed} changed, ${removed} removed${shareOf(difference)}`;
  if (!taken) return [`Venues: ${counts} in the sheet; nothing of it was applied`];
  const lines = [`Venues: ${counts}`];
  if (difference.approvedAnother !== undefined)
    lines.push(
      `  ${difference.approvedAnother}, which was approved, is not what the sheet would change now; it had no effect`,
    );
  if (!directory) lines.push('  in the record already; the directory follows with the next run that succeeds');
  const { fieldsChanged, reopened, disagreementsOpened, disagreementsResolved, overridesExpired } = taken;
  lines.push(`  values in force changed: ${fieldsChanged}${reopened > 0 ? `, venues back again: ${reopened}` : ''}`);
  if (disagreementsOpened + disagreementsResolved > 0) {
    lines.push(`  disagreements: ${disagreementsOpened} new, ${disagreementsResolved} settled`);
  }
  if (taken.valuesRefused)
    lines.push(`  values that the record cannot hold, left as they were: ${taken.valuesRefused}`);
  if (overridesExpired > 0) lines.push(`  overrides that expired: ${overridesExpired}`);
  return lines;
}

function shareOf({ changed, removed, share, approvedBy }: Difference): string {
  if (share > 0 && changed + removed === 0)
    return ` (rows of ${percent(share)} of the known venues cannot be used; these stay as they were)`;
  const said = [
    ...(share > 0 ? [`${percent(share)} of the known venues`] : []),
    ...(approvedBy ? [`approved by ${approvedBy}`] : []),
  ];
  return said.length > 0 ? ` (${said.join(', ')})` : '';
}

function aboutZones(zones: ZonesPart | undefined): string[] {
  if (!zones || zones.kind === 'not-due') return [];
  if (zones.kind === 'skipped') return [`Zones: not renewed (${zones.reason}); the last known ones stay`];
  const { accounts, zones: count, renamed, vanished, complete } = zones;
  const partly = complete ? '' : '; some accounts did not answer, so nothing counts as gone';
  return [`Zones: ${count} in ${accounts} accounts, ${renamed} renamed, ${vanished} gone${partly}`];
}

function aboutDirectory({ directory, consistency }: SyncReport): string[] {
  if (!directory) return [];
  const { kind, version, counts } = directory;
  const what = kind === 'published' ? 'new, everybody has it within a minute' : 'unchanged';
  const score = `  consistency ${consistency?.toFixed(3)} (1 = no venue with a contradiction or a bad cell)`;
  return [
    `Directory: version ${version} (${what}), ${counts.venues} venues, ${counts.zones} zones`,
    ...(consistency === undefined ? [] : [score]),
  ];
}

function aboutProblems(problems: ReportedProblem[], count: number): string[] {
  if (count === 0) return [];
  const shown = problems.slice(0, MOST_PROBLEMS);
  const more = count - shown.length;
  return [
    `To mend in the sheet (${count}); until then the last good values stay:`,
    ...shown.map((problem) => `  ${placeOf(problem)}: ${problem.message}`),
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ];
}

/** The row, whose it is, and the column; sentences about id and name say themselves what they are about. */
function placeOf({ row, name, field }: ReportedProblem): string {
  const column = field === null || field === 'venue_id' || field === 'venue_name' ? '' : field.replaceAll('_', ' ');
  return `row ${row}${name ? ` (${name})` : ''}${column && `, ${column}`}`;
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
