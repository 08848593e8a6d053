import * as z from 'zod';
import type { CacheRequest, Scope } from '../../../lambdas/runtime/cache/cache.ts';
import { layeredCache } from '../../../lambdas/runtime/cache/layered-cache.ts';
import { listening } from '../shared-state/listening.ts';
import { cacheStoreInMemory } from './cache-store-in-memory.ts';

const start = Date.parse('2026-11-21T10:00:00.000Z');
const Venue = z.object({ name: z.string() });
type Venue = z.output<typeof Venue>;
const away = new Error('away');

function world() {
  let now = 0;
  const clock = () => new Date(start + now * 1000);
  const store = cacheStoreInMemory(clock);
  let loads = 0;
  const aProcess = () => {
    const heard = listening();
    const cache = layeredCache({ store, clock, ...heard });
    const ask = (name: string | Error | Promise<string>, more: Partial<CacheRequest<Venue>> = {}) =>
      cache.cached({
        cache: 'venue-master',
        scope: 'venue#1002',
        key: 'card',
        schema: Venue,
        async load() {
          loads++;
          const loaded = await name;
          if (loaded instanceof Error) throw loaded;
          return { name: loaded };
        },
        ...more,
      });
    return { cache, ask, invalidate: cache.invalidate, ...heard };
  };
  return {
    store,
    aProcess,
    loads: () => loads,
    pass: (seconds: number) => {
      now += seconds;
    },
  };
}

/** A load that ends when it is told to. */
function aLoad() {
  let end: (name: string) => void = () => {};
  const name = new Promise<string>((resolve) => {
    end = resolve;
  });
  return { name, end: (value: string) => end(value) };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a cached answer', () => {
  it('comes from the source, then from memory, and for other processes from the table', async () => {
    const { aProcess, pass, loads } = world();
    const [one, two] = [aProcess(), aProcess()];
    const value = { name: 'Hilton' };
    expect(await one.ask('Hilton')).toEqual({ value, from: 'load', ageSeconds: 0, stale: false });
    pass(10);
    expect(await one.ask('other')).toEqual({ value, from: 'memory', ageSeconds: 10, stale: false });
    expect(await two.ask('other')).toEqual({ value, from: 'table', ageSeconds: 10, stale: false });
    expect(loads()).toBe(1);
  });

  it('is taken from memory for 30 seconds, then looked up again', async () => {
    const { aProcess, pass, store } = world();
    const one = aProcess();
    await one.ask('Hilton');
    pass(29.999);
    expect((await one.ask('other')).from).toBe('memory');
    pass(0.001);
    expect((await one.ask('other')).from).toBe('table');
    expect(store.reads()).toBe(2);
  });

  it('ends with its time, in memory and in the table, though nothing was deleted', async () => {
    const { aProcess, pass } = world();
    const [one, two] = [aProcess(), aProcess()];
    await one.ask('old', { ttlSeconds: 20 });
    pass(20);
    expect(await one.ask('new', { ttlSeconds: 20 })).toMatchObject({ value: { name: 'new' }, from: 'load' });
    pass(20);
    expect(await two.ask('newer', { ttlSeconds: 20 })).toMatchObject({ value: { name: 'newer' }, from: 'load' });
  });

  it('has the time of its cache unless told otherwise', async () => {
    const { aProcess, pass } = world();
    const ask = (name: string) => aProcess().ask(name, { cache: 'zone-status' });
    await ask('old');
    pass(299);
    expect((await ask('new')).value.name).toBe('old');
    pass(1);
    expect((await ask('new')).value.name).toBe('new');
  });

  it('never lasts longer than a week, whatever is asked for', async () => {
    const { aProcess, pass } = world();
    const month = { ttlSeconds: 30 * 24 * 3600 };
    await aProcess().ask('old', month);
    pass(7 * 24 * 3600);
    expect((await aProcess().ask('new', month)).from).toBe('load');
  });

  it.each<[string, Partial<CacheRequest<Venue>>]>([
    ['venue', { scope: 'venue#1003' }],
    ['key', { key: 'contacts' }],
    ['cache', { cache: 'email' }],
  ])('is never served for another %s', async (_, other) => {
    const { aProcess } = world();
    const one = aProcess();
    await one.ask('Hilton');
    expect(await one.ask('Other', other)).toMatchObject({ value: { name: 'Other' }, from: 'load' });
    expect(await aProcess().ask('Third', other)).toMatchObject({ value: { name: 'Other' }, from: 'table' });
  });

  it.each(['venue#', 'venue', '#1', 'venue#undefined', 'venue#null', 'venue#[object Object]'])(
    'is not kept under %s, which names nothing',
    async (scope) => {
      const { aProcess, loads } = world();
      await expect(aProcess().ask('Hilton', { scope: scope as Scope })).rejects.toThrow(TypeError);
      await expect(aProcess().invalidate(scope as Scope)).rejects.toThrow(TypeError);
      expect(loads()).toBe(0);
    },
  );

  it('belongs to whoever got it: a change to it is nobody else’s', async () => {
    const { aProcess } = world();
    const { ask } = aProcess();
    const answers = await Promise.all([ask('Hilton'), ask('Hilton')]);
    for (const { value } of answers) value.name += '!';
    expect(answers.map(({ value }) => value.name)).toEqual(['Hilton!', 'Hilton!']);
    expect((await ask('Hilton')).value.name).toBe('Hilton');
  });

  it('kept in an older form is loaded again', async () => {
    const { aProcess } = world();
    const [one, two] = [aProcess(), aProcess()];
    const older = { cache: 'venue-master', scope: 'venue#1002', key: 'card' } as const;
    await one.cache.cached({ ...older, schema: z.string(), load: async () => 'Hilton' });
    expect(await one.ask('Hilton')).toMatchObject({ value: { name: 'Hilton' }, from: 'load' });
    expect(await two.ask('other')).toMatchObject({ value: { name: 'Hilton' }, from: 'table' });
  });

  it('that JSON cannot hold is served and not kept', async () => {
    const { aProcess, store } = world();
    const { cache, said } = aProcess();
    const odd = {
      cache: 'email',
      scope: 'venue#1',
      key: 'k',
      schema: z.date(),
      load: async () => new Date(0),
    } as const;
    expect(await cache.cached(odd)).toMatchObject({ value: new Date(0), from: 'load' });
    expect(await cache.cached(odd)).toMatchObject({ from: 'load' });
    expect(store.writes()).toBe(0);
    expect(said[0]).toContain('not cached');
  });

  it('too large for the table is kept by the process alone', async () => {
    const { aProcess } = world();
    const [one, two] = [aProcess(), aProcess()];
    const large = 'x'.repeat(351 * 1024);
    await one.ask(large);
    expect((await one.ask('other')).from).toBe('memory');
    expect((await two.ask(large)).from).toBe('load');
  });

  it('makes way for later ones when memory is full', async () => {
    const { aProcess, store } = world();
    const { ask } = aProcess();
    for (let i = 0; i <= 1_000; i++) await ask('Hilton', { key: `k${i}` });
    const reads = store.reads();
    expect((await ask('other', { key: 'k1000' })).from).toBe('memory');
    expect((await ask('other', { key: 'k0' })).from).toBe('table');
    expect(store.reads()).toBe(reads + 1);
  });
});

