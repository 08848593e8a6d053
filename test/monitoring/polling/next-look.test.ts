import type { StepResult } from '../../../lambdas/monitoring/detection/step-account.ts';
import type { ZoneState } from '../../../lambdas/monitoring/detection/zone-state.ts';
import { nextLook } from '../../../lambdas/monitoring/polling/next-look.ts';

const T = 10_000_000;
const HOUR = 3_600_000;
const policy = { fastRecheckSec: 60, furtherRecheckSec: 30, pollIntervalSec: 300 };
const up: ZoneState = { status: 'up', since: 0, agreedAt: 0, everUp: true };
const suspected: ZoneState = { ...up, contrary: { to: 'down', at: [T] } };
const surer: ZoneState = { ...up, contrary: { to: 'down', at: [T - 60_000, T] } };
const out = (confirmedAt: number): ZoneState => ({
  ...up,
  status: 'down',
  outage: { id: 'o', cause: 'down', beganAt: 0, countedFrom: 0, confirmedAt },
});
const resultOf = (zone: ZoneState, isUnsettled: boolean): Pick<StepResult, 'state' | 'unsettled'> => ({
  state: { zones: { lobby: zone }, observedAt: T },
  unsettled: new Set(isUnsettled ? ['lobby'] : []),
});

describe('the next look at an account', () => {
  it.each<[string, Pick<StepResult, 'state' | 'unsettled'>, number | undefined, number | undefined]>([
    ['is the next round, when all is well', resultOf(up, false), undefined, undefined],
    ['comes after a minute on a suspicion', resultOf(suspected, true), undefined, 60],
    ['comes sooner on the second reading', resultOf(surer, true), undefined, 30],
    ['is not arranged when one is on its way', resultOf(suspected, true), T + 50_000, undefined],
    ['is arranged when the one on its way comes too late', resultOf(suspected, true), T + 120_000, 60],
    ['is arranged anew when the last one got lost', resultOf(suspected, true), T - 1, 60],
    ['is arranged anew at the very moment of the last one', resultOf(suspected, true), T, 60],
    ['comes every other minute while an outage is fresh', resultOf(out(T - HOUR), false), undefined, 120],
    ['is the next round for an outage that is hours old', resultOf(out(T - 2 * HOUR), false), undefined, undefined],
  ])('%s', (_, result, arranged, afterSeconds) => {
    const next = nextLook(result, arranged, T, policy);
    expect(next.afterSeconds).toBe(afterSeconds);
    if (afterSeconds !== undefined) expect(next.recheckAt).toBe(T + afterSeconds * 1000);
  });

  it('that is on its way stays noted', () => {
    expect(nextLook(resultOf(suspected, true), T + 50_000, T, policy)).toEqual({ recheckAt: T + 50_000 });
  });

  it('is never before the next round where further looks are switched off, or rounds come as often', () => {
    expect(nextLook(resultOf(suspected, true), undefined, T, { ...policy, fastRecheckSec: 0 })).toEqual({});
    expect(nextLook(resultOf(out(T), false), undefined, T, { ...policy, pollIntervalSec: 120 })).toEqual({});
  });
});
