import { restingIn, shownIn } from '../../../lambdas/monitoring/planning/seen-in-legs.ts';
import { aHeartbeat, MINUTE, NOW } from './a-situation.ts';

describe('accounts at rest', () => {
  it.each<[string, Parameters<typeof aHeartbeat>[], string[]]>([
    ['as a leg says', [['a0', { read: ['x', 'y'], resting: ['y'] }]], ['y']],
    [
      'as the newer of two legs says: awake',
      [
        ['r0', { read: ['x'], resting: ['x'], at: NOW - 9 }],
        ['a0', { read: ['x'], at: NOW }],
      ],
      [],
    ],
    [
      'as the newer of two legs says: at rest',
      [
        ['a0', { read: ['x'], at: NOW - 9 }],
        ['r0', { read: ['x'], resting: ['x'], at: NOW }],
      ],
      ['x'],
    ],
    ['that could not be read this time', [['r0', { behind: { x: NOW - 9 }, resting: ['x'] }]], ['x']],
    [
      'but for one that was read elsewhere since',
      [
        ['r0', { behind: { x: NOW - 9 }, resting: ['x'] }],
        ['a0', { read: ['x'], at: NOW - 5 }],
      ],
      [],
    ],
    ['that were missed, with nothing known of them', [['a0', { missed: ['x'], resting: ['x'] }]], ['x']],
  ])('are %s', (_, heartbeats, expected) => {
    expect([...restingIn(heartbeats.map((one) => aHeartbeat(...one)))]).toEqual(expected);
  });
});

describe('accounts that pages show', () => {
  const options = { legs: new Set(['p0']), freshAfter: NOW - 10 * MINUTE };
  it.each<[string, Parameters<typeof aHeartbeat>, string[]]>([
    ['read by a leg of pages', ['p0', { read: ['x'] }], ['x']],
    ['not those read by id', ['a0', { read: ['x'] }], []],
    ['not those that a leg read before', ['p0', { behind: { x: NOW } }], []],
    [
      'those that a leg would have read had it not failed',
      ['p0', { behind: { x: NOW }, unread: { since: NOW, reason: '' } }],
      ['x'],
    ],
    ['those of an old leg, as long as it was read lately', ['p7', { read: ['x'] }], ['x']],
    ['not those of an old leg later on', ['p7', { read: ['x'], at: NOW - 11 * MINUTE }], []],
  ])('are %s', (_, heartbeat, expected) => {
    expect([...shownIn([aHeartbeat(...heartbeat)], options)]).toEqual(expected);
  });
});
