import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../../../lambdas/runtime/clock.ts';
import { closed } from '../../../lambdas/runtime/resilience/breaker.ts';
import { breakerStoreInDynamoDb } from '../../../lambdas/runtime/resilience/breaker-store-in-dynamodb.ts';
import {
  type BreakerStore,
  type SharedBreaker,
  sharedBreaker,
} from '../../../lambdas/runtime/resilience/shared-breaker.ts';
import { listening } from '../shared-state/listening.ts';
import { startSharedTable } from '../shared-state/shared-table-engine.ts';
import { breakerStoreInMemory } from './breaker-store-in-memory.ts';

let engine: Awaited<ReturnType<typeof startSharedTable>>;
beforeAll(async () => {
  engine = await startSharedTable();
});
afterAll(() => engine.close());

const start = Date.parse('2026-11-21T10:00:00.000Z');
const at = (seconds: number) => new Date(start + seconds * 1000);
const settings = { failures: 3, openSeconds: 300, probeSeconds: 15 };
let names = 0;

const kinds: [string, (clock: Clock) => BreakerStore][] = [
  ['DynamoDB', (clock) => breakerStoreInDynamoDb(engine.db, engine.table, clock)],
  ['memory', breakerStoreInMemory],
];

function world(stores: (clock: Clock) => BreakerStore) {
  let now = 0;
  const clock = () => at(now);
  const name = `source-${++names}`;
  const store = stores(clock);
  const opened: Date[] = [];
  const { log } = listening();
  return {
    store,
    name,
    opened,
    anInstance: () => sharedBreaker(name, settings, { store, clock, log, onOpened: (until) => opened.push(until) }),
    pass: (seconds: number) => {
      now += seconds;
    },
  };
}

async function call(breaker: SharedBreaker, kind: 'succeeded' | 'failed' | 'abandoned') {
  const permission = await breaker.ask();
  if (permission.kind === 'call') await breaker.tell({ kind, claim: permission.claim });
  return permission.kind;
}
const times = async (count: number, work: () => Promise<unknown>) => {
  for (let i = 0; i < count; i++) await work();
};

describe.each(kinds)('the breakers kept in %s', (_, stores) => {
  it('start closed, and are written by whoever read the last version', async () => {
    const { store, name } = world(stores);
    expect(await store.load(name)).toEqual({ state: closed, version: 0 });
    const failing = { kind: 'closed', failures: 1, lastFailureAt: start } as const;
    const outcomes = await Promise.all([1, 2, 3].map(() => store.save(name, failing, 0)));
    expect(outcomes.sort()).toEqual(['conflict', 'conflict', 'saved']);
    expect(await store.load(name)).toEqual({ state: failing, version: 1 });
    expect(await store.save(name, { kind: 'open', until: start }, 1)).toBe('saved');
    expect(await store.save(name, closed, 1)).toBe('conflict');
    expect(await store.load(name)).toEqual({ state: { kind: 'open', until: start }, version: 2 });
  });

  it('open for every instance by failures of several', async () => {
    const { anInstance, opened, pass } = world(stores);
    const [one, two, three] = [anInstance(), anInstance(), anInstance()];
    await call(one, 'failed');
    await call(two, 'failed');
    await call(one, 'failed');
    expect(await three.ask()).toEqual({ kind: 'refused', until: at(300) });
    expect(opened).toEqual([at(300)]);
    // The others read again within five seconds.
    pass(5);
    expect(await call(two, 'succeeded')).toBe('refused');
  });

  it('count failures of many instances at once, each of them', async () => {
    const { anInstance, opened } = world(stores);
    await Promise.all([anInstance(), anInstance(), anInstance()].map((one) => call(one, 'failed')));
    expect(opened).toHaveLength(1);
  });

  it('let exactly one through when the time is over, however many ask, and close when it comes back', async () => {
    const { anInstance, pass } = world(stores);
    const instances = Array.from({ length: 8 }, anInstance);
    const [first] = instances as [SharedBreaker];
    await times(3, () => call(first, 'failed'));
    pass(300);
    const asked = await Promise.all([...instances, ...instances].map((one) => one.ask().then((p) => ({ one, p }))));
    const through = asked.filter(({ p }) => p.kind === 'call');
    expect(through).toHaveLength(1);
    for (const { p } of asked) if (p.kind === 'refused') expect(p.until).toEqual(at(315));
    const [probe] = through;
    if (probe?.p.kind !== 'call') throw new Error('no probe');
    await probe.one.tell({ kind: 'succeeded', claim: probe.p.claim });
    pass(5);
    expect(await Promise.all(instances.map((one) => one.ask()))).toEqual(instances.map(() => ({ kind: 'call' })));
  });

  it('open again when the one who tries fails', async () => {
    const { anInstance, pass, opened } = world(stores);
    const [one, two] = [anInstance(), anInstance()];
    await times(3, () => call(one, 'failed'));
    pass(300);
    expect(await call(two, 'failed')).toBe('call');
    expect(await two.ask()).toEqual({ kind: 'refused', until: at(600) });
    expect(opened).toEqual([at(300), at(600)]);
  });

  it('let the next one try when the first never came back', async () => {
    const { anInstance, pass } = world(stores);
    const [one, two] = [anInstance(), anInstance()];
    await times(3, () => call(one, 'failed'));
    pass(300);
    const lost = await one.ask();
    pass(15);
    expect(await call(two, 'succeeded')).toBe('call');
    // Its late failure is no longer about the present.
    await one.tell({ kind: 'failed', ...(lost.kind === 'call' && { claim: lost.claim }) });
    pass(5);
    expect((await one.ask()).kind).toBe('call');
  });

  it('are closed by a success between failures', async () => {
    const { anInstance, opened } = world(stores);
    const [one, two] = [anInstance(), anInstance()];
    await times(2, () => call(one, 'failed'));
    await call(two, 'succeeded');
    await times(2, () => call(one, 'failed'));
    expect(opened).toEqual([]);
  });
});