describe('askers at the same time', () => {
  it('share one load', async () => {
    const { aProcess, loads } = world();
    const { ask } = aProcess();
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask('Hilton')));
    expect(loads()).toBe(1);
    expect(new Set(answers.map(({ value }) => value.name))).toEqual(new Set(['Hilton']));
  });

  it('share its failure, and the next one asks again', async () => {
    const { aProcess, loads } = world();
    const { ask } = aProcess();
    const answers = await Promise.allSettled([ask(away), ask(away), ask(away)]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect((await ask('Hilton')).value.name).toBe('Hilton');
    expect(loads()).toBe(2);
  });
});

describe('a forced refresh', () => {
  it('asks the source, and what it said is what everybody gets', async () => {
    const { aProcess, pass } = world();
    const [one, two] = [aProcess(), aProcess()];
    await one.ask('old');
    pass(1);
    expect(await two.ask('new', { refresh: true })).toMatchObject({ value: { name: 'new' }, from: 'load' });
    expect((await two.ask('other')).value.name).toBe('new');
    pass(30);
    expect((await one.ask('other')).value.name).toBe('new');
  });

  it('does not join a load that began before it, nor is undone by its late end', async () => {
    const { aProcess, pass } = world();
    const one = aProcess();
    const slow = aLoad();
    const first = one.ask(slow.name);
    await settled();
    pass(1);
    expect((await one.ask('new', { refresh: true })).value.name).toBe('new');
    slow.end('old');
    expect((await first).value.name).toBe('old');
    expect((await one.ask('other')).value.name).toBe('new');
    expect((await aProcess().ask('other')).value.name).toBe('new');
  });
});

