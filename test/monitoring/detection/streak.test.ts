import { firstRun, lastRun, takeContrary, withInstant } from '../../../lambdas/monitoring/detection/streak.ts';

const seconds = (...all: number[]) => all.map((one) => one * 1000);

const policy = { confirmWindowSec: 900, minSpacingSec: 0 };

describe('readings that belong together', () => {
  it.each([
    [[0, 300], 2, [0, 300]],
    [[0, 900], 2, [0, 900]],
    [[0, 901], 2, undefined],
    [[0, 901, 1_200], 2, [901, 1_200]],
    [[0, 300, 600], 2, [0, 300]],
    [[0, 300, 1_300, 1_400, 1_500], 3, [1_300, 1_400, 1_500]],
    [[0], 1, [0]],
    [[], 1, undefined],
  ])('of %j the first %d are %j', (instants, needed, run) => {
    expect(firstRun(seconds(...instants), { readings: needed, overSec: 0 }, 900)).toEqual(run && seconds(...run));
  });

  it.each([
    [
      [0, 300],
      [0, 300],
    ],
    [[0, 901], [901]],
    [[0, 901, 1_802], [1_802]],
    [[0, 300, 1_201], [1_201]],
    [[], []],
  ])('of %j the newest are %j', (instants, run) => {
    expect(lastRun(seconds(...instants), 900)).toEqual(seconds(...run));
  });

  it('of a pause have to last', () => {
    const paused = { readings: 3, overSec: 600 };
    expect(firstRun(seconds(0, 60, 90), paused, 900)).toBeUndefined();
    expect(firstRun(seconds(0, 60, 90, 599), paused, 900)).toBeUndefined();
    expect(firstRun(seconds(0, 60, 90, 600), paused, 900)).toEqual(seconds(0, 60, 90, 600));
    expect(firstRun(seconds(0, 600), paused, 900)).toBeUndefined();
  });

  it('count as one when they are closer together than readings can be', () => {
    expect(withInstant(seconds(100), 100_900, 24)).toEqual(seconds(100));
    expect(withInstant(seconds(100), 99_100, 24)).toEqual(seconds(100));
    expect(withInstant(seconds(100), 124_000, 24)).toEqual(seconds(100, 124));
  });

  it('holds each instant once, in order, and does not grow without end', () => {
    expect(withInstant([1, 3], 2, 0)).toEqual([1, 2, 3]);
    expect(withInstant([1, 3], 3, 0)).toEqual([1, 3]);
    expect(
      Array.from({ length: 50 }, (_, i) => i).reduce<number[]>((all, at) => withInstant(all, at, 0), []),
    ).toHaveLength(16);
  });

  it.each([
    ['down 1, down 2', { contrary: { to: 'down', at: seconds(1, 2) } }],
    ['down 1, silent 2', { contrary: { to: 'silent', at: seconds(2), after: 1_000 } }],
    ['down 1, silent 2, down 3', { contrary: { to: 'down', at: seconds(3), after: 2_000 } }],
    ['down 1, silent 2, silent 3', { contrary: { to: 'silent', at: seconds(2, 3), after: 1_000 } }],
  ] as const)('come to the same in whatever order they came: %s', (said, { contrary }) => {
    const readings = said.split(', ').map((one) => one.split(' ') as ['down' | 'silent', string]);
    for (const order of permutations(readings)) {
      const taken = order.reduce<ReturnType<typeof takeContrary>['contrary'] | undefined>((before, [to, second]) => {
        const instant = Number(second) * 1000;
        return instant <= (before?.after ?? 0) ? before : takeContrary(before, to, instant, policy).contrary;
      }, undefined);
      expect(taken).toEqual(contrary);
    }
  });
});

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, i) => permutations(items.filter((_, j) => j !== i)).map((rest) => [item, ...rest]));
}