describe('a breaker in DynamoDB', () => {
  it('untouched for a day counts as closed, though its item is still there, and can be written', async () => {
    const { store, name, pass, anInstance } = world(kinds[0]?.[1] ?? breakerStoreInMemory);
    await store.save(name, { kind: 'open', until: start + 300_000 }, 0);
    pass(24 * 3600);
    expect(await store.load(name)).toEqual({ state: closed, version: 1 });
    await call(anInstance(), 'failed');
    expect(await store.load(name)).toMatchObject({ state: { failures: 1 }, version: 2 });
  });

  it('that does not answer costs its patience and no more', async () => {
    const db = { send: () => new Promise(() => {}) } as unknown as DynamoDBDocumentClient;
    const { anInstance } = world((clock) => breakerStoreInDynamoDb(db, 'shared', clock, 5));
    const one = anInstance();
    expect(await call(one, 'failed')).toBe('call');
  });
});

describe('a source that is well', () => {
  it('costs one read in five seconds and no write', async () => {
    const store = breakerStoreInMemory();
    const { anInstance, pass } = world(() => store);
    const one = anInstance();
    await Promise.all([1, 2, 3].map(() => call(one, 'succeeded')));
    await times(100, () => call(one, 'succeeded'));
    expect(store.calls).toEqual(['load']);
    pass(4.999);
    await call(one, 'succeeded');
    pass(0.001);
    await call(one, 'succeeded');
    expect(store.calls).toEqual(['load', 'load']);
  });
});

describe('while the table is away', () => {
  const away = () => {
    const store = breakerStoreInMemory();
    store.away(true);
    return { ...world(() => store), store };
  };

  it('every instance goes by what it saw itself', async () => {
    const { anInstance, opened } = away();
    const [one, two] = [anInstance(), anInstance()];
    await times(3, () => call(one, 'failed'));
    expect((await one.ask()).kind).toBe('refused');
    expect((await two.ask()).kind).toBe('call');
    expect(opened).toHaveLength(1);
  });

  it('failures at the same time are all counted', async () => {
    const { anInstance } = away();
    const one = anInstance();
    await Promise.all([1, 2, 3].map(() => call(one, 'failed')));
    expect((await one.ask()).kind).toBe('refused');
  });

  it('one at a time still tries', async () => {
    const { anInstance, pass } = away();
    const one = anInstance();
    await times(3, () => call(one, 'failed'));
    pass(300);
    const asked = await Promise.all([1, 2, 3].map(() => one.ask()));
    expect(asked.map(({ kind }) => kind).sort()).toEqual(['call', 'refused', 'refused']);
  });

  it('what was seen is not forgotten when the table comes back, and is shared at the next change', async () => {
    const { anInstance, store, pass } = away();
    const [one, two] = [anInstance(), anInstance()];
    await times(3, () => call(one, 'failed'));
    store.away(false);
    pass(5);
    expect((await one.ask()).kind).toBe('refused');
    pass(295);
    expect(await call(one, 'failed')).toBe('call');
    expect((await two.ask()).kind).toBe('refused');
  });

  it('is asked again only every five seconds', async () => {
    const { anInstance, store } = away();
    const one = anInstance();
    await times(20, () => one.ask());
    expect(store.calls).toEqual(['load']);
  });
});
