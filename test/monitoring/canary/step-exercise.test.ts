import { describe, expect, it } from '@jest/globals';
import { afterOrder } from '../../../lambdas/monitoring/canary/after-order.ts';
import { type Exercise, isIdle } from '../../../lambdas/monitoring/canary/exercise.ts';
import { type Monitor, type Player, playerOf, type Seen } from '../../../lambdas/monitoring/canary/seen.ts';
import { stepExercise } from '../../../lambdas/monitoring/canary/step-exercise.ts';

const MINUTE = 60_000;
const TEN = Date.parse('2026-11-21T10:00:00Z');
const at = (minutes: number) => TEN + minutes * MINUTE;

const up: Monitor = { status: 'up', since: at(-600), isBlind: false };
const blind: Monitor = { ...up, isBlind: true };
const unseen: Monitor = { status: 'unseen', since: 0, isBlind: false };
const silentSince = (minutes: number, cause: 'silent' | 'down' = 'silent'): Monitor => ({
  ...{ status: cause, since: at(minutes - 10), isBlind: false },
  outage: { cause, confirmedAt: at(minutes) },
});
const seen = (player: Player, monitor: Monitor = up): Seen => ({ player, monitor });

const resting = (due = 0): Exercise => ({ phase: 'resting', dueAt: at(due) });
const pausing = (asked = 0): Exercise => ({ phase: 'pausing', dueAt: at(0), askedAt: at(asked) });
const silent = (asked = 0): Exercise => ({ phase: 'silent', askedAt: at(asked) });
const restoring = (asked: number, since = asked): Exercise => ({
  ...{ phase: 'restoring', since: at(since), askedAt: at(asked) },
});
const recovering = (asked: number): Exercise => ({ phase: 'recovering', askedAt: at(asked) });
const wasBlind = (exercise: Exercise): Exercise => ({ ...exercise, wasBlind: true }) as Exercise;
const stuck = { isStuck: true };
const missed = { order: 'play', isMissed: true };
const noticed = (minutes: number) => ({ order: 'play', detectionSeconds: minutes * 60 });
const late = (minutes: number) => ({ ...noticed(minutes), isMissed: true });
const back = (minutes: number) => ({ recoverySeconds: minutes * 60 });
/** Until eleven, when everything here happens in the hour after ten. */
const nextHour = resting(60);

type Row = [name: string, Exercise, Seen, minutes: number, because: string, Exercise, more?: object];

