import type { Cell, Sheet } from '../../../../lambdas/sync/sheet/sheet.ts';
import { letterOf, ROWS_PER_PAGE, sheetPage } from '../../../../local/console/venue-data/sheet-page.ts';
import { SHEET } from './a-venue-desk.ts';

const rowsFor = (search: string, sheet: Sheet = SHEET) => sheetPage(sheet, { search })?.rows.map(({ row }) => row);

describe('a page of the sheet', () => {
  it('opens with the tab of the venues and says what each column is read as', () => {
    const page = sheetPage(SHEET, {});
    expect(page).toMatchObject({ title: 'BMA venue master', tabs: ['Read me', 'Venues'], tab: 'Venues', headerRow: 2 });
    expect(page?.columns).toEqual([
      { letter: 'A', field: 'venue_id' },
      { letter: 'B', field: 'venue_name' },
      { letter: 'C', field: 'location' },
      { letter: 'D', field: 'last_issue_date' },
      { letter: 'E' },
    ]);
    expect([page?.matching, page?.total, page?.next]).toEqual([6, 6, undefined]);
  });

  it('shows ragged rows whole, and a number of days as the date it is', () => {
    const [, , hilton, , , dusit] = sheetPage(SHEET, {})?.rows ?? [];
    expect(hilton).toEqual({
      row: 3,
      cells: [1001, 'Hilton Bangkok', 'Bangkok', 45_995, null],
      shown: ['1001', 'Hilton Bangkok', 'Bangkok', '2025-12-04', ''],
    });
    expect(dusit?.shown[3]).toBe('31 Oct 2026');
  });

  it.each([
    ['HILTON', [3, 4]],
    ['bangkok hilton', [3]],
    ['1002', [4]],
    ['ดุสิต', [6]],
    ['กรุงเทพ', [6]],
    ['2025-12', [3]],
    ['venue_id', [2]],
    ['nowhere', []],
    ['   ', [1, 2, 3, 4, 5, 6]],
  ])('finds %j in any cell of rows %j', (search, rows) => {
    expect(rowsFor(search)).toEqual(rows);
  });

  it('finds Thai however its vowels were typed, and names without their accents', () => {
    const water = { ...SHEET, tabs: [{ title: 'T', values: [['น้ำตก'], ['Café Élan']] as Cell[][] }] };
    expect(rowsFor('น้ำตก', water)).toEqual([1]);
    expect(rowsFor('cafe elan', water)).toEqual([2]);
  });

  it('goes on after the last row it gave', () => {
    const values: Cell[][] = Array.from({ length: 120 }, (_, nth) => [nth + 1, nth % 2 === 0 ? 'even' : 'odd']);
    const long = { ...SHEET, tabs: [{ title: 'T', values }] };
    const first = sheetPage(long, { search: 'odd' });
    expect(first?.rows).toHaveLength(ROWS_PER_PAGE);
    expect([first?.rows[0]?.row, first?.next, first?.matching]).toEqual([2, 100, 60]);
    const second = sheetPage(long, { search: 'odd', after: 100 });
    expect([second?.rows[0]?.row, second?.rows.length, second?.next]).toEqual([102, 10, undefined]);
  });

  it('knows no tab that is not there, and an empty sheet has no rows', () => {
    expect(sheetPage(SHEET, { tab: 'Archive' })).toBeUndefined();
    const empty = { ...SHEET, tabs: [{ title: 'T', values: [] }] };
    expect(sheetPage(empty, {})).toMatchObject({ tab: 'T', rows: [], total: 0 });
    expect(sheetPage(empty, {})?.headerRow).toBeUndefined();
  });

  it.each([
    [1, 'A'],
    [26, 'Z'],
    [27, 'AA'],
    [52, 'AZ'],
    [703, 'AAA'],
  ])('calls column %i %s', (column, letter) => {
    expect(letterOf(column)).toBe(letter);
  });
});
