import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../../../lambdas/runtime/clock.ts';
import type { Lease } from '../../../lambdas/runtime/shared-state/lease.ts';
import { leaseInDynamoDb } from '../../../lambdas/runtime/shared-state/lease-in-dynamodb.ts';
import { leaseInMemory } from './lease-in-memory.ts';
import { startSharedTable } from './shared-table-engine.ts';

let engine: Awaited<ReturnType<typeof startSharedTable>>;
beforeAll(async () => {
  engine = await startSharedTable();
});
afterAll(() => engine.close());

const kinds: [string, (clock: Clock) => Lease][] = [
  ['DynamoDB', (clock) => leaseInDynamoDb(engine.db, engine.table, clock)],
  ['memory', leaseInMemory],
];

const start = Date.parse('2026-11-21T10:00:00.000Z');
const at = (seconds: number) => new Date(start + seconds * 1000);
let names = 0;

describe.each(kinds)('a lease in %s', (_, leases) => {
  const aLease = () => {
    let now = 0;
    const name = `lease-${++names}`;
    const lease = leases(() => at(now));
    return {
      name,
      lease,
      pass: (seconds: number) => {
        now += seconds;
      },
    };
  };
  const run1 = { id: 'run-1', runId: 'run-1', startedBy: { schedule: 'every 30 minutes' } };
  const run2 = { id: 'run-2' };

  it('goes to the first who asks; the others hear whose it is and until when', async () => {
    const { lease, name } = aLease();
    expect(await lease.acquire(name, run1, 60)).toEqual({ kind: 'acquired', until: at(60) });
    expect(await lease.acquire(name, run2, 60)).toEqual({ kind: 'held', by: run1, until: at(60) });
    expect(await lease.holderOf(name)).toEqual({ holder: run1, until: at(60) });
  });

  it('goes to exactly one of many who ask at once', async () => {
    const { lease, name } = aLease();
    const asks = Array.from({ length: 20 }, (_, index) => lease.acquire(name, { id: `run-${index}` }, 60));
    const kindsOf = (await Promise.all(asks)).map(({ kind }) => kind);
    expect(kindsOf.filter((kind) => kind === 'acquired')).toHaveLength(1);
  });

  it('is taken over when it has expired, not a millisecond earlier', async () => {
    const { lease, name, pass } = aLease();
    await lease.acquire(name, run1, 60);
    pass(59.999);
    expect(await lease.acquire(name, run2, 60)).toMatchObject({ kind: 'held' });
    pass(0.001);
    expect(await lease.holderOf(name)).toBeUndefined();
    expect(await lease.acquire(name, run2, 60)).toEqual({ kind: 'acquired', until: at(120) });
    expect(await lease.holderOf(name)).toMatchObject({ holder: run2 });
  });

  it('is renewed by its holder', async () => {
    const { lease, name, pass } = aLease();
    await lease.acquire(name, run1, 60);
    pass(50);
    expect(await lease.acquire(name, run1, 60)).toEqual({ kind: 'acquired', until: at(110) });
  });

  it('is released by its holder only', async () => {
    const { lease, name } = aLease();
    await lease.acquire(name, run1, 60);
    expect(await lease.release(name, run2)).toBe(false);
    expect(await lease.release(name, run1)).toBe(true);
    expect(await lease.release(name, run1)).toBe(false);
    expect(await lease.acquire(name, run2, 60)).toMatchObject({ kind: 'acquired' });
  });

  it('that was lost by expiry cannot be released any more, nor can its successor’s', async () => {
    const { lease, name, pass } = aLease();
    await lease.acquire(name, run1, 60);
    pass(60);
    expect(await lease.release(name, run1)).toBe(false);
    await lease.acquire(name, run2, 60);
    expect(await lease.release(name, run1)).toBe(false);
    expect(await lease.holderOf(name)).toMatchObject({ holder: run2 });
  });

  it('stands for one name', async () => {
    const { lease, name } = aLease();
    await lease.acquire(name, run1, 60);
    expect(await lease.acquire(`${name}-other`, run2, 60)).toMatchObject({ kind: 'acquired' });
    expect(await lease.holderOf('never-heard-of')).toBeUndefined();
  });
});

describe('a lease whose table is away', () => {
  it('is neither given nor refused: nobody knows', async () => {
    const away = new Error('socket hang up');
    const db = { send: () => Promise.reject(away) } as unknown as DynamoDBDocumentClient;
    const lease = leaseInDynamoDb(db, 'shared', () => at(0));
    await expect(lease.acquire('sync', { id: 'run-1' }, 60)).rejects.toBe(away);
    await expect(lease.release('sync', { id: 'run-1' })).rejects.toBe(away);
    await expect(lease.holderOf('sync')).rejects.toBe(away);
  });
});
