import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../../../lambdas/runtime/clock.ts';
import { bucketsInDynamoDb } from '../../../lambdas/runtime/rate-limit/buckets-in-dynamodb.ts';
import type { LimitName } from '../../../lambdas/runtime/rate-limit/limits.ts';
import { type Buckets, rateLimiter } from '../../../lambdas/runtime/rate-limit/rate-limiter.ts';
import { listening } from '../shared-state/listening.ts';
import { startSharedTable } from '../shared-state/shared-table-engine.ts';
import { bucketsInMemory } from './buckets-in-memory.ts';

let engine: Awaited<ReturnType<typeof startSharedTable>>;
beforeAll(async () => {
  engine = await startSharedTable();
});
afterAll(() => engine.close());

const shared = new Map<string, number>();
const kinds: [string, (clock: Clock) => Buckets][] = [
  ['DynamoDB', (clock) => bucketsInDynamoDb(engine.db, engine.table, clock, 10_000)],
  ['memory', (clock) => bucketsInMemory(clock, shared)],
];
const start = Date.parse('2026-11-21T10:00:00.000Z');
let people = 0;

describe.each(kinds)('limits counted in %s', (_, buckets) => {
  const world = () => {
    let now = 0;
    const who = `person-${++people}`;
    /** An instance whose clock is wrong by so much. */
    const anInstance = (wrongBySeconds = 0) => {
      const clock = () => new Date(start + (now + wrongBySeconds) * 1000);
      const { take } = rateLimiter({ buckets: buckets(clock), clock, log: listening().log });
      return (limit: LimitName, n?: number) => take(limit, who, n);
    };
    return {
      anInstance,
      who,
      pass: (seconds: number) => {
        now += seconds;
      },
    };
  };
  const allowedOf = async (count: number, work: () => Promise<{ kind: string }>) => {
    let allowed = 0;
    for (let i = 0; i < count; i++) if ((await work()).kind === 'allowed') allowed++;
    return allowed;
  };

  it.each<[LimitName, number]>([
    ['data_sync', 10],
    ['email_send', 50],
    ['venue_search', 100],
  ])('allow %s %i times, then refuse', async (limit, most) => {
    const take = world().anInstance();
    expect(await take(limit)).toEqual({ kind: 'allowed', left: most - 1 });
    expect(await allowedOf(most - 2, () => take(limit))).toBe(most - 2);
    expect(await take(limit)).toEqual({ kind: 'allowed', left: 0 });
    expect(await take(limit)).toMatchObject({ kind: 'refused', because: 'used-up' });
  });

  it('say how long to wait, and are right', async () => {
    const { anInstance, pass } = world();
    const take = anInstance();
    await take('data_sync', 10);
    expect(await take('data_sync')).toEqual({ kind: 'refused', retryAfterSeconds: 6, because: 'used-up' });
    pass(5.9);
    expect(await take('data_sync')).toEqual({ kind: 'refused', retryAfterSeconds: 1, because: 'used-up' });
    pass(0.1);
    expect(await take('data_sync')).toEqual({ kind: 'allowed', left: 0 });
    expect(await take('data_sync', 10)).toEqual({ kind: 'refused', retryAfterSeconds: 60, because: 'used-up' });
  });

  it('fill up with time, and never beyond full', async () => {
    const { anInstance, pass } = world();
    const take = anInstance();
    await take('data_sync', 10);
    pass(30);
    expect(await take('data_sync', 3)).toEqual({ kind: 'allowed', left: 2 });
    pass(3600);
    expect(await take('data_sync')).toEqual({ kind: 'allowed', left: 9 });
    pass(7 * 24 * 3600);
    expect(await take('data_sync', 10)).toEqual({ kind: 'allowed', left: 0 });
  });

  it('take all of several or none', async () => {
    const take = world().anInstance();
    await take('data_sync', 8);
    expect(await take('data_sync', 3)).toMatchObject({ kind: 'refused' });
    expect(await take('data_sync', 2)).toEqual({ kind: 'allowed', left: 0 });
  });

  it('are one bucket for all instances, and one for each person and each limit', async () => {
    const { anInstance } = world();
    const [one, two] = [anInstance(), anInstance()];
    await one('data_sync', 6);
    expect(await two('data_sync', 4)).toEqual({ kind: 'allowed', left: 0 });
    expect((await one('data_sync')).kind).toBe('refused');
    expect((await one('email_send')).kind).toBe('allowed');
    expect((await world().anInstance()('data_sync')).kind).toBe('allowed');
  });

  it('never give out more than there is to 200 who take at once from ten instances', async () => {
    const { anInstance } = world();
    const instances = Array.from({ length: 10 }, () => anInstance());
    const takes = Array.from({ length: 200 }, (_, index) => (instances[index % 10] ?? anInstance())('venue_search'));
    const outcomes = await Promise.all(takes);
    expect(outcomes.filter(({ kind }) => kind === 'allowed')).toHaveLength(100);
    const lefts = outcomes.flatMap((outcome) => (outcome.kind === 'allowed' ? [outcome.left] : []));
    expect(new Set(lefts).size).toBe(100);
  });

  it.each([
    { clocks: [12, -12, 0], atOnce: 10 },
    // Two more than the bucket holds: what 12 seconds bring, lent to the clock that runs ahead…
    { clocks: [0, -12, 12], atOnce: 12 },
  ])('mint nothing for clocks that disagree by $clocks seconds and take turns', async ({ clocks, atOnce }) => {
    const { anInstance, pass } = world();
    const instances = clocks.map((wrongBy) => anInstance(wrongBy));
    const allowedNow = async () => {
      let allowed = 0;
      for (let round = 0; round < 12; round++) {
        for (const take of instances) allowed += await allowedOf(1, () => take('data_sync'));
      }
      return allowed;
    };
    expect(await allowedNow()).toBe(atOnce);
    let later = 0;
    for (let minute = 0; minute < 3; minute++) {
      pass(60);
      later += await allowedNow();
    }
    // … and once only: three minutes bring thirty, whoever asks.
    expect(atOnce + later).toBeLessThanOrEqual(10 + 30 + 2);
    expect(later).toBeGreaterThanOrEqual(30);
  });

  it.each([0, -1, 1.5, 11])('know no taking of %d at once of ten', async (n) => {
    await expect(world().anInstance()('data_sync', n)).rejects.toThrow(RangeError);
  });
});

