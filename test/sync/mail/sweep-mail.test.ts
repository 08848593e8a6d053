import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Sql, SqlClient } from '../../../lambdas/runtime/sql/sql-client.ts';
import { type ARecord, startRecord } from '../../venues/record/a-record.ts';
import { addVenue, mailFrom, openPostRoom, type PostRoom } from './a-post-room.ts';

const HOUR = 3_600_000;

let record: ARecord;
let room: PostRoom;
beforeAll(async () => {
  record = await startRecord();
});
beforeEach(async () => {
  room = await openPostRoom(record);
});
afterEach(async () => {
  await room.close();
  await record.clear();
});
afterAll(() => record.close());

const emailOf = (id: number) => `gm@hotel-${id}.example`;
/** Venues that each have a contact and so many mails. */
async function venues(ids: number[], mailsEach = 1) {
  for (const id of ids) await addVenue(record, id, [emailOf(id)]);
  await room.put(
    ...ids.flatMap((id) =>
      Array.from({ length: mailsEach }, (_, nth) => mailFrom(emailOf(id), { subject: `Mail ${nth}` })),
    ),
  );
}

describe('a sweep', () => {
  it('keeps what every venue wrote, each with its own venue', async () => {
    await venues([1, 2, 3]);
    expect(await room.sweep()).toEqual({
      kind: 'swept',
      venues: 3,
      threads: 3,
      inTrouble: 0,
      forgotten: 0,
      postponed: 0,
      ended: 'done',
    });
    expect(await room.threads()).toEqual(['1 Mail 0', '2 Mail 0', '3 Mail 0']);
  });

  it('looks again after a day, at those first that waited longest, and reads only what changed', async () => {
    await venues([1, 2]);
    await room.sweep();
    expect(room.looked()).toEqual(['1', '2']);
    await addVenue(record, 3, [emailOf(3)]);
    room.time.advance(23 * HOUR);
    await room.sweep();
    expect(room.looked()).toEqual(['3']);
    room.time.advance(2 * HOUR);
    await room.add(mailFrom(emailOf(2), { subject: 'Mail 0', date: '2026-11-22T10:00:00Z' }));
    expect(await room.sweep()).toMatchObject({ venues: 2, threads: 1, ended: 'done' });
    expect(room.looked()).toEqual(['1', '2']);
  });

  it('stays within the minute’s quota, by what it really read', async () => {
    await venues([1, 2, 3], 4);
    await addVenue(record, 4, []);
    await room.sweep({ unitsPerMinute: 1_000 });
    // A listing and four threads are 170 units; the last of a run waits for nobody.
    expect(room.sleeps.map((seconds) => Math.round(seconds * 10) / 10)).toEqual([10.2, 10.2, 10.2]);
    expect((await room.requests()).total).toBeGreaterThan(0);
  });

  it('never meets the limit of Gmail itself, though its looks come in bursts', async () => {
    await venues([1, 2, 3, 4, 5, 6, 7, 8], 25);
    expect(await room.sweep({ unitsPerMinute: 4_000 })).toMatchObject({ venues: 8, threads: 200, ended: 'done' });
    expect((await room.requests()).byStatus).toEqual({ 200: 209 });
  });

  it('ends in time and leaves the rest for the next one', async () => {
    await venues([1, 2, 3, 4]);
    expect(await room.sweep({ seconds: 6, unitsPerMinute: 1_000 })).toMatchObject({
      venues: 2,
      postponed: 2,
      ended: 'out-of-time',
    });
    expect(await room.sweep()).toMatchObject({ venues: 2, postponed: 0, ended: 'done' });
    expect(room.looked()).toEqual(['1', '2', '3', '4']);
  });

  it('does no more than one run should, and says that there is more', async () => {
    await venues([1, 2, 3, 4]);
    expect(await room.sweep({ mostPerRun: 2 })).toMatchObject({ venues: 2, postponed: 1 });
    expect(await room.sweep({ mostPerRun: 2 })).toMatchObject({ venues: 2, postponed: 0 });
    expect(await room.sweep({ mostPerRun: 2 })).toMatchObject({ venues: 0 });
  });
});

