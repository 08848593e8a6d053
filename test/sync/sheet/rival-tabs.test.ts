import { checkSheet } from '../../../lambdas/sync/sheet/check-sheet.ts';
import { tabsBeside } from '../../../lambdas/sync/sheet/find-header.ts';
import type { Cell } from '../../../lambdas/sync/sheet/sheet.ts';
import { aCurrentVenue, aRow, aSheet, FIELDS } from './a-sheet.ts';

const venues = (from: number, to: number): Cell[][] => [
  FIELDS,
  ...Array.from({ length: to - from + 1 }, (_, at) => aRow(from + at, `Hotel ${from + at}`)),
];
const beside = (read: string, ...tabs: [title: string, values: Cell[][]][]) =>
  tabsBeside({ ...aSheet([]), tabs: tabs.map(([title, values]) => ({ title, values })) }, read);

describe('a second tab', () => {
  it('of the same venues is told, because the edits of one of the two are not read', () => {
    const copied: [string, Cell[][]][] = [
      ['Venues', venues(1, 19)],
      ['Backup of May', venues(1, 20)],
    ];
    expect(beside('Backup of May', ...copied)).toEqual(['Venues']);
    expect(beside('Venues', ...copied)).toEqual(['Backup of May']);
  });

  it.each<[string, Cell[][]]>([
    ['lists other venues', venues(900, 910)],
    ['lists hardly any of the same', venues(20, 25)],
    ['is empty', [FIELDS]],
    ['names no ids', venues(1, 20).map(([, ...cells]) => cells)],
  ])('is no trouble where it %s', (_, other) => {
    expect(beside('Venues', ['Venues', venues(1, 20)], ['Other', other])).toEqual([]);
  });
});

describe('the tab that was read last', () => {
  const read = (lastTab: string | undefined, ...tabs: [title: string, values: Cell[][]][]) => {
    const sheet = { ...aSheet([]), tabs: tabs.map(([title, values]) => ({ title, values })) };
    const current = Array.from({ length: 20 }, (_, at) => aCurrentVenue(at + 1, `Hotel ${at + 1}`));
    const { tab, guard, diff } = checkSheet(sheet, current, { maxChangeShare: 0.1, ...(lastTab && { lastTab }) });
    return { tab, reason: guard.reason, removed: diff.removed.length };
  };
  const backup: [string, Cell[][]] = ['Backup', venues(1, 20)];

  it('stays the one that is read, although a copy has more venues', () => {
    expect(read(undefined, ['Venues', venues(1, 19)], backup).tab).toBe('Backup');
    expect(read('Venues', ['Venues', venues(1, 19)], backup)).toEqual({
      tab: 'Venues',
      reason: 'within-limit',
      removed: 1,
    });
  });

  it.each<[string, Cell[][], string]>([
    ['emptied', [], 'no-header'],
    ['emptied to its header', [FIELDS], 'no-venues-left'],
    ['robbed of its ids', venues(1, 20).map(([, ...cells]) => cells), 'no-id-or-name-column'],
  ])('asks when it was %s, instead of taking the copy', (_, values, reason) => {
    expect(read('Venues', ['Venues', values], backup)).toMatchObject({ reason, removed: expect.any(Number) });
  });

  it('may be renamed: the best is looked for again', () => {
    expect(read('Old title', ['Venues', venues(1, 20)])).toEqual({
      tab: 'Venues',
      reason: 'nothing-changed',
      removed: 0,
    });
  });
});