describe('the number of writes', () => {
  it('is one a take, once an instance has seen the bucket', async () => {
    let sent = 0;
    const db = { send: (...args: unknown[]) => ++sent && Reflect.apply(engine.db.send, engine.db, args) };
    const buckets = bucketsInDynamoDb(db as unknown as DynamoDBDocumentClient, engine.table, () => new Date(start));
    const take = () => buckets.take('data_sync', 'counting', { costMilliseconds: 6_000, capacityMilliseconds: 60_000 });
    for (let i = 0; i < 10; i++) expect((await take()).kind).toBe('taken');
    expect(sent).toBe(10);
    expect((await take()).kind).toBe('short');
    expect(sent).toBe(11);
  });
});

describe('while the table is away', () => {
  it.each<[LimitName, object]>([
    ['venue_search', { kind: 'allowed' }],
    ['status_check', { kind: 'allowed' }],
    ['data_sync', { kind: 'allowed' }],
    ['email_send', { kind: 'refused', retryAfterSeconds: 60, because: 'unknown' }],
  ])('%s is %j', async (limit, outcome) => {
    const db = { send: () => Promise.reject(new Error('ThrottlingException')) } as unknown as DynamoDBDocumentClient;
    const clock = () => new Date(start);
    const { log, said } = listening();
    const { take } = rateLimiter({ buckets: bucketsInDynamoDb(db, 'shared', clock), clock, log });
    expect(await take(limit, 'somebody')).toEqual(outcome);
    expect(said).toEqual(['limit unknown']);
  });

  it('and silent, nobody waits for long', async () => {
    const db = { send: () => new Promise(() => {}) } as unknown as DynamoDBDocumentClient;
    const clock = () => new Date(start);
    const { take } = rateLimiter({ buckets: bucketsInDynamoDb(db, 'shared', clock, 5), clock, log: listening().log });
    expect(await take('venue_search', 'somebody')).toEqual({ kind: 'allowed' });
  });
});
