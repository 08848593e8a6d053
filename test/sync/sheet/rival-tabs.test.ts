import { tabsBeside } from '../../../lambdas/sync/sheet/find-header.ts';
import type { Cell } from '../../../lambdas/sync/sheet/sheet.ts';
import { aRow, aSheet, FIELDS } from './a-sheet.ts';

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
