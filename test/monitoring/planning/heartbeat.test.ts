import { behindOf, lastReadAt } from '../../../lambdas/monitoring/planning/heartbeat.ts';
import { aHeartbeat, DAY, NOW } from './a-situation.ts';

describe('what a leg has read before, and not this time', () => {
  const last = aHeartbeat('p0', { at: NOW - 300_000, read: ['a', 'b'], behind: { c: NOW - 900_000 } });
  it.each<[string, readonly string[], Record<string, number>]>([
    ['nothing, when everything was read', ['a', 'b', 'c'], {}],
    ['what was read last time, with that time', ['a', 'c'], { b: NOW - 300_000 }],
    ['what was behind already, with its own time', ['a', 'b'], { c: NOW - 900_000 }],
    ['everything, when nothing was read', [], { a: NOW - 300_000, b: NOW - 300_000, c: NOW - 900_000 }],
  ])('is %s', (_, read, behind) => expect(behindOf(last, read, NOW)).toEqual(behind));

  it('is forgotten after a day', () => {
    const old = aHeartbeat('p0', { at: NOW - DAY, read: ['a'], behind: { b: NOW - DAY + 1 } });
    expect(behindOf(old, [], NOW)).toEqual({ b: NOW - DAY + 1 });
  });

  it('is nothing at the first look', () => expect(behindOf(undefined, ['a'], NOW)).toEqual({}));

  it('tells when an account was read last', () => {
    expect(lastReadAt(last, 'a')).toBe(NOW - 300_000);
    expect(lastReadAt(last, 'c')).toBe(NOW - 900_000);
    expect(lastReadAt(last, 'd')).toBeUndefined();
  });
});
