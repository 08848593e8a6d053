import { reportInWords } from '../../../lambdas/sync/run/report-in-words.ts';
import type { SyncReport } from '../../../lambdas/sync/run/sync-report.ts';
import type { Cell, CurrentVenue } from '../../../lambdas/sync/sheet/sheet.ts';
import { apply } from '../../../lambdas/sync/steps/apply.ts';
import { check } from '../../../lambdas/sync/steps/check.ts';
import { finish } from '../../../lambdas/sync/steps/finish.ts';
import { aCurrentVenue, aRow, aSheet, FIELDS } from '../sheet/a-sheet.ts';
import { expectedOfJunkSheet, junkSheet } from '../sheet/junk-sheet.ts';
import { aRun, now, surroundings } from '../steps/a-run.ts';
import { aDifference, aProblem, aReport } from './a-report.ts';

const zones = { kind: 'skipped', reason: 'it did not answer' } as const;

describe('the report of a run on a sheet after years of editing', () => {
  const reported = async () => {
    const { ports, fetched } = surroundings();
    await fetched(junkSheet());
    const checked = await check(aRun(), ports);
    const taken = await apply(aRun(), checked, ports, now);
    const publish = { kind: 'published', version: 7, counts: { venues: 86, zones: 0 } } as const;
    return finish({ ...aRun(), check: checked, apply: taken, zones, publish }, ports, now);
  };

  it('says what was read, what was taken over, what readers have, and what to mend where', async () => {
    const lines = reportInWords(await reported()).split('\n');
    expect(lines.slice(0, 28).join('\n')).toBe(
      `Venue sheet sync 2026-11-21-100000-ab12 (schedule), 5.0 s: done

Sheet "BMA Venue Master", tab "รายชื่อ 2568", header in row 6
  rows: 86 venues, 6 headings, 7 notes, 6 closed venues, 2 repeated venues, 8 that cannot be used, 4 blank
  tab "Old" lists the same venues and is NOT read, whatever is edited there
  columns that are not read: No., Price per zone, Email

Venues: 86 added, 0 changed, 0 removed
  values in force changed: 0

Zones: not renewed (it did not answer); the last known ones stay

Directory: version 7 (new, everybody has it within a minute), 86 venues, 0 zones
  consistency 0.975 (1 = no venue with a contradiction or a bad cell)

To mend in the sheet (29); until then the last good values stay:
  row 108: the venue id is empty; give the row a number of its own
  row 109: “1,024” is not a venue id; expected a positive whole number, digits only
  row 110: -5 is not a venue id; expected a positive whole number, digits only
  row 111: 1e+21 is not a venue id; expected a positive whole number, digits only
  row 112: “#REF!” is an error of the sheet; put the venue id back
  row 113: the venue name is empty; write the name of the venue
  row 114: the venue name is empty; write the name of the venue
  row 115: “#N/A” is an error of the sheet; put the venue name back
  row 116 (The Closed Door Bar): venue id 2001 stands already in row 86 with the same content; delete this row
  row 116 (The Closed Door Bar), contact phone: “12345” is not a phone number; expected one such as +66 81 234 5678
  row 117 (Someone Else): venue id 1002 stands already in row 12 with other content; correct the id or join the two rows
  row 12 (Hotel Banyan 1002): venue id 1002 stands again in row 117 with other content; this row counts until one is corrected`,
    );
    expect(lines.at(-1)).toBe('  … and 4 more');
  });

  it('keeps every problem of the sheet, those of lost rows first', async () => {
    const { problems, problemCount } = await reported();
    const expected = expectedOfJunkSheet.rows.flatMap(({ row, problems: has }) => has.map((what) => `${row} ${what}`));
    expect(problemCount).toBe(expected.length);
    expect(problems.map(({ row, field, code }) => `${row} ${field} ${code}`).sort()).toEqual(expected.sort());
    expect(problems.slice(0, 8).map(({ kind }) => kind)).toEqual(Array(8).fill('invalid'));
  });
});

