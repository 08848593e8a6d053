import { NOTHING_COVERED } from '../../../lambdas/monitoring/planning/coverage.ts';
import { UNMEASURED_WAY } from '../../../lambdas/monitoring/polling/chosen-way.ts';
import { judgeCoverage, judgeUpstream, judgeWay } from '../../../scripts/doctor/monitor-checks.ts';

describe('the monitor', () => {
  const covered = { ...NOTHING_COVERED, accounts: 2_000, fresh: 2_000, everRead: 2_000, oldestSeconds: 290 };

  it.each([
    ['right', covered],
    ['right', { ...covered, fresh: 1_980 }],
    ['wrong', { ...covered, fresh: 1_979, zonesUnknown: 60 }],
    ['look', { ...covered, fresh: 900, everRead: 900, zonesUnknown: 5_000 }],
    ['look', NOTHING_COVERED],
  ] as const)('is %s with %j', (level, coverage) => {
    expect(judgeCoverage(coverage).level).toBe(level);
  });

  it('says of how many zones nothing is known, and never rounds up to all of them', () => {
    const { what } = judgeCoverage({ ...covered, fresh: 1_999, zonesUnknown: 7 });
    expect(what).toContain('99.9 %');
    expect(judgeCoverage({ ...covered, fresh: 100, zonesUnknown: 7_000 }).what).toContain('7,000 zones');
  });

  it('tells since when Soundtrack cannot be read', () => {
    const since = '2026-11-21T10:00:00.000Z';
    expect(judgeUpstream(undefined).level).toBe('right');
    expect(judgeUpstream({ state: { degraded: false, cycle: 1, bad: 1 }, since }).level).toBe('right');
    expect(judgeUpstream({ state: { degraded: true, cycle: 2, bad: 2 }, since })).toMatchObject({
      level: 'wrong',
      what: expect.stringContaining(since),
    });
  });

  it.each([
    ['look', undefined],
    ['right', { ...UNMEASURED_WAY, intervalSeconds: 300 }],
    ['wrong', { ...UNMEASURED_WAY, intervalSeconds: 818 }],
  ] as const)('finds it %s how a shard asks: %j', (level, way) => {
    expect(judgeWay('one', way, { intervalSeconds: 300 }).level).toBe(level);
  });
});
