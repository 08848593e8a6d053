import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { layeredCache } from '../../../lambdas/runtime/cache/layered-cache.ts';
import { mailHistoryOf } from '../../../lambdas/sync/mail/mail-history-of.ts';
import { cacheStoreInMemory, type MemoryCacheStore } from '../../runtime/cache/cache-store-in-memory.ts';
import { listening } from '../../runtime/shared-state/listening.ts';
import { type ARecord, startRecord } from '../../venues/record/a-record.ts';
import { addVenue, mailFrom, openPostRoom, type PostRoom } from './a-post-room.ts';

const HOUR = 3_600_000;
const EMAIL = 'gm@hotel.example';

let record: ARecord;
let room: PostRoom;
let store: MemoryCacheStore;
let ask: (options?: { refresh?: boolean; venueId?: string }) => ReturnType<typeof mailHistoryOf>;
beforeAll(async () => {
  record = await startRecord();
});
beforeEach(async () => {
  room = await openPostRoom(record);
  const { clock } = room.time;
  store = cacheStoreInMemory(clock);
  ask = ({ venueId = '1', ...options } = {}) => {
    // Another process each time: what is kept is kept in the table.
    const cache = layeredCache({ store, clock, ...listening() });
    return mailHistoryOf(venueId, { cache, refresh: room.refresh, clock }, options);
  };
  await addVenue(record, 1, [EMAIL]);
  await room.put(mailFrom(EMAIL));
});
afterEach(async () => {
  await room.close();
  await record.clear();
});
afterAll(() => record.close());

const away = () => room.faults({ http503: true });
const back = () => room.faults({ http503: 0 });
const asked = async () => (await room.requests()).total;
const subjects = (answer: Awaited<ReturnType<typeof ask>>) => {
  const history = 'history' in answer ? answer.history : 'known' in answer ? answer.known : undefined;
  return history?.threads.map(({ subject }) => subject);
};
const laterMail = (hours: number) =>
  room.add(mailFrom(EMAIL, { subject: 'Later', date: new Date(room.time.clock().getTime() - hours * HOUR) }));

describe('the mail history of a venue', () => {
  it('is read when somebody asks, and kept for two hours', async () => {
    expect(await ask()).toMatchObject({ kind: 'fresh', history: { threads: [{ subject: 'No music' }] } });
    const requests = await asked();
    await laterMail(0);
    room.time.advance(2 * HOUR - 1);
    const kept = await ask();
    expect([kept.kind, subjects(kept), await asked()]).toEqual(['cached', ['No music'], requests]);
    room.time.advance(1);
    expect(subjects(await ask())).toEqual(['Later', 'No music']);
  });

  it('is the same as it was read, with its times', async () => {
    const read = await ask();
    const kept = await ask();
    expect([read.kind, kept.kind]).toEqual(['fresh', 'cached']);
    expect({ ...kept, kind: 'fresh' }).toEqual(read);
  });

  it('is taken from what a sweep has kept, without Gmail, and never for longer than two hours', async () => {
    await room.sweep();
    const requests = await asked();
    room.time.advance(1.5 * HOUR);
    expect((await ask()).kind).toBe('cached');
    expect(await asked()).toBe(requests);
    await laterMail(0);
    // The cache has had it for half an hour only.
    room.time.advance(0.5 * HOUR);
    expect(subjects(await ask())).toEqual(['Later', 'No music']);
  });

  it('is read anew for whoever insists', async () => {
    await ask();
    await laterMail(0);
    const anew = await ask({ refresh: true });
    expect([anew.kind, subjects(anew)]).toEqual(['fresh', ['Later', 'No music']]);
    expect(subjects(await ask())).toEqual(['Later', 'No music']);
  });

  it('is what was known, and said to be so, while Gmail is away', async () => {
    await ask();
    await away();
    room.time.advance(5 * HOUR);
    expect(await ask()).toMatchObject({
      kind: 'unavailable',
      reason: 'unavailable',
      known: { threads: [{ subject: 'No music' }] },
    });
    await back();
    room.time.advance(300_000);
    expect((await ask()).kind).toBe('fresh');
  });

  it('is still known from the record after days without Gmail', async () => {
    await ask();
    await away();
    room.time.advance(50 * HOUR);
    expect(subjects(await ask())).toEqual(['No music']);
  });

  it('is unknown where Gmail was never reached', async () => {
    await away();
    const answer = await ask();
    expect(answer).toEqual({ kind: 'unavailable', reason: 'unavailable' });
  });

  it('says how long Gmail is left alone', async () => {
    await away();
    for (let nth = 0; nth < 3; nth++) await ask();
    const answer = await ask();
    expect(answer).toMatchObject({ kind: 'unavailable', reason: 'unavailable' });
    expect('retryAfterSeconds' in answer && answer.retryAfterSeconds).toBeGreaterThan(200);
  });

  it('works while the cache is away', async () => {
    store.away(true);
    expect((await ask()).kind).toBe('fresh');
    expect((await ask()).kind).toBe('cached');
  });

  it.each(['2', '99', 'undefined-venue'])('is nobody’s for what is no open venue: %s', async (venueId) => {
    await addVenue(record, 2, ['x@two.example'], 'removed');
    expect(await ask({ venueId })).toEqual({ kind: 'unknown-venue' });
  });

  it('ends with the venue, whatever is kept', async () => {
    await ask();
    await record.rows("update venues set state = 'closed', ended_at = now()");
    room.time.advance(3 * HOUR);
    expect(await ask()).toEqual({ kind: 'unknown-venue' });
  });

  it('is never another venue’s, not even a sister’s of one domain', async () => {
    await addVenue(record, 2, ['chef@hotel.example']);
    await room.add(mailFrom('chef@hotel.example', { subject: 'From the sister' }));
    expect(subjects(await ask())).toEqual(['No music']);
    expect(subjects(await ask({ venueId: '2' }))).toEqual(['From the sister']);
  });
});
