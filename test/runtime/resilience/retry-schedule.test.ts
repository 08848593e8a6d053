import { type NextTry, retrySchedule } from '../../../lambdas/runtime/resilience/retry-schedule.ts';
import { source } from '../../../lambdas/runtime/resilience/source.ts';

const steady = { jitter: false };
const unlimited = Number.POSITIVE_INFINITY;
const wait = (seconds: number): NextTry => ({ kind: 'wait', seconds });
const giveUp = (because: Extract<NextTry, { kind: 'give-up' }>['because']): NextTry => ({ kind: 'give-up', because });

describe('the waits of a call', () => {
  it.each<[string, Parameters<typeof source>[2], Parameters<ReturnType<typeof retrySchedule>>[0][], NextTry[]]>([
    ['double', {}, Array(3).fill({ secondsLeft: unlimited }), [wait(1), wait(2), giveUp('tries')]],
    ['of one try: none', { tries: 1 }, [{ secondsLeft: unlimited }], [giveUp('tries')]],
    [
      'end at the longest',
      { tries: 8 },
      Array(8).fill({ secondsLeft: unlimited }),
      [1, 2, 4, 8, 16, 30, 30].map(wait).concat(giveUp('tries')),
    ],
    [
      'are what the source asked for, if that is longer',
      {},
      [
        { afterSeconds: 7, secondsLeft: 60 },
        { afterSeconds: 0.5, secondsLeft: 60 },
      ],
      [wait(7), wait(2)],
    ],
    ['may be as long as the longest', {}, [{ afterSeconds: 30, secondsLeft: unlimited }], [wait(30)]],
    [
      'are never shorter than the source asked for',
      {},
      [{ afterSeconds: 31, secondsLeft: unlimited }],
      [giveUp('retry-after')],
    ],
    ['leave time for the try', { firstWaitSeconds: 5 }, [{ secondsLeft: 6 }], [wait(5)]],
    ['never pass the deadline', { firstWaitSeconds: 5 }, [{ secondsLeft: 5.9 }], [giveUp('deadline')]],
    ['asked for beyond the deadline are not begun', {}, [{ afterSeconds: 25, secondsLeft: 20 }], [giveUp('deadline')]],
  ])('%s', (_, differences, said, expected) => {
    const schedule = retrySchedule(source('sheets', 10, { ...steady, ...differences }));
    expect(said.map((one) => schedule(one))).toEqual(expected);
  });

  it('are shortened by chance, by half at most', () => {
    for (let run = 0; run < 200; run++) {
      const schedule = retrySchedule(source('sheets', 10));
      const seconds = [1, 2].map(() => {
        const next = schedule({ secondsLeft: unlimited });
        return next.kind === 'wait' ? next.seconds : Number.NaN;
      });
      expect(seconds[0]).toBeGreaterThanOrEqual(0.5);
      expect(seconds[0]).toBeLessThan(1);
      expect(seconds[1]).toBeGreaterThanOrEqual(1);
      expect(seconds[1]).toBeLessThan(2);
    }
  });
});
