import {
  type BreakerEvent,
  type BreakerState,
  breakerStep,
  closed,
  permissionOf,
} from '../../../lambdas/runtime/resilience/breaker.ts';

const now = Date.parse('2026-11-21T10:00:00.000Z');
const in_ = (seconds: number) => now + seconds * 1000;
const settings = { failures: 3, openSeconds: 300, probeSeconds: 15 };
const failedBefore = (failures: number, secondsAgo: number): BreakerState => ({
  kind: 'closed',
  failures,
  lastFailureAt: in_(-secondsAgo),
});
const open = (seconds: number): BreakerState => ({ kind: 'open', until: in_(seconds) });
const halfOpen = (claim: number, seconds: number): BreakerState => ({ kind: 'half-open', claim, until: in_(seconds) });

const succeeded: BreakerEvent = { kind: 'succeeded' };
const failed: BreakerEvent = { kind: 'failed' };
const abandoned: BreakerEvent = { kind: 'abandoned' };
const by = (claim: number, event: BreakerEvent): BreakerEvent => ({ ...event, claim });
const claimed = by(8, { kind: 'claimed', claim: 8 });
const unchanged = 'unchanged';

describe('a breaker', () => {
  it.each<[string, BreakerState, BreakerEvent, BreakerState | typeof unchanged]>([
    ['closed, a success', closed, succeeded, unchanged],
    ['closed, a first failure', closed, failed, failedBefore(1, 0)],
    ['closed after 1 failure, another', failedBefore(1, 10), failed, failedBefore(2, 0)],
    ['closed after 2 failures, the third', failedBefore(2, 10), failed, open(300)],
    ['closed after 2 failures, the third just in time', failedBefore(2, 300), failed, open(300)],
    ['closed after 2 failures long ago, another', failedBefore(2, 301), failed, failedBefore(1, 0)],
    ['closed after 2 failures, a success', failedBefore(2, 10), succeeded, closed],
    ['closed after 2 failures, nothing learned', failedBefore(2, 10), abandoned, unchanged],
    ['closed, a claim from elsewhere', closed, claimed, unchanged],
    ['open, a success that began before', open(200), succeeded, unchanged],
    ['open, a failure that began before', open(200), failed, unchanged],
    ['open, a claim too early', open(0.001), claimed, unchanged],
    ['open until now, a claim', open(0), claimed, halfOpen(8, 15)],
    ['open until yesterday, a claim', open(-86_400), claimed, halfOpen(8, 15)],
    ['half-open, a second claim', halfOpen(7, 5), claimed, unchanged],
    ['half-open with a lapsed claim, a second claim', halfOpen(7, 0), claimed, halfOpen(8, 15)],
    ['half-open, its probe succeeds', halfOpen(7, 5), by(7, succeeded), closed],
    ['half-open, its probe fails', halfOpen(7, 5), by(7, failed), open(300)],
    ['half-open, its probe shows nothing', halfOpen(7, 5), by(7, abandoned), open(0)],
    ['half-open, an older probe succeeds', halfOpen(7, 5), by(6, succeeded), unchanged],
    ['half-open, an older probe fails', halfOpen(7, 5), by(6, failed), unchanged],
    ['half-open, a call without a claim fails', halfOpen(7, 5), failed, unchanged],
    ['half-open, a call without a claim succeeds', halfOpen(7, 5), succeeded, unchanged],
    ['half-open, its probe ends after its claim lapsed', halfOpen(7, -5), by(7, succeeded), closed],
  ])('%s', (_, state, event, next) => {
    const after = breakerStep(state, event, now, settings);
    if (next === unchanged) expect(after).toBe(state);
    else expect(after).toEqual(next);
  });

  it.each<[BreakerState, ReturnType<typeof permissionOf>]>([
    [closed, { kind: 'call' }],
    [failedBefore(2, 1), { kind: 'call' }],
    [open(0.001), { kind: 'refused', until: in_(0.001) }],
    [open(0), { kind: 'probe' }],
    [halfOpen(7, 1), { kind: 'refused', until: in_(1) }],
    [halfOpen(7, 0), { kind: 'probe' }],
  ])('%j answers %j', (state, permission) => expect(permissionOf(state, now)).toEqual(permission));
});