describe('the exercise', () => {
  it.each<Row>([
    ['pauses a zone that plays and is known to', resting(), seen('playing'), 1, 'due', pausing(1), { order: 'pause' }],
    ['waits for Soundtrack', resting(), seen('unread'), 200, 'soundtrack-away', resting()],
    ['waits for a player', resting(), seen('away'), 5, 'player-away', resting()],
    ['waits for a player, and says so after an hour', resting(), seen('away'), 60, 'player-away', resting(), stuck],
    ['lets play what is left paused', resting(), seen('paused'), 1, 'left-paused', restoring(1), { order: 'play' }],
    ['tests no monitor that knows itself blind', resting(), seen('playing', blind), 99, 'monitor-blind', resting()],
    [
      'waits until the monitor knows the zone',
      ...([resting(), seen('playing', unseen), 59, 'monitor-does-not-know-it-as-up', resting()] as const),
    ],
    [
      'waits until the monitor knows the zone, and says so after an hour',
      ...([resting(), seen('playing', unseen), 60, 'monitor-does-not-know-it-as-up', resting(), stuck] as const),
    ],
    [
      'does not begin while the last silence is not over',
      ...([resting(), seen('playing', silentSince(-5)), 1, 'monitor-does-not-know-it-as-up', resting()] as const),
    ],
  ])('at rest %s', (_, ...row) => holds(...row));

  it.each<Row>([
    ['was done', pausing(), seen('paused'), 5, 'pause-done', silent()],
    ['was not done', pausing(), seen('playing'), 5, 'pause-not-done', resting()],
    ['came to a player that is gone', pausing(), seen('away'), 5, 'pause-not-done', resting()],
    ['cannot be read back', pausing(), seen('unread'), 5, 'soundtrack-away', pausing()],
  ])('finds out that a pause of which nobody knows %s', (_, ...row) => holds(...row));

  it.each<Row>([
    ['a silence is noticed', silent(), seen('paused', silentSince(12)), 15, 'noticed', restoring(15), noticed(12)],
    [
      'a player that fell off is',
      silent(),
      seen('away', silentSince(7, 'down')),
      10,
      'noticed',
      restoring(10),
      noticed(7),
    ],
    ['it is noticed late', silent(), seen('paused', silentSince(21)), 25, 'noticed-late', restoring(25), late(21)],
    ['an older outage is no answer', silent(), seen('paused', silentSince(-1)), 10, 'not-noticed-yet', silent()],
    ['there is still time', silent(), seen('paused'), 15, 'not-noticed-yet', silent()],
    ['nothing is noticed in time', silent(), seen('paused'), 20, 'not-noticed', restoring(20), missed],
    ['a run comes a little early', silent(), seen('paused'), 19.9, 'not-noticed', restoring(19.9), missed],
    ['the directory lost the zone', silent(), seen('paused', unseen), 20, 'not-noticed', restoring(20), missed],
    ['somebody let it play', silent(), seen('playing'), 20, 'was-not-silent', nextHour],
    ['the player is off', silent(), seen('away'), 20, 'player-away', restoring(20), { order: 'play' }],
    ['Soundtrack is away', silent(), seen('unread'), 20, 'soundtrack-away', restoring(20), { order: 'play' }],
    ['the monitor is blind', silent(), seen('paused', blind), 20, 'monitor-blind', restoring(20), { order: 'play' }],
    ['it is blind for a while', silent(), seen('paused', blind), 10, 'monitor-blind', wasBlind(silent())],
    ['Soundtrack is away for a while', silent(), seen('unread'), 10, 'soundtrack-away', wasBlind(silent())],
    [
      'it was blind for a while',
      ...([wasBlind(silent()), seen('paused'), 20, 'monitor-blind', restoring(20), { order: 'play' }] as const),
    ],
    [
      'it was blind for a while, but noticed',
      ...([wasBlind(silent()), seen('paused', silentSince(18)), 20, 'noticed', restoring(20), noticed(18)] as const),
    ],
  ])('knows what it means when %s', (_, ...row) => holds(...row));

  it.each<Row>([
    ['it does', restoring(15), seen('playing'), 20, 'plays-again', recovering(15)],
    ['it does not', restoring(15), seen('paused'), 20, 'still-paused', restoring(20, 15), { order: 'play' }],
    ['nobody can tell', restoring(15), seen('unread'), 20, 'soundtrack-away', restoring(15)],
    ['the player is off', restoring(15), seen('away'), 20, 'player-away', restoring(15)],
    ['the player is off for an hour', restoring(15), seen('away'), 75, 'player-away', restoring(15), stuck],
    [
      'it does not for an hour',
      ...([
        restoring(70, 15),
        seen('paused'),
        75,
        'still-paused',
        restoring(75, 15),
        { ...stuck, order: 'play' },
      ] as const),
    ],
  ])('lets the zone play until it plays: %s', (_, ...row) => holds(...row));

  it.each<Row>([
    [
      'is noticed',
      recovering(15),
      seen('playing', { ...up, since: at(17) }),
      20,
      'recovery-noticed',
      nextHour,
      back(2),
    ],
    ['need not be noticed, as the silence was not', recovering(20), seen('playing'), 25, 'recovery-noticed', nextHour],
    [
      'is not noticed yet',
      recovering(15),
      seen('playing', silentSince(12)),
      20,
      'recovery-not-noticed-yet',
      recovering(15),
    ],
    [
      'is not noticed in time',
      ...([
        recovering(15),
        seen('playing', silentSince(12)),
        35,
        'recovery-not-noticed',
        nextHour,
        { isMissed: true },
      ] as const),
    ],
    [
      'never came: the zone is paused after all',
      ...([
        recovering(15),
        seen('paused', silentSince(12)),
        35,
        'still-paused',
        restoring(35),
        { order: 'play' },
      ] as const),
    ],
    [
      'nobody can see, of a player that is off',
      recovering(15),
      seen('away', silentSince(12)),
      35,
      'player-away',
      nextHour,
    ],
    [
      'a blind monitor cannot see',
      ...([
        recovering(15),
        seen('playing', { ...silentSince(12), isBlind: true }),
        35,
        'monitor-blind',
        nextHour,
      ] as const),
    ],
    [
      'nobody could see for a while',
      ...([wasBlind(recovering(15)), seen('playing', silentSince(12)), 35, 'monitor-blind', nextHour] as const),
    ],
    [
      'nobody can see without Soundtrack',
      recovering(15),
      seen('unread', silentSince(12)),
      35,
      'soundtrack-away',
      nextHour,
    ],
  ])('judges a return that %s', (_, ...row) => holds(...row));

  it('changes nothing, to the very object, while it waits', () => {
    const exercise = silent();
    expect(stepExercise(exercise, seen('paused'), at(5)).exercise).toBe(exercise);
    const blinded = wasBlind(silent());
    expect(stepExercise(blinded, seen('paused', blind), at(5)).exercise).toBe(blinded);
  });

  it.each<[Exercise, minutes: number, boolean]>([
    [resting(10), 9, true],
    [resting(10), 10, false],
    [pausing(10), 11.9, true],
    [pausing(10), 12, false],
    [restoring(10), 11.9, true],
    [restoring(10), 12, false],
    [silent(10), 10, false],
    [recovering(10), 10, false],
  ])('%j has nothing to do in minute %d: %s', (exercise, minutes, idle) => {
    expect(isIdle(exercise, at(minutes))).toBe(idle);
  });
});

