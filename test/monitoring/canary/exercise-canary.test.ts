import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CanaryPorts } from '../../../lambdas/monitoring/canary/exercise-canary.ts';
import { aCanary } from './a-canary.ts';

let canary: Awaited<ReturnType<typeof aCanary>>;
beforeAll(async () => {
  canary = await aCanary();
});
beforeEach(() => canary.begin());
afterAll(() => canary.close());

const missed = () => canary.told().filter(({ isMissed }) => isMissed).length;
const dies = (when: 'before' | 'after'): Partial<CanaryPorts> => ({
  player: {
    ...canary.ports.player,
    async order(what) {
      if (when === 'after') await canary.ports.player.order(what);
      throw new Error('died');
    },
  },
});
/** Until the zone is paused and the monitor is to notice. */
const begun = async () => {
  await canary.minutes(5);
  expect(await canary.exercise()).toMatchObject({ phase: 'silent' });
};

describe('the canary', () => {
  it('falls silent, is noticed, plays again, which is noticed as well, and rests until the next hour', async () => {
    expect(await canary.minutes(60)).toEqual([
      'silent: due',
      'silent: not-noticed-yet',
      'silent: not-noticed-yet',
      'recovering: noticed',
      'recovering: recovery-not-noticed-yet',
      'resting: recovery-noticed',
      ...Array(5).fill('resting: too-early'),
      'silent: due',
    ]);
    expect(await canary.orders()).toEqual(['pause', 'play', 'pause']);
    const [seconds] = canary.told().flatMap(({ detectionSeconds }) => detectionSeconds ?? []);
    expect(seconds).toBeGreaterThanOrEqual(600);
    expect(seconds).toBeLessThan(900);
    expect(missed()).toBe(0);
  });

  it('is missed once by a monitor that does not look, and plays again', async () => {
    await begun();
    canary.poller('dead');
    expect(await canary.minutes(25)).toEqual([
      ...Array(3).fill('silent: not-noticed-yet'),
      'recovering: not-noticed',
      'resting: recovery-noticed',
    ]);
    expect(missed()).toBe(1);
    expect(await canary.state()).toBe('playing');
  });

  it('blames nobody while Soundtrack is away, and lets the zone play as soon as it is back', async () => {
    await begun();
    await canary.faults({ http500: 1 });
    const runs = await canary.minutes(30);
    expect(runs.slice(0, 3)).toEqual(Array(3).fill('silent: soundtrack-away'));
    expect(runs.slice(3)).toEqual(Array(3).fill('restoring: soundtrack-away'));
    await canary.faults({ http500: 0 });
    expect(await canary.minutes(10)).toEqual(['recovering: still-paused', 'resting: recovery-noticed']);
    expect(missed()).toBe(0);
    expect(await canary.state()).toBe('playing');
  });

  it('is not begun while Soundtrack is away', async () => {
    await canary.faults({ http500: 1 });
    expect(await canary.minutes(10)).toEqual(Array(2).fill('resting: soundtrack-away'));
    expect(await canary.orders()).toEqual([]);
  });

  it('is not paused twice when nobody knows whether it was paused', async () => {
    await canary.minutes(4);
    const lost: Partial<CanaryPorts> = {
      player: {
        ...canary.ports.player,
        async order(what) {
          await canary.faults({ lostResponse: { next: 1 } });
          return canary.ports.player.order(what);
        },
      },
    };
    expect(await canary.run(lost)).toMatchObject({
      phase: 'pausing',
      order: expect.stringMatching(/^pause: .*nobody/),
    });
    expect(await canary.minutes(1)).toEqual(['pausing: in-other-hands']);
    expect(await canary.minutes(5)).toEqual(['silent: pause-done']);
    expect(await canary.orders()).toEqual(['pause']);
  });

  it('begins anew when a pause was refused or never arrived', async () => {
    await canary.run({
      player: {
        ...canary.ports.player,
        async order(what) {
          await canary.faults({ throttled: { next: 1, cost: 100, available: 0 } });
          return canary.ports.player.order(what);
        },
      },
    });
    expect(await canary.exercise()).toMatchObject({ phase: 'resting' });
    expect(await canary.minutes(5)).toEqual(['silent: due']);
    expect(await canary.orders()).toEqual(['pause']);
  });

  it.each([
    ['before', ['resting: pause-not-done', 'silent: due'], ['pause']],
    ['after', ['silent: pause-done', 'silent: not-noticed-yet'], ['pause']],
  ] as const)('survives a run that dies just %s it asked for the pause', async (when, runs, orders) => {
    await expect(canary.run(dies(when))).rejects.toThrow('died');
    expect(await canary.minutes(10)).toEqual(runs);
    expect(await canary.orders()).toEqual(orders);
  });

  it.each([
    ['before', ['recovering: still-paused', 'recovering: recovery-not-noticed-yet'], ['pause', 'play']],
    ['after', ['recovering: plays-again', 'resting: recovery-noticed'], ['pause', 'play']],
  ] as const)('survives a run that dies just %s it let the zone play', async (when, runs, orders) => {
    await begun();
    await canary.minutes(14);
    await expect(canary.run(dies(when))).rejects.toThrow('died');
    await canary.minutes(1);
    expect(await canary.minutes(10)).toEqual(runs);
    expect(await canary.orders()).toEqual(orders);
    expect(canary.told().filter(({ detectionSeconds }) => detectionSeconds)).toHaveLength(1);
  });

  it('is paused once and told once by runs at the same time, in every phase', async () => {
    const both = async () => (await Promise.all([canary.run(), canary.run()])).map(({ because }) => because).sort();
    expect(await both()).toEqual(['due', 'in-other-hands']);
    await canary.minutes(14);
    expect(await both()).toEqual(['in-other-hands', 'noticed']);
    expect(await canary.orders()).toEqual(['pause', 'play']);
    expect(canary.told().filter(({ detectionSeconds }) => detectionSeconds)).toHaveLength(1);
  });

  it('is let play when an exercise that was forgotten left it paused', async () => {
    await canary.zone({ state: 'paused' });
    expect(await canary.minutes(5)).toEqual(['recovering: left-paused']);
    expect(await canary.orders()).toEqual(['play']);
  });

  it('that cannot be exercised for an hour is told as stuck', async () => {
    await canary.zone({ state: 'offline' });
    await canary.minutes(60);
    expect(await canary.run()).toMatchObject({ phase: 'resting', because: 'player-away' });
    await canary.minutes(5);
    expect(await canary.run()).toMatchObject({ phase: 'resting', because: 'player-away', isStuck: true });
    expect(await canary.orders()).toEqual([]);
  });

  it('takes a note that nobody understands for none', async () => {
    await canary.run();
    const { version } = await canary.ports.exercises.load();
    expect(await canary.ports.exercises.save({ phase: 'dancing' } as never, version)).toBe(true);
    expect(await canary.minutes(5)).toEqual(['recovering: left-paused']);
  });
});
