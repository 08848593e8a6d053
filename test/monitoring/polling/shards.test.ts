import { keptWatched } from '../../../lambdas/monitoring/watched.ts';
import { aShard, PROMISE_SECONDS, type ShardUnderTest } from './a-shard.ts';
import { anEstate } from './an-estate.ts';

let shard: ShardUnderTest;
afterEach(() => shard.close());

const ownerOf = (accountId: string): string =>
  shard.shards.find(({ watchedIn }) => watchedIn(shard.list()).owns(accountId))?.id ?? 'nobody';
/** A zone of an account that the shard watches. */
const aZoneOf = (id: string, skip = 0) =>
  [...shard.list().accounts.values()].filter((account) => ownerOf(account.id) === id && account.zones.length > 0)[skip]
    ?.zones[0]?.id;

describe('shards', () => {
  beforeEach(async () => {
    shard = await aShard({ shards: ['one', 'two'], estate: anEstate({ venues: 20, zones: 2 }) });
    await shard.run(900);
  });

  it('share all accounts, each watched by one', () => {
    const owned = shard.shards.flatMap(({ watchedIn }) => watchedIn(shard.list()).accountIds);
    expect(owned.toSorted()).toEqual([...shard.list().accounts.keys()].sort());
    expect(shard.states.all.size).toBe(owned.length);
    for (const [accountId, saved] of shard.states.all) expect(saved.shard).toBe(ownerOf(accountId));
  });

  it.each<[string, object]>([
    ['is revoked', { tokenRevoked: { rate: 1, credential: 2 } }],
    ['has an empty bucket', {}],
  ])('go on when the credential of one %s: outages of the other are found, its own later', async (_, fault) => {
    const [ofOne, ofTwo] = [aZoneOf('one'), aZoneOf('two')];
    const two = shard.shards[1];
    const wire = two?.overTheWire;
    await shard.faults(fault);
    if (two && Object.keys(fault).length === 0) {
      const refused = {
        kind: 'later',
        reason: 'rate-limited',
        mayHaveRun: false,
        cost: { tokens: 25, available: 0 },
      } as const;
      two.overTheWire = { ask: async () => refused };
    }
    await shard.break({ zone: [ofOne, ofTwo], state: 'offline' });
    await shard.run(2_400);
    expect(shard.told('outage-began').map(({ zoneId }) => zoneId)).toEqual([ofOne]);
    expect(shard.notices.map(({ subject }) => subject)).toEqual([expect.stringMatching('degraded')]);
    const ofOthers = shard.told('unknown').filter(({ zoneId }) => zoneId === ofOne);
    expect(ofOthers).toEqual([]);
    await shard.faults({ tokenRevoked: 0 });
    if (two && wire) two.overTheWire = wire;
    await shard.run(PROMISE_SECONDS);
    expect(shard.told('outage-began').map(({ zoneId }) => zoneId)).toEqual([ofOne, ofTwo]);
    expect(shard.told('outage-ended')).toEqual([]);
  });

  it('are planned for one by one: one whose notes cannot be read keeps none from work', async () => {
    const [ofOne, ofTwo] = [aZoneOf('one'), aZoneOf('two', 1)];
    const one = shard.shards[0];
    const notes = one?.mortalNotes;
    if (one) {
      const away = async () => Promise.reject(new Error('away'));
      one.mortalNotes = { ...one.notes, planned: away, heartbeats: away };
    }
    await shard.break({ zone: [ofOne, ofTwo], state: 'offline' });
    await shard.run(PROMISE_SECONDS);
    expect(shard.told('outage-began').map(({ zoneId }) => zoneId)).toContain(ofTwo);
    if (one && notes) one.mortalNotes = notes;
    await shard.run(PROMISE_SECONDS);
    expect(
      shard
        .told('outage-began')
        .map(({ zoneId }) => zoneId)
        .sort(),
    ).toEqual([ofOne, ofTwo].sort());
  });
});

describe('a shard that is added', () => {
  it('takes accounts over as the other one left them: none of their time is unknown, and they are its own', async () => {
    shard = await aShard({ shards: ['one', 'two'], estate: anEstate({ venues: 20, zones: 2 }) });
    const sharedBy = (...ids: string[]) => {
      for (const each of shard.shards) each.watchedIn = keptWatched(each.id, ids);
    };
    sharedBy('one');
    await shard.run(3_600);
    sharedBy('one', 'two');
    await shard.run(900);
    expect(new Set([...shard.states.all.values()].map((saved) => saved.shard))).toEqual(new Set(['one', 'two']));
    for (const [accountId, saved] of shard.states.all) expect(saved.shard).toBe(ownerOf(accountId));
    expect(shard.told('unknown')).toEqual([]);
    expect(shard.failures).toEqual([]);
  });
});
