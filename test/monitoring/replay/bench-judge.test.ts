import { type Day, makeDay, marksAt } from '../../../scripts/bench-detect/day.ts';
import { HOUR, MINUTE } from '../../../scripts/bench-detect/faults.ts';
import { judge } from '../../../scripts/bench-detect/judge.ts';

const aDay = (): Day => {
  const day = makeDay({ venues: 1, zones: 1, hours: 24, seed: 1 });
  const { from, to } = day.period;
  const venue = { id: 'v', chain: null, zones: [{ id: 'z', critical: true }] };
  const closed = { from: from + 20 * HOUR, to };
  const times = {
    at: (at: number) => (at < closed.from ? ('open' as const) : ('closed' as const)),
    excluded: () => [closed],
  };
  const minutes = (begin: number, end: number) => ({ from: from + begin * MINUTE, to: from + end * MINUTE });
  return {
    ...day,
    fleet: { t0: from, venues: [{ ...venue, times }] },
    faults: [[[minutes(60, 120), minutes(180, 185), minutes(1_190, 1_300)]]],
    apiOutage: minutes(600, 640),
  };
};
const row = (at: number, confirmedAt: number, endedAt: number | null = null) => ({
  ...{ venue: 'v', zone: 'z', cause: 'down' as const, critical: true, countedFrom: at * 60, reason: null },
  ...{ at: at * 60, confirmedAt: confirmedAt * 60, toldAt: confirmedAt * 60 + 2 },
  endedAt: endedAt === null ? null : endedAt * 60,
});

describe('the judge of the bench', () => {
  it('counts what had to be found and how long it took', () => {
    expect(judge(aDay(), [row(63, 68, 121)], [[]])).toMatchObject({
      ...{ due: 1, missed: 0, false: 0 },
      latencies: [8 * MINUTE + 2_000],
      promptLatencies: [8 * MINUTE + 2_000],
    });
    expect(judge(aDay(), [], [[]])).toMatchObject({ due: 1, missed: 1 });
  });

  it('does not take an outage of a living zone for a found one', () => {
    expect(judge(aDay(), [row(63, 68, 121), row(300, 305, 310)], [[]])).toMatchObject({ false: 1, falseCritical: 1 });
    expect(judge(aDay(), [row(300, 305, 310)], [[]])).toMatchObject({ missed: 1, false: 1 });
    expect(judge(aDay(), [row(63, 68, 121), row(182, 184, 190)], [[]])).toMatchObject({ false: 0 });
  });

  it('does not hold a missed poll against the worst case', () => {
    const { from } = aDay().period;
    const verdict = judge(aDay(), [row(63, 68, 121)], [[{ from: from + 65 * MINUTE, to: from + 66 * MINUTE }]]);
    expect([verdict.latencies.length, verdict.promptLatencies.length]).toEqual([1, 0]);
  });

  it('knows what a look tells at any moment', () => {
    const day = aDay();
    const at = (minute: number, blips = 0) => marksAt(day, 0, day.period.from + minute * MINUTE, blips);
    expect([at(59), at(60), at(119), at(120), at(600), at(640)]).toEqual(['1', '0', '0', '1', '?', '1']);
    expect(at(59, 1)).toBe('0');
    const looks = Array.from({ length: 59 * 60 }, (_, second) =>
      marksAt(day, 0, day.period.from + second * 1_000, 0.1),
    );
    expect(looks.filter((marks) => marks === '0').length / looks.length).toBeCloseTo(0.1, 1);
  });
});
