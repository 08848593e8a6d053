import { addCoverage, coverageOf, NOTHING_COVERED } from '../../../lambdas/monitoring/planning/coverage.ts';
import type { Heartbeat } from '../../../lambdas/monitoring/planning/heartbeat.ts';
import { accountIds, aHeartbeat, MINUTE, NOW } from './a-situation.ts';

const ids = accountIds(10);
const [first = '', ...others] = ids;
const cover = (...heartbeats: Heartbeat[]) =>
  coverageOf(ids, heartbeats, { now: NOW, staleAfterSeconds: 600, zonesOf: () => 3 });
const away = (since: number) => ({ since, reason: 'unavailable' });
const behindAll = (at: number) => Object.fromEntries(ids.map((id) => [id, at]));

describe('how much of a shard is watched', () => {
  it.each<[string, Heartbeat[], Partial<ReturnType<typeof cover>>]>([
    ['nothing, before anybody was read', [], { accounts: 10, fresh: 0, everRead: 0, unread: 0, zonesUnknown: 30 }],
    ['everything', [aHeartbeat('p0', { read: ids })], { fresh: 10, unread: 0, oldestSeconds: 60, zonesUnknown: 0 }],
    [
      'all but one that was never read',
      [aHeartbeat('p0', { read: others })],
      { fresh: 9, everRead: 9, unread: 0, zonesUnknown: 3 },
    ],
    [
      'by the newest of several looks',
      [aHeartbeat('p0', { read: ids, at: NOW - 20 * MINUTE }), aHeartbeat('a0', { read: ids })],
      { fresh: 10, oldestSeconds: 60 },
    ],
    [
      'by looks that are too old no more',
      [aHeartbeat('p0', { read: ids, at: NOW - 11 * MINUTE })],
      { fresh: 0, unread: 10, oldestSeconds: 660, zonesUnknown: 30 },
    ],
    [
      'still, though its leg fails, but unread',
      [aHeartbeat('p0', { behind: behindAll(NOW - 5 * MINUTE), unread: away(NOW - MINUTE) })],
      { fresh: 10, unread: 10 },
    ],
    [
      'again, when it was read after its leg failed',
      [
        aHeartbeat('p0', { behind: behindAll(NOW - 5 * MINUTE), unread: away(NOW - 3 * MINUTE) }),
        aHeartbeat('a0', { read: ids }),
      ],
      { fresh: 10, unread: 0 },
    ],
    [
      "but for one that alone cannot be read, which is nobody else's trouble",
      [aHeartbeat('p0', { read: others, behind: { [first]: NOW - 60 * MINUTE }, missed: [first] })],
      { fresh: 9, everRead: 10, unread: 0, oldestSeconds: 60, zonesUnknown: 3 },
    ],
    [
      'not at all, when many cannot be read one by one',
      [aHeartbeat('p0', { behind: behindAll(NOW - 6 * MINUTE), missed: ids })],
      { fresh: 10, unread: 10, oldestSeconds: 360 },
    ],
  ])('is %s', (_, heartbeats, expected) => expect(cover(...heartbeats)).toMatchObject(expected));

  it('adds up over shards, the oldest reading being the oldest of all', () => {
    const sum = { ...NOTHING_COVERED };
    addCoverage(sum, { accounts: 2, fresh: 1, unread: 1, everRead: 2, oldestSeconds: 700, zonesUnknown: 3 });
    addCoverage(sum, { accounts: 3, fresh: 3, unread: 0, everRead: 3, oldestSeconds: 20, zonesUnknown: 0 });
    expect(sum).toEqual({ accounts: 5, fresh: 4, unread: 1, everRead: 5, oldestSeconds: 700, zonesUnknown: 3 });
  });
});
