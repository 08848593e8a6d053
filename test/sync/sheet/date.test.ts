import { readDate } from '../../../lambdas/sync/sheet/cells/date.ts';
import type { Cell } from '../../../lambdas/sync/sheet/sheet.ts';

const answer = (cell: Cell | undefined) => {
  const { value, problem } = readDate(cell);
  return problem ? problem.code : value;
};

describe('a date', () => {
  it.each<[Cell | undefined, string | null]>([
    [46347, '2026-11-21'],
    [46347.999, '2026-11-21'],
    [45961.5, '2025-10-31'],
    ['31 Oct 2025', '2025-10-31'],
    ['31st October 2025', '2025-10-31'],
    ['1st of May 2025', '2025-05-01'],
    ['2nd Sept. 2025', '2025-09-02'],
    ['31-Oct-2025', '2025-10-31'],
    ['31-Oct-25', '2025-10-31'],
    ["31 Oct '25", '2025-10-31'],
    ['31Oct2025', '2025-10-31'],
    ['31 OCTOBER, 2025', '2025-10-31'],
    ['Friday, 31 October 2025', '2025-10-31'],
    ['Oct 31, 2025', '2025-10-31'],
    ['October 31st, 2025', '2025-10-31'],
    ['31/10/2025', '2025-10-31'],
    ['5/6/2025', '2025-06-05'],
    ['05.06.2025', '2025-06-05'],
    ['31-10-25', '2025-10-31'],
    ['31 / 10 / 2025', '2025-10-31'],
    ['2025-10-31', '2025-10-31'],
    ['2025/10/31', '2025-10-31'],
    ['2025-10-31T23:30:00Z', '2025-10-31'],
    ['2025-10-31T23:30:00.000+07:00', '2025-10-31'],
    ['2025-10-31 14:30', '2025-10-31'],
    ['31/10/2025 2:30 PM', '2025-10-31'],
    ['31/10/2025, 14.30 น.', '2025-10-31'],
    ['20251031', '2025-10-31'],
    [20251031, '2025-10-31'],
    ['29 Feb 2024', '2024-02-29'],
    ['\u00a031 Oct\n2025 ', '2025-10-31'],
    ['', null],
    [null, null],
    [undefined, null],
    ['-', null],
    ['n/a', null],
  ])('in %j reads as %s', (cell, expected) => expect(answer(cell)).toBe(expected));

  it.each([
    ['31.10.2568', '2025-10-31'],
    ['2568-10-31', '2025-10-31'],
    ['31 ต.ค. 2568', '2025-10-31'],
    ['31 ตุลาคม 2568', '2025-10-31'],
    ['๓๑ ตุลาคม ๒๕๖๘', '2025-10-31'],
    ['วันที่ 31 ตุลาคม พ.ศ. 2568', '2025-10-31'],
    ['วันศุกร์ที่ 31 ตุลาคม พ.ศ. ๒๕๖๘', '2025-10-31'],
    ['31 ต.ค. 68', '2025-10-31'],
    ['31 ต.ค. 2025', '2025-10-31'],
    ['31 Oct 2568 BE', '2025-10-31'],
    ['29/02/2567', '2024-02-29'],
  ])('of the Buddhist calendar in %j reads as %s', (cell, expected) => expect(answer(cell)).toBe(expected));

  it('typed into the sheet with a Buddhist year is a serial number beyond the year 2400', () => {
    const serial = (Date.UTC(2568, 9, 31) - Date.UTC(1899, 11, 30)) / 86_400_000;
    expect(answer(serial)).toBe('2025-10-31');
    const leapDayOf2568 = (Date.UTC(2568, 1, 29) - Date.UTC(1899, 11, 30)) / 86_400_000;
    expect(answer(leapDayOf2568)).toBe('impossible-date');
  });

  it.each<[Cell, string]>([
    ['31 Feb 2025', 'impossible-date'],
    ['29/02/2025', 'impossible-date'],
    ['29 Feb 2568', 'impossible-date'],
    ['10/31/2025', 'impossible-date'],
    ['31/13/2025', 'impossible-date'],
    ['0/10/2025', 'impossible-date'],
    ['2025-13-01', 'impossible-date'],
    ['31 Oct 1025', 'impossible-date'],
    ['31/10/2399', 'impossible-date'],
    [2025, 'impossible-date'],
    [31, 'impossible-date'],
    [0, 'impossible-date'],
    [-46347, 'impossible-date'],
    [1e21, 'not-a-date'],
    [99_999_999, 'impossible-date'],
    ['31/10/68', 'unclear-date'],
    ['Oct 2025', 'not-a-date'],
    ['2025', 'not-a-date'],
    ['46347', 'not-a-date'],
    ['yesterday', 'not-a-date'],
    ['31 Foo 2025', 'not-a-date'],
    ['31/10/2025, 05/11/2025', 'not-a-date'],
    ['TBC', 'not-a-date'],
    [true, 'not-a-date'],
    ['#VALUE!', 'cell-error'],
  ])('in %j is a problem: %s', (cell, code) => expect(answer(cell)).toBe(code));
});
