import type { AccountLook } from '../../../lambdas/clients/soundtrack/looks.ts';
import { type Look, type TakeInPorts, takeIn } from '../../../lambdas/monitoring/polling/take-in.ts';
import { aPolicy, aZone } from '../detection/an-account.ts';
import { aHeartbeat } from '../planning/a-situation.ts';
import { statesInMemory } from '../store/in-memory.ts';

const T = Date.UTC(2026, 10, 21, 10);
const look = (seconds: number): Look => ({
  leg: 'p0',
  observedAt: T + seconds * 1000,
  heartbeatOf: async () => undefined,
});
const seen = (...online: boolean[]): AccountLook => ({
  accountId: 'a',
  zones: online.map((isOnline, at) => ({ id: `z${at}`, isPaired: true, online: isOnline })),
  complete: true,
  unreadZones: 0,
});

function aShelf(more: Partial<TakeInPorts> = {}) {
  const states = statesInMemory();
  const zones = [aZone({ id: 'z0' }), aZone({ id: 'z1' })];
  const ports: TakeInPorts = {
    states,
    zonesOf: (accountId) => (accountId === 'a' ? zones : []),
    policy: aPolicy({ minSpacingSec: 24 }),
    shard: 'one',
    clock: () => new Date(T),
    ...more,
  };
  return { states, ports, take: (account: AccountLook, at: number) => takeIn([account], look(at), ports) };
}

describe('taking a look in', () => {
  it('saves state and news under one number, and nothing where nothing changed', async () => {
    const { states, take } = aShelf();
    await take(seen(true, true), 0);
    await take(seen(true, true), 300);
    expect(states.writes.map(({ event }) => [event.id, event.changes.length])).toEqual([['a#1', 2]]);
  });

  it('leaves a state that it cannot read alone, tells it as missed, and takes the others in', async () => {
    const { states, ports } = aShelf({ zonesOf: (accountId) => [aZone({ id: `${accountId}-z0` })] });
    ports.states = {
      ...states,
      async load(ids, onUnreadable) {
        onUnreadable?.('broken');
        return states.load(ids.filter((id) => id !== 'broken'));
      },
    };
    const accounts = ['broken', 'fine'].map((accountId) => ({
      ...seen(true),
      accountId,
      zones: [{ id: `${accountId}-z0`, isPaired: true, online: true }],
    }));
    const taken = await takeIn(accounts, look(0), ports);
    expect(taken).toMatchObject({ read: ['fine'], missed: ['broken'] });
    expect(states.writes.map(({ accountId }) => accountId)).toEqual(['fine']);
  });

  it('that somebody else was quicker than is worked through once more, on what they saved', async () => {
    const { states, ports, take } = aShelf();
    await take(seen(true, true), 0);
    const { save } = states;
    ports.states = {
      load: states.load,
      async save(account, now) {
        ports.states = states;
        // Between loading and saving, another poller saw the first zone go.
        await takeIn([seen(false, true)], look(300), ports);
        return save(account, now);
      },
    };
    await take(seen(true, false), 301);
    const zones = states.all.get('a')?.state.zones;
    expect(zones?.z0?.agreedAt).toBe(T + 301_000);
    expect(zones?.z0?.contrary).toBeUndefined();
    expect(zones?.z1?.contrary?.at).toEqual([T + 301_000]);
    expect(states.writes.map(({ event }) => event.seq)).toEqual([1, 2, 3]);
  });

  it('that is contended for ever fails, so that the message comes again', async () => {
    const { ports, take } = aShelf();
    ports.states = { ...ports.states, save: async () => 'conflict' };
    await expect(take(seen(true, true), 0)).rejects.toMatchObject({ code: 'state-contended', retryable: true });
  });

  it('arranges a further look once; a message that failed before arranges it anew', async () => {
    const { ports, take } = aShelf();
    await take(seen(true, true), 0);
    expect((await take(seen(false, true), 300)).lookAgain).toEqual([{ accountId: 'a', afterSeconds: 60 }]);
    expect((await take(seen(false, true), 302)).lookAgain).toEqual([]);
    ports.isRedelivered = true;
    expect((await take(seen(false, true), 304)).lookAgain).toEqual([{ accountId: 'a', afterSeconds: 60 }]);
  });

  it.each([
    ['it failed within the time the last reading vouches for', 400, 400],
    ['nobody looked for an hour before it failed', 3_600, 600],
  ])(
    'makes up for a leg that failed: unknown since then, but no later than staleness (%s)',
    async (_, failedAt, from) => {
      const { states, ports, take } = aShelf();
      await take(seen(true, true), 0);
      const heartbeat = aHeartbeat('p0', {
        at: T,
        behind: { a: T },
        unread: { since: T + failedAt * 1000, reason: 'timeout' },
      });
      await takeIn([seen(true, true)], { ...look(failedAt + 300), heartbeatOf: async () => heartbeat }, ports);
      expect(states.writes.at(-1)?.event.changes).toMatchObject([
        { kind: 'unknown', zoneId: 'z0', at: T + from * 1000, until: T + (failedAt + 300) * 1000 },
        { kind: 'unknown', zoneId: 'z1', at: T + from * 1000 },
      ]);
    },
  );

  it('leaves accounts alone that nobody watches', async () => {
    const { states, ports } = aShelf();
    const taken = await takeIn([{ ...seen(true), accountId: 'b' }], look(0), ports);
    expect(taken.read).toEqual([]);
    expect(states.all.size).toBe(0);
  });
});
