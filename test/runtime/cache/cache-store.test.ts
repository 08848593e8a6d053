import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Scope } from '../../../lambdas/runtime/cache/cache.ts';
import { cacheStoreInDynamoDb } from '../../../lambdas/runtime/cache/cache-store-in-dynamodb.ts';
import type { CacheEntry, Place } from '../../../lambdas/runtime/cache/entry.ts';
import type { CacheStore } from '../../../lambdas/runtime/cache/layered-cache.ts';
import type { Clock } from '../../../lambdas/runtime/clock.ts';
import { entryKey, generationKey } from '../../../lambdas/runtime/shared-state/keys.ts';
import { startSharedTable } from '../shared-state/shared-table-engine.ts';
import { cacheStoreInMemory } from './cache-store-in-memory.ts';

let engine: Awaited<ReturnType<typeof startSharedTable>>;
beforeAll(async () => {
  engine = await startSharedTable();
});
afterAll(() => engine.close());

const start = Date.parse('2026-11-21T10:00:00.000Z');
const clock: Clock = () => new Date(start);
const kinds: [string, () => CacheStore][] = [
  ['DynamoDB', () => cacheStoreInDynamoDb(engine.db, engine.table, clock)],
  ['memory', () => cacheStoreInMemory(clock)],
];
let venues = 0;
const aScope = (): Scope => `venue#${++venues}`;
const inScope = (scope: Scope, key = 'k'): Place => ({ scope, cache: 'venue-master', key });
const entry = (text: string, more: Partial<CacheEntry> = {}): CacheEntry => ({
  text,
  loadedAt: start,
  generation: 0,
  ...more,
});

describe.each(kinds)('the cached answers in %s', (_, stores) => {
  it('are found where they were put, and nowhere else', async () => {
    const store = stores();
    const [one, two] = [aScope(), aScope()];
    await store.write(inScope(one), entry('"one"'), 60);
    expect(await store.read(inScope(one))).toEqual({ generation: 0, entry: entry('"one"') });
    const elsewhere: Place[] = [inScope(two), inScope(one, 'other'), { ...inScope(one), cache: 'email' }];
    for (const place of elsewhere) expect(await store.read(place)).toEqual({ generation: 0 });
  });

  it('keep apart keys and scopes that look alike', async () => {
    const store = stores();
    await store.write({ scope: 'venue#1', cache: 'email', key: 'x' }, entry('"mine"'), 60);
    const alike: Place[] = [
      { scope: 'venue#1#ENTRY', cache: 'email', key: 'x' },
      { scope: 'venue#1', cache: 'email', key: 'email#x' },
      { scope: 'venue#1', cache: 'email', key: '' },
      { scope: 'venue#10', cache: 'email', key: 'x' },
    ];
    for (const place of alike) expect(await store.read(place)).toEqual({ generation: 0 });
  });

  it('take keys of any length', async () => {
    const store = stores();
    const scope = aScope();
    const [one, two] = [`${'ก'.repeat(3_000)}1`, `${'ก'.repeat(3_000)}2`];
    await store.write(inScope(scope, one), entry('1'), 60);
    expect(await store.read(inScope(scope, one))).toMatchObject({ entry: { text: '1' } });
    expect(await store.read(inScope(scope, two))).toEqual({ generation: 0 });
  });

  it('get a generation that only grows', async () => {
    const store = stores();
    const scope = aScope();
    await store.newGeneration(scope);
    const { generation: first } = await store.read(inScope(scope));
    await store.newGeneration(scope);
    const { generation: second } = await store.read(inScope(scope));
    expect([first, second]).toEqual([start + 1, start + 2]);
    expect(await store.read(inScope(aScope()))).toEqual({ generation: 0 });
  });

  it('are of the past when their load began before an invalidation, whenever it ended', async () => {
    const store = stores();
    const place = inScope(aScope());
    const { generation } = await store.read(place);
    await store.newGeneration(place.scope);
    await store.write(place, entry('"old"', { generation }), 60);
    const found = await store.read(place);
    expect(found.entry?.generation).not.toBe(found.generation);
    await store.write(place, entry('"new"', { generation: found.generation }), 60);
    expect(await store.read(place)).toMatchObject({ ...found, entry: { text: '"new"', generation: found.generation } });
  });

  it.each<[string, Partial<CacheEntry>, Partial<CacheEntry>, string]>([
    ['later load', { loadedAt: start }, { loadedAt: start + 1 }, 'second'],
    ['load of the same moment', { loadedAt: start }, { loadedAt: start }, 'second'],
    ['earlier load that ended last', { loadedAt: start + 1 }, { loadedAt: start }, 'first'],
    ['load begun before an invalidation', { generation: 7, loadedAt: start + 9 }, { generation: 0 }, 'first'],
    ['load begun when the invalidation was long forgotten', { generation: 7 }, { loadedAt: start + 9 }, 'second'],
  ])('after a %s keep what knows more', async (_why, first, second, winner) => {
    const store = stores();
    const place = inScope(aScope());
    await store.write(place, entry('"first"', first), 60);
    await store.write(place, entry('"second"', second), 60);
    expect((await store.read(place)).entry?.text).toBe(`"${winner}"`);
  });

  it.each([
    [350 * 1024, true],
    [350 * 1024 + 1, false],
  ])('of %i bytes are kept: %s', async (bytes, isKept) => {
    const store = stores();
    const place = inScope(aScope());
    const text = JSON.stringify('a'.repeat(bytes - 2));
    await store.write(place, entry(text), 60);
    expect((await store.read(place)).entry?.text === text).toBe(isKept);
  });
});

describe('the cached answers in DynamoDB', () => {
  it('expire after their life, and generations after every entry that could be of them', async () => {
    const store = cacheStoreInDynamoDb(engine.db, engine.table, clock);
    const scope = aScope();
    await store.write(inScope(scope), entry('1'), 7 * 24 * 3600);
    await store.newGeneration(scope);
    const end = async (Key: { pk: string; sk: string }) =>
      (await engine.db.send(new GetCommand({ TableName: engine.table, Key }))).Item?.expiresAt - start / 1000;
    const [entryEnds, generationEnds] = [
      await end(entryKey(scope, 'venue-master', 'k')),
      await end(generationKey(scope)),
    ];
    expect(entryEnds).toBe(7 * 24 * 3600);
    expect(generationEnds).toBeGreaterThan(entryEnds);
  });

  it('are not taken for valid when their generation was not read', async () => {
    const { pk, sk } = entryKey('venue#1', 'email', 'k');
    const send = async () => ({
      Responses: { shared: [{ pk, sk, text: '1', loadedAt: start, generation: 0 }] },
      UnprocessedKeys: { shared: { Keys: [generationKey('venue#1')] } },
    });
    const store = cacheStoreInDynamoDb({ send } as unknown as DynamoDBDocumentClient, 'shared', clock);
    const reading = store.read({ scope: 'venue#1', cache: 'email', key: 'k' });
    await expect(reading).rejects.toMatchObject({ code: 'cache-throttled' });
  });

  it('that do not come are given up soon', async () => {
    const db = { send: () => new Promise(() => {}) } as unknown as DynamoDBDocumentClient;
    const store = cacheStoreInDynamoDb(db, 'shared', clock, 5);
    await expect(store.read(inScope('venue#1'))).rejects.toMatchObject({ name: 'TimeoutError' });
    await expect(store.write(inScope('venue#1'), entry('1'), 60)).rejects.toMatchObject({ name: 'TimeoutError' });
    await expect(store.newGeneration('venue#1')).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
