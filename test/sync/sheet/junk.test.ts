import { checkSheet } from '../../../lambdas/sync/sheet/check-sheet.ts';
import { venueAfter } from '../../../lambdas/sync/sheet/diff.ts';
import { aRow, check } from './a-sheet.ts';
import { expectedOfJunkSheet, junkSheet } from './junk-sheet.ts';

describe('a sheet after years of editing', () => {
  const checked = checkSheet(junkSheet(), [], { maxChangeShare: 0.1 });

  it('is read by the right tab, header and columns', () => {
    const { tab, headerRow, unknownColumns } = expectedOfJunkSheet;
    expect(checked).toMatchObject({ tab, headerRow, unknownColumns });
    expect(Object.keys(checked.columns)).toHaveLength(13);
  });

  it('has every row told apart, with the problems somebody should mend', () => {
    const said = checked.rows.map(({ row, kind, problems }) => ({
      row,
      kind,
      problems: problems.map(({ field, code }) => `${field} ${code}`),
    }));
    expect(said).toEqual(expectedOfJunkSheet.rows);
  });

  it('adds its venues at first and differs in nothing afterwards', () => {
    expect(checked.diff).toEqual({ added: expectedOfJunkSheet.added, changed: [], removed: [] });
    expect(checked.guard).toEqual({ ok: true, share: 0, reason: 'first-sync' });
    const current = checked.rows.flatMap((row) =>
      row.kind === 'venue' && row.venue ? [venueAfter({ ...row, venue: row.venue }, undefined)] : [],
    );
    const again = checkSheet(junkSheet(), current, { maxChangeShare: 0 });
    expect(again.diff).toEqual({ added: [], changed: [], removed: [] });
    expect(again.guard).toEqual({ ok: true, share: 0, reason: 'nothing-changed' });
  });
});

describe('a sheet of 50,000 rows', () => {
  it('is checked whole', () => {
    const rows = Array.from({ length: 50_000 }, (_, at) =>
      aRow(at + 1, `Hotel ${at}`, { contact_phone: 800_000_000 + at, last_issue_date: '31 Oct 2025', notes: 'บันทึก' }),
    );
    const { diff, guard } = check(rows);
    expect([diff.added.length, guard.reason]).toEqual([50_000, 'first-sync']);
    const spoilt = rows.map(([, ...rest], at) => (at % 2 === 0 ? ['', ...rest] : [at + 1, ...rest]));
    const current = check(rows).rows.flatMap(({ venue }) => venue ?? []);
    const half = check(spoilt, current as Parameters<typeof check>[1], 0.1);
    expect(half.diff.removed).toEqual([]);
    expect(half.guard).toEqual({ ok: false, share: 0.5, reason: 'too-much-changes' });
  });
});