describe('the report of a run that was refused', () => {
  const known = [1, 2, 3, 4].map((id) => aCurrentVenue(id, `Hotel ${id}`));
  const refused = async (rows: Cell[][], { approves = '', current = known as CurrentVenue[] } = {}) => {
    const { ports, fetched } = surroundings({ current });
    const run = aRun({ approves });
    await fetched(aSheet(rows), run);
    return reportInWords(await finish({ ...run, check: await check(run, ports) }, ports, now));
  };
  const halfGone = [FIELDS, aRow(1, 'Hotel 1'), aRow(2, 'Hotel 2')];

  it('names the venues that would go and the words that allow it', async () => {
    const text = await refused(halfGone);
    expect(text).toMatch(
      /NOT APPLIED: it waits for a person\n\nRefused, a person must approve: 50 % of the known venues/,
    );
    expect(text).toContain(
      '- removed: Hotel 3 (3), no longer in the sheet\n- removed: Hotel 4 (4), no longer in the sheet',
    );
    expect(text).toMatch(/\n\nIf that is meant: npm run sync -- --approve [0-9a-f]{12} \(with --stage Dev or Prod/);
    expect(text).toContain('If it is a mistake: restore the sheet (File, Version history); the next run sees it.');
    expect(text).toContain('Nothing of the sheet was taken over. It can wait for the morning');
  });

  it('tells whoever approved another difference that this is not it', async () => {
    const text = await refused(halfGone, { approves: 'abcdef012345' });
    expect(text).toContain(
      'What was approved (abcdef012345) is not this difference: the sheet or the record has changed',
    );
  });

  it.each<[string, Cell[][], string]>([
    ['without a header', [['Hotels'], ['Hotel 1', 'Bangkok']], 'no tab has a row of column titles'],
    ['without ids', [FIELDS.slice(1), aRow(1, 'Hotel 1').slice(1)], 'no column for the venue id'],
    ['without venues', [FIELDS, ['THAILAND']], 'holds no venue at all'],
  ])('%s says what is missing and that nobody can approve it', async (_, rows, says) => {
    const text = await refused(rows, { approves: 'abcdef012345' });
    expect(text).toContain(says);
    expect(text).toContain('What was approved (abcdef012345) cannot be applied to the sheet as it is now.');
    expect(text).toContain('This cannot be approved. Mend the sheet');
    expect(text).toContain('NOT APPLIED: the sheet must be mended first\n');
    expect(text).toContain('It can wait for the morning');
    expect(text).not.toContain('npm run sync');
  });
});

describe('a report', () => {
  const failure = 'Reading the sheet: The caller does not have permission';

  it.each<[string, SyncReport, string]>([
    [
      'of a run that failed before anything was read says only why',
      aReport({ outcome: 'failed', failure }),
      `Venue sheet sync 2026-11-21-100000-ab12 (schedule), 4.2 s: FAILED: the directory stays as it was\n\n${failure}\nIt stopped before the sheet was read and checked.`,
    ],
    [
      'of one that failed before the record was touched does not speak of changes as done',
      aReport({ outcome: 'failed', failure, difference: aDifference({ added: 3, removed: 1, share: 0.01 }) }),
      'Venues: 3 added, 0 changed, 1 removed (1.0 % of the known venues) in the sheet; nothing of it was applied',
    ],
    [
      'of one that failed after it says that readers do not have it yet',
      aReport({ outcome: 'failed', failure, difference: aDifference(), taken: aTaken() }),
      'in the record already; the directory follows with the next run that succeeds',
    ],
    [
      'of an approved change says who approved it',
      aReport({ difference: aDifference({ approvedBy: 'anna' }), taken: aTaken() }),
      'Venues: 0 added, 0 changed, 12 removed (60.0 % of the known venues, approved by anna)',
    ],
    [
      'says where a share comes from when nothing was changed or removed',
      aReport({ difference: aDifference({ removed: 0, share: 0.05 }), taken: aTaken() }),
      'Venues: 0 added, 0 changed, 0 removed (rows of 5.0 % of the known venues cannot be used; these stay as they were)',
    ],
    [
      'of a failed run says what happens next, and where to look when it goes on',
      aReport({ outcome: 'failed', failure }),
      'Runs try again by themselves every few minutes. If this one fails again: docs/runbook.md#venue-sync',
    ],
    [
      'of a run that failed after the directory was published does not call it old',
      aReport({
        outcome: 'failed',
        failure,
        difference: aDifference(),
        taken: aTaken(),
        zones,
        directory: { kind: 'published', version: 7, counts: { venues: 86, zones: 0 } },
      }),
      'FAILED at its very end: the new directory is in force',
    ],
    [
      'tells of overrides that ended, venues that are back, and sources that disagree',
      aReport({
        difference: aDifference(),
        taken: aTaken({ overridesExpired: 2, reopened: 1, disagreementsOpened: 3 }),
      }),
      '  values in force changed: 5, venues back again: 1\n  disagreements: 3 new, 0 settled\n  overrides that expired: 2',
    ],
    [
      'never hides a value that could not be kept',
      aReport({ difference: aDifference(), taken: aTaken({ valuesRefused: 4 }) }),
      'values that the record cannot hold, left as they were: 4',
    ],
  ])('%s', (_, report, says) => expect(reportInWords(report)).toContain(says));

  it('stays short however much there is to mend', () => {
    const problems = Array.from({ length: 200 }, (_, row) => aProblem(row + 1));
    const text = reportInWords(aReport({ problems, problemCount: 1_200 }));
    expect(text.split('\n').length).toBeLessThan(40);
    expect(text).toContain('To mend in the sheet (1200); until then');
    expect(text).toContain('  … and 1175 more');
  });

  it('fits a notice even when whole paragraphs stand in the header row', async () => {
    const { ports, seen, fetched } = surroundings({
      current: [aCurrentVenue(1, 'Hotel 1'), aCurrentVenue(2, 'Hotel 2')],
    });
    const paragraphs = Array.from({ length: 400 }, (_, at) => `${at} ${'ก'.repeat(5_000)}`);
    await fetched(aSheet([[...FIELDS, ...paragraphs], aRow(1, 'x'.repeat(200), { notes: 'ก'.repeat(5_000) })]));
    const checked = await check(aRun(), ports);
    const report = await finish({ ...aRun(), check: checked }, ports, now);
    expect(report.sheet?.unknownColumns).toHaveLength(30);
    expect(Buffer.byteLength(seen.told[0]?.text ?? '')).toBeLessThan(256 * 1024);
    expect(Buffer.byteLength(JSON.stringify(report))).toBeLessThan(256 * 1024);
  });
});

function aTaken(taken: Partial<NonNullable<SyncReport['taken']>> = {}): NonNullable<SyncReport['taken']> {
  return {
    ...{ added: 0, changed: 0, ended: 12, reopened: 0, fieldsChanged: 5 },
    ...{
      disagreementsOpened: 0,
      disagreementsResolved: 0,
      overridesExpired: 0,
      problemsOpened: 0,
      problemsResolved: 0,
    },
    ...taken,
  };
}