describe('an invalidation', () => {
  it('is heard here at once and elsewhere within 30 seconds, for its scope only', async () => {
    const { aProcess, pass } = world();
    const [one, two] = [aProcess(), aProcess()];
    const other = { scope: 'venue#1003' } as const;
    for (const process of [one, two]) for (const more of [{}, other]) await process.ask('old', more);
    await one.invalidate('venue#1002');
    expect((await one.ask('new')).value.name).toBe('new');
    expect((await two.ask('new')).value.name).toBe('old');
    pass(30);
    expect((await two.ask('newer')).value.name).toBe('new');
    expect((await one.ask('new', other)).value.name).toBe('old');
  });

  it.each(['the same', 'another'])('by %s process outlasts a load that began before it', async (who) => {
    const { aProcess, pass, loads } = world();
    const one = aProcess();
    const slow = aLoad();
    const before = one.ask(slow.name);
    await settled();
    pass(1);
    await (who === 'the same' ? one : aProcess()).invalidate('venue#1002');
    // Whoever asks now does not wait for the old answer.
    const after = who === 'the same' ? await one.ask('new') : await aProcess().ask('new');
    expect(after.value.name).toBe('new');
    slow.end('old');
    expect((await before).value.name).toBe('old');
    pass(30);
    expect((await one.ask('newer')).value.name).toBe('new');
    expect((await aProcess().ask('newer')).value.name).toBe('new');
    expect(loads()).toBe(2);
  });

  it('leaves nothing in memory of a load that took longer than memory is trusted', async () => {
    const { aProcess, pass } = world();
    const [one, two] = [aProcess(), aProcess()];
    const slow = aLoad();
    const before = one.ask(slow.name);
    await settled();
    pass(10);
    await two.invalidate('venue#1002');
    pass(50);
    slow.end('old');
    await before;
    expect((await one.ask('new')).value.name).toBe('new');
  });

  it('that reached nobody else says so, and still counts here', async () => {
    const { aProcess, store } = world();
    const one = aProcess();
    await one.ask('old');
    store.away(true);
    const failing = one.invalidate('venue#1002');
    await expect(failing).rejects.toMatchObject({ code: 'cache-not-invalidated', retryable: true });
    expect((await one.ask('new')).value.name).toBe('new');
  });
});

describe('while the table is away', () => {
  it('every answer is a miss and none is an error; memory goes on', async () => {
    const { aProcess, store } = world();
    store.away(true);
    const one = aProcess();
    expect(await one.ask('Hilton')).toMatchObject({ from: 'load' });
    expect(await one.ask('other')).toMatchObject({ value: { name: 'Hilton' }, from: 'memory' });
    expect(await aProcess().ask('third')).toMatchObject({ value: { name: 'third' }, from: 'load' });
  });

  it('nothing is written of a generation nobody knows', async () => {
    const { aProcess, store } = world();
    store.away(true);
    await aProcess().ask('Hilton');
    expect(store.writes()).toBe(0);
  });
});

describe('a source that is away', () => {
  const stale = { ttlSeconds: 60, staleWhileUnavailable: 600 };

  it('is an error where nothing was ever kept, or stale answers are not wanted', async () => {
    const { aProcess, pass } = world();
    await expect(aProcess().ask(away, stale)).rejects.toBe(away);
    await aProcess().ask('old', { ttlSeconds: 60 });
    pass(60);
    await expect(aProcess().ask(away, { ttlSeconds: 60 })).rejects.toBe(away);
  });

  it('is covered by what was kept, saying how old it is, for as long as that is allowed', async () => {
    const { aProcess, pass } = world();
    await aProcess().ask('old', stale);
    pass(659);
    const value = { name: 'old' };
    expect(await aProcess().ask(away, stale)).toEqual({ value, from: 'table', ageSeconds: 659, stale: true });
    pass(1);
    await expect(aProcess().ask(away, stale)).rejects.toBe(away);
  });

  it('is covered by memory when the table is away too', async () => {
    const { aProcess, pass, store } = world();
    const one = aProcess();
    await one.ask('old', stale);
    store.away(true);
    pass(100);
    expect(await one.ask(away, stale)).toMatchObject({ from: 'memory', ageSeconds: 100, stale: true });
    await expect(aProcess().ask(away, stale)).rejects.toBe(away);
  });

  it('is covered on a forced refresh, marked stale though its time is not over', async () => {
    const { aProcess, pass } = world();
    const one = aProcess();
    await one.ask('old', stale);
    pass(5);
    expect(await one.ask(away, { ...stale, refresh: true })).toMatchObject({ ageSeconds: 5, stale: true });
  });

  it('is not covered by what was invalidated', async () => {
    const { aProcess, pass } = world();
    const [one, two] = [aProcess(), aProcess()];
    for (const process of [one, two]) await process.ask('old', stale);
    await one.invalidate('venue#1002');
    pass(30);
    await expect(one.ask(away, stale)).rejects.toBe(away);
    await expect(two.ask(away, stale)).rejects.toBe(away);
  });

  it('and back is asked again at the next question', async () => {
    const { aProcess, pass } = world();
    const one = aProcess();
    await one.ask('old', stale);
    pass(60);
    expect((await one.ask(away, stale)).stale).toBe(true);
    expect(await one.ask('new', stale)).toMatchObject({ value: { name: 'new' }, from: 'load', stale: false });
  });
});

describe('the share of hits', () => {
  it('is counted per cache; stale answers are misses, and who insists on a fresh one is not counted', async () => {
    const { aProcess, pass } = world();
    const { ask, counts } = aProcess();
    await ask('Hilton');
    await ask('Hilton');
    await ask('Hilton', { refresh: true });
    pass(30);
    await ask('Hilton');
    expect(counts()).toEqual({ 'CacheMiss venue-master': 1, 'CacheHit venue-master': 2 });
    pass(3600);
    await ask(away, { staleWhileUnavailable: 600 });
    expect(counts()).toMatchObject({ 'CacheMiss venue-master': 2 });
  });
});
