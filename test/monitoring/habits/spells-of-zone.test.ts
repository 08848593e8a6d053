import { describe, expect, it } from '@jest/globals';
import { type Mark, spellsOfZone, type Unknown } from '../../../lambdas/monitoring/habits/spells-of-zone.ts';

const inWords = (marks: [number, Mark['is']][], unknown: [number, number][], until = 100) =>
  spellsOfZone(
    marks.map(([at, is]) => ({ at, is })),
    unknown.map(([from, to]): Unknown => ({ from, to })),
    until,
  ).map(({ from, to, was }) => `${was} ${from}-${to}`);

describe('what was known of a zone', () => {
  it.each<[string, [number, Mark['is']][], [number, number][], string[]]>([
    ['nothing, without a mark', [], [[0, 50]], []],
    ['its last status until now', [[10, 'up']], [], ['up 10-100']],
    [
      'each status until the next',
      [
        [10, 'up'],
        [40, 'bad'],
        [60, 'up'],
      ],
      [],
      ['up 10-40', 'bad 40-60', 'up 60-100'],
    ],
    [
      'down and then silent as one time',
      [
        [10, 'bad'],
        [40, 'bad'],
      ],
      [],
      ['bad 10-100'],
    ],
    [
      'not what it was while it was unpaired or gone',
      [
        [10, 'up'],
        [40, 'nobody-knows'],
        [60, 'up'],
      ],
      [],
      ['up 10-40', 'up 60-100'],
    ],
    [
      'nothing within times nobody knows about',
      [
        [10, 'up'],
        [40, 'bad'],
      ],
      [
        [5, 12],
        [20, 30],
        [35, 45],
        [90, 120],
      ],
      ['up 12-20', 'up 30-35', 'bad 45-90'],
    ],
    [
      'nothing of a status that lies wholly within such a time',
      [
        [10, 'up'],
        [40, 'bad'],
        [50, 'up'],
      ],
      [[30, 60]],
      ['up 10-30', 'up 60-100'],
    ],
    [
      'the same where such times overlap',
      [[10, 'up']],
      [
        [20, 50],
        [30, 40],
        [45, 60],
      ],
      ['up 10-20', 'up 60-100'],
    ],
    [
      'nothing after now',
      [
        [10, 'up'],
        [110, 'bad'],
      ],
      [],
      ['up 10-100'],
    ],
  ])('is %s', (_, marks, unknown, expected) => expect(inWords(marks, unknown)).toEqual(expected));
});
