import type { ZoneStatus } from '../../../lambdas/events/zone-change.ts';
import { secondsUntilNextLook } from '../../../lambdas/monitoring/detection/until-next-look.ts';
import { anAccount, aPolicy } from './an-account.ts';

const policy = { fastRecheckSec: 60, furtherRecheckSec: 30, confirmDown: 3 };

describe('the next look', () => {
  const waitAfter = (marks: string, seconds: number[], more = {}) => {
    const account = anAccount({ policy: { ...policy, ...more } });
    const results = [...marks].map((mark, i) => account.look(mark, { at: seconds[i] }));
    const last = results.at(-1);
    return last && secondsUntilNextLook(last, aPolicy({ ...policy, ...more }));
  };

  it.each([
    ['nothing is unsettled', '11', [0, 300], undefined],
    ['a first bad reading', '10', [0, 300], 60],
    ['a second one', '100', [0, 300, 360], 30],
    ['the outage is sure', '1000', [0, 300, 360, 390], undefined],
    ['a first good reading in an outage', '10001', [0, 300, 360, 390, 690], 60],
    ['a pause, which has to last anyway', '1p', [0, 300], 300],
    ['a second reading of a pause', '1pp', [0, 300, 600], 300],
  ] as const)('after %s', (_, marks, seconds, expected) => {
    expect(waitAfter(marks, [...seconds])).toBe(expected);
  });

  it('is not made where further looks are off', () => {
    expect(waitAfter('10', [0, 300], { fastRecheckSec: 0 })).toBeUndefined();
  });

  it('is the soonest of all zones', () => {
    const account = anAccount({ zones: [{ id: 'a' }, { id: 'b' }], policy });
    account.look('11', { at: 0 });
    account.look('0p', { at: 300 });
    const last = account.look('0p', { at: 360 });
    expect(secondsUntilNextLook(last, aPolicy(policy))).toBe(30);
  });
});

describe('a message that came twice', () => {
  it('does not make an outage of one blip', () => {
    const account = anAccount({ policy: { confirmDown: 2, minSpacingSec: 24 } });
    account.look('1', { at: 0 });
    account.look('0', { at: 300 });
    account.look('0', { at: 301 });
    expect(account.look('1', { at: 360 }).changes.map(({ kind }) => kind)).toEqual(['dismissed']);
    const statuses: ZoneStatus[] = Object.values(account.state().zones).map(({ status }) => status);
    expect(statuses).toEqual(['up']);
  });
});
