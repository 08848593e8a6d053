import { aShard, PROMISE_SECONDS, RHYTHM, type ShardUnderTest } from './a-shard.ts';
import { anEstate } from './an-estate.ts';

let shard: ShardUnderTest;
afterEach(() => shard.close());

/** Legs of ten accounts: five pages of two. */
const SMALL_LEGS = { accountsPerRequest: 2 };
/** A round, its spread within the minute, and the minute of the tick. */
const A_ROUND_SECONDS = RHYTHM.POLL_INTERVAL_SECONDS + 120;

const nameOf = async (accountId: string): Promise<string> =>
  (await shard.door('GET', `accounts?q=${encodeURIComponent(accountId)}`))[0].name;
const borders = async () => ((await shard.one.notes.surveyed())?.ranges ?? []).flatMap(({ until }) => until ?? []);

/** Minutes in which somebody who can be read has not been read for more than a round. */
async function neglectedWhile(minutes: number): Promise<string[]> {
  const neglected: string[] = [];
  for (let minute = 1; minute <= minutes; minute++) {
    await shard.run(60);
    const { oldestSeconds } = await shard.coverageNow();
    if (oldestSeconds > A_ROUND_SECONDS) neglected.push(`minute ${minute}: ${oldestSeconds} s`);
  }
  return neglected;
}

describe('a list of accounts that changes under the cursor', () => {
  beforeEach(async () => {
    shard = await aShard({ estate: anEstate({ venues: 42, zones: 1 }), way: SMALL_LEGS });
    await shard.run(900);
    expect((await borders()).length).toBeGreaterThanOrEqual(3);
  });

  it('is read whole, each account once a round, when nothing changes', async () => {
    const before = shard.polled.length;
    expect(await neglectedWhile(15)).toEqual([]);
    const lost = shard.polled.slice(before).filter(({ kind }) => kind !== 'done');
    expect(lost).toEqual([]);
  });

  it.each<[string, (name: string, id: string) => Promise<unknown>]>([
    [
      'accounts come right before the end of a leg',
      async (name) => {
        for (let at = 0; at < 3; at++)
          await shard.door('POST', 'accounts', { add: { name: `${name.slice(0, -1)} ${at}`, zones: ['x'] } });
      },
    ],
    [
      'so many accounts come there that the end is out of reach',
      async (name) => {
        for (let at = 0; at < 15; at++)
          await shard.door('POST', 'accounts', { add: { name: `${name.slice(0, -1)} ${at}`, zones: ['x'] } });
      },
    ],
    [
      'the account at the end of a leg goes to the front of the list',
      (_, id) => shard.door('POST', 'accounts', { rename: { account: id, name: 'AAA' } }),
    ],
    [
      'the account at the end of a leg goes to the end of the list',
      (_, id) => shard.door('POST', 'accounts', { rename: { account: id, name: 'zzz' } }),
    ],
    [
      'the account at the end of a leg gets a name like its neighbours',
      (name, id) => shard.door('POST', 'accounts', { rename: { account: id, name: `${name} again` } }),
    ],
    [
      'the account at the end of a leg is removed',
      async (_, id) => {
        await shard.door('POST', 'accounts', { remove: id });
        await shard.watchAgain();
      },
    ],
  ])('leaves nobody unread for more than a round when %s', async (_, change) => {
    const [first = '', second = ''] = await borders();
    for (const id of [first, second]) await change(await nameOf(id), id);
    expect(await neglectedWhile(40)).toEqual([]);
    const { coverage } = await shard.tick();
    expect(coverage.fresh).toBe(coverage.accounts);
    expect(shard.told('outage-began')).toEqual([]);
    expect(shard.told('unknown')).toEqual([]);
    // The legs are learnt anew where an end was lost, and then nobody is missed any more.
    expect([...(await shard.one.notes.heartbeats()).values()].filter(({ lost }) => lost)).toEqual([]);
    const zone = shard.zonesOfVenue('1042')[0]?.id;
    await shard.break({ zone, state: 'offline' });
    await shard.run(PROMISE_SECONDS);
    expect(shard.told('outage-began').map(({ zoneId }) => zoneId)).toEqual([zone]);
  });

  it('loses no outage of an account that moves to another leg meanwhile', async () => {
    const [accountId = ''] = await borders();
    const zone = shard.list().accounts.get(accountId)?.zones[0]?.id;
    await shard.break({ zone, state: 'offline' });
    await shard.run(310);
    await shard.door('POST', 'accounts', { rename: { account: accountId, name: 'zzz' } });
    await shard.run(PROMISE_SECONDS);
    expect(shard.told('outage-began').map(({ zoneId }) => zoneId)).toEqual([zone]);
    await shard.mend({ zone });
    await shard.run(PROMISE_SECONDS);
    expect(shard.told('outage-ended')).toHaveLength(1);
  });
});

describe('a survey', () => {
  it('that dies halfway is begun anew, and everybody is read meanwhile by the legs there were', async () => {
    shard = await aShard({ estate: anEstate({ venues: 90, zones: 1 }), way: { accountsPerRequest: 1 } });
    await shard.run(1_200);
    const before = await shard.one.notes.surveyed();
    await shard.one.notes.saveSurveyed({ madeAt: shard.now(), ranges: before?.ranges ?? [] });
    const wanted = await shard.one.notes.surveyed();
    let pages = 0;
    shard.one.queue.send({ kind: 'survey', begunAt: shard.now() + 1, after: null, ranges: [], seen: 0 }, 0);
    shard.interfere(({ when, call }) => {
      if (when !== 'before' || call !== 'ask') return;
      pages += 1;
      if (pages % 20 === 0) throw new Error('away');
    });
    expect(await neglectedWhile(10)).toEqual([]);
    shard.interfere(undefined);
    expect(shard.told('outage-began')).toEqual([]);
    expect((await shard.one.notes.surveyed())?.ranges.length).toBe(wanted?.ranges.length);
  });

  it('that never gets to its end leaves the legs as they were', async () => {
    shard = await aShard({ estate: anEstate({ venues: 42, zones: 1 }), way: SMALL_LEGS });
    await shard.run(900);
    const before = await shard.one.notes.surveyed();
    shard.one.queue.send({ kind: 'survey', begunAt: shard.now() + 1, after: null, ranges: [], seen: 0 }, 0);
    await shard.faults({ http503: { next: 9 } });
    await shard.run(60);
    expect(await shard.one.notes.surveyed()).toEqual(before);
    expect(shard.told('unknown')).toEqual([]);
  });
});