const later = (mayHaveRun: boolean) => ({ kind: 'later', reason: 'timeout', mayHaveRun }) as const;
const refused = { kind: 'refused' as const, reason: 'not-controllable' as const, errors: [] };
const done = { kind: 'done' } as const;

describe('after the player was asked', () => {
  it.each([
    ['a pause that was done', pausing(1), done, silent(1)],
    ['a pause that was surely not done', pausing(1), later(false), resting()],
    ['a pause of which nobody knows', pausing(1), later(true), pausing(1)],
    ['a pause that was refused', pausing(1), refused, resting()],
    ['play that was done', restoring(15), done, recovering(15)],
    ['play that was surely not done', restoring(15), later(false), restoring(15)],
    ['play of which nobody knows', restoring(15), later(true), restoring(15)],
    ['play that was refused', restoring(15), refused, restoring(15)],
  ])('%s leads on', (_, asked, outcome, expected) => expect(afterOrder(asked, outcome)).toEqual(expected));
});

describe('a player', () => {
  const zone = { isPaired: true, online: true, state: 'playing' };
  it.each([
    ['playing', zone, 'playing'],
    ['paused', { ...zone, state: 'paused' }, 'paused'],
    ['not online', { ...zone, online: false }, 'away'],
    ['not paired', { ...zone, isPaired: false }, 'away'],
    ['silent about it', { ...zone, state: null }, 'away'],
  ])('that is %s', (_, found, expected) => {
    expect(playerOf({ kind: 'answer', zone: found } as Parameters<typeof playerOf>[0])).toBe(expected);
  });

  it('that is not there is away, and one nobody answers for is unread', () => {
    expect(playerOf({ kind: 'missing', failure: { kind: 'not-found' } } as never)).toBe('away');
    expect(playerOf({ kind: 'later', reason: 'timeout', mayHaveRun: false })).toBe('unread');
    expect(playerOf({ kind: 'refused', reason: 'unauthenticated', errors: [] })).toBe('unread');
  });
});

function holds(exercise: Exercise, what: Seen, minutes: number, because: string, next: Exercise, more: object = {}) {
  const { exercise: after, because: why, ...told } = stepExercise(exercise, what, at(minutes));
  expect({ why, after }).toEqual({ why: because, after: next });
  const quiet = { isStuck: false, isMissed: false };
  expect({ ...quiet, ...told }).toEqual({ ...quiet, ...more });
}