describe('Gmail away in the middle', () => {
  it.each<[string, object, string]>([
    ['down', { http503: true }, 'unavailable'],
    ['too busy', { rateLimited: true }, 'rate-limited'],
    ['closed to us', { unauthorizedDelegation: true, tokenExpired: true }, 'unauthorized'],
  ])('(%s) ends the sweep, keeps what was saved, and the rest comes next time', async (_, faults, reason) => {
    await venues([1, 2, 3, 4]);
    const sleepThenFail = async (seconds: number) => {
      room.time.advance(seconds * 1000);
      if (room.looked().includes('2')) await room.faults(faults);
    };
    expect(await room.sweep({}, { sleep: sleepThenFail })).toMatchObject({
      venues: 2,
      postponed: 2,
      ended: 'gmail-unavailable',
      reason,
    });
    expect(await room.threads()).toEqual(['1 Mail 0', '2 Mail 0']);
    await room.faults(Object.fromEntries(Object.keys(faults).map((name) => [name, 0])));
    room.time.advance(600_000);
    room.looked();
    expect(await room.sweep()).toMatchObject({ venues: 2, ended: 'done' });
    expect(room.looked()).toEqual(['3', '4']);
    expect(await room.threads()).toHaveLength(4);
  });

  it('leaves what is known of a venue alone', async () => {
    await venues([1]);
    await room.sweep();
    room.time.advance(25 * HOUR);
    await room.add(mailFrom(emailOf(1), { subject: 'New', date: '2026-11-22T10:00:00Z' }));
    await room.faults({ halfPage: true });
    expect(await room.sweep()).toMatchObject({ ended: 'gmail-unavailable', reason: 'network' });
    expect(await room.threads()).toEqual(['1 Mail 0']);
  });

  it('is not asked at all while it is known to be away', async () => {
    await venues([1]);
    await room.faults({ http503: true });
    for (let nth = 0; nth < 3; nth++) await room.sweep();
    const asked = (await room.requests()).total;
    expect(await room.sweep()).toMatchObject({ ended: 'gmail-unavailable', reason: 'unavailable' });
    expect((await room.requests()).total).toBe(asked);
  });
});

describe('two sweeps at once', () => {
  it('are one: the second leaves it to the first', async () => {
    await venues([1, 2]);
    let second: unknown;
    const sleep = async () => {
      second = await room.sweep();
    };
    expect(await room.sweep({}, { sleep })).toMatchObject({ venues: 2 });
    expect(second).toEqual({ kind: 'already-under-way', since: '2026-11-21T10:00:00.000Z' });
    expect(room.looked()).toEqual(['1', '2']);
  });

  it('do not wait for ever for one that died', async () => {
    await venues([1, 2, 3]);
    let died = () => {};
    const death = new Promise<void>((resolve) => {
      died = resolve;
    });
    const never = new Promise<void>(() => {});
    void room.sweep(
      {},
      {
        sleep: () => {
          died();
          return never;
        },
      },
    );
    await death;
    expect(await room.threads()).toEqual(['1 Mail 0']);
    room.time.advance(539_000);
    expect(await room.sweep()).toMatchObject({ kind: 'already-under-way' });
    room.time.advance(2_000);
    room.looked();
    expect(await room.sweep()).toMatchObject({ venues: 2, ended: 'done' });
    expect(room.looked()).toEqual(['2', '3']);
    expect(await room.threads()).toEqual(['1 Mail 0', '2 Mail 0', '3 Mail 0']);
  });
});

describe('a crash', () => {
  class Crash extends Error {}
  /** Dies when it is about to send its n-th statement, and works again after that. */
  function dyingAt(statement: number): SqlClient {
    let sent = 0;
    const orDie = () => {
      if (++sent === statement) throw new Crash();
    };
    const dying = (inner: Sql): Sql => ({
      query: async (...asked) => {
        orDie();
        return inner.query(...asked);
      },
      execute: async (...asked) => {
        orDie();
        return inner.execute(...asked);
      },
    });
    return { ...dying(record.sql), transaction: (work) => record.sql.transaction((within) => work(dying(within))) };
  }

  it('before any statement loses no venue and does none twice', async () => {
    let statement = 1;
    for (; statement < 60; statement++) {
      await venues([1, 2], 2);
      const outcome = await room.sweep({}, { sql: dyingAt(statement) }).catch((error: unknown) => error);
      const isWhole = !(outcome instanceof Crash) && room.troubles.splice(0).length === 0;
      for (const { venue, threads } of await counts()) expect([venue, threads]).toEqual([venue, 2]);
      await room.sweep();
      expect(await room.threads()).toEqual(['1 Mail 0', '1 Mail 1', '2 Mail 0', '2 Mail 1']);
      await record.clear();
      if (isWhole) break;
    }
    expect(statement).toBeGreaterThan(10);
    expect(record.database.openTransactions()).toBe(0);
  });

  const counts = () =>
    record.rows(
      'select s.venue_id as venue, count(t.*)::int as threads from mail_sweeps s left join mail_threads t using (venue_id) group by 1',
    );
});

describe('one venue’s own trouble', () => {
  it('is told and keeps nobody else waiting', async () => {
    await venues([1, 2, 3]);
    const refresh = async (venueId: string) => {
      if (venueId === '1') return { kind: 'unavailable', reason: 'bad-request' } as const;
      if (venueId === '2') throw new TypeError('a row nobody expected');
      return room.refresh(venueId);
    };
    expect(await room.sweep({}, { refresh })).toMatchObject({ venues: 1, inTrouble: 2, ended: 'done' });
    expect(room.troubles).toEqual(['1', '2']);
    expect(await room.threads()).toEqual(['3 Mail 0']);
  });

  it('is not a database that is away: that ends the sweep as a failure', async () => {
    await venues([1, 2]);
    record.database.faults.set({ unavailable: true });
    await expect(room.sweep()).rejects.toMatchObject({ name: 'SqlFailure', retryable: true });
    record.database.faults.clear();
    expect(await room.sweep()).toMatchObject({ venues: 2, ended: 'done' });
  });
});
