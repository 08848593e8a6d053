import { aShard, aWay, PROMISE_SECONDS, type ShardOptions, type ShardUnderTest } from './a-shard.ts';
import { anEstate } from './an-estate.ts';

let shard: ShardUnderTest;
afterEach(() => shard.close());

async function findsAndEndsAnOutage(zone: string | undefined, within = PROMISE_SECONDS) {
  const before = shard.told('outage-began').length;
  const ended = shard.told('outage-ended').length;
  await shard.break({ zone, state: 'offline' });
  await shard.run(within);
  expect(
    shard
      .told('outage-began')
      .slice(before)
      .map(({ zoneId }) => zoneId),
  ).toEqual([zone]);
  await shard.mend({ zone });
  await shard.run(within);
  expect(
    shard
      .told('outage-ended')
      .slice(ended)
      .map(({ zoneId, reason }) => [zoneId, reason]),
  ).toEqual([[zone, 'recovered']]);
}

const everybodyIsRead = async () => {
  const { accounts, fresh } = await shard.coverageNow();
  expect(fresh).toBe(accounts);
};

describe('every way of asking', () => {
  it.each<[string, ShardOptions]>([
    ['pages in full', { way: { shape: 'pages' } }],
    ['pages by presence, in full every third round', { way: { shape: 'pages', detail: 'presence', fullEvery: 3 } }],
    ['accounts by id', { way: { shape: 'accounts', accountsPerRequest: 10 } }],
    ['accounts by id, by presence', { way: { shape: 'accounts', detail: 'presence', fullEvery: 6 } }],
    ['counters', { way: { shape: 'counters', fullEvery: 12 } }],
    ['counters, a closer look by presence', { way: { shape: 'counters', detail: 'presence', fullEvery: 12 } }],
    ['what is measured under cost model L', {}],
    ['what is measured under cost model M', { costModel: 'M' }],
  ])('finds and ends an outage in time, and tells nothing else: %s', async (_, options) => {
    shard = await aShard({ ...options, estate: anEstate({ venues: 12, zones: 3 }) });
    await shard.run(1_500);
    await everybodyIsRead();
    const writes = shard.states.writes.length;
    await shard.run(1_800);
    expect(shard.states.writes).toHaveLength(writes);
    for (const venue of ['1001', '1007', '1012']) await findsAndEndsAnOutage(shard.zonesOfVenue(venue)[1]?.id);
    expect(shard.told('outage-began')).toHaveLength(3);
    expect(shard.told('unknown')).toEqual([]);
    expect(shard.failures).toEqual([]);
  });

  it.each(['pages', 'accounts', 'counters'] as const)(
    'finds a pause by %s, at the next look in full',
    async (shape) => {
      shard = await aShard({ way: { shape, detail: 'presence', fullEvery: 4 } });
      await shard.run(900);
      const zone = shard.zonesOfVenue('1002')[0]?.id;
      await shard.break({ zone, state: 'paused' });
      await shard.run(4 * 300 + 1_200);
      expect(shard.told('outage-began')).toMatchObject([{ zoneId: zone, cause: 'silent' }]);
    },
  );

  it('counts alone do not tell that one zone came back while another went: the next look in full does', async () => {
    const fullEvery = 6;
    shard = await aShard({ way: { shape: 'counters', fullEvery } });
    await shard.run(900);
    const [one, other] = shard.zonesOfVenue('1002');
    await shard.break({ zone: one?.id, state: 'offline' });
    await shard.run(3 * 3_600);
    await shard.mend({ zone: one?.id });
    await shard.break({ zone: other?.id, state: 'offline' });
    await shard.run(fullEvery * 300 + PROMISE_SECONDS);
    expect(shard.told('outage-began').map(({ zoneId }) => zoneId)).toEqual([one?.id, other?.id]);
    expect(shard.told('outage-ended').map(({ zoneId }) => zoneId)).toEqual([one?.id]);
  });

  it.each(['pages', 'accounts', 'counters'] as const)(
    'reads every zone of an account with 250 by %s',
    async (shape) => {
      shard = await aShard({
        way: { shape, zonesPerAccount: 100 },
        estate: anEstate({ venues: 3, zones: [2, 250, 2] }),
      });
      await shard.run(900);
      const zones = shard.zonesOfVenue('1002');
      expect(zones).toHaveLength(250);
      const known = [...shard.states.all.values()].reduce((sum, { state }) => sum + Object.keys(state.zones).length, 0);
      expect(known).toBe(shard.zoneIds().length);
      expect(shard.told('gone')).toEqual([]);
      await findsAndEndsAnOutage(zones.at(-1)?.id);
    },
  );
});

describe('a way of asking that changes while an outage runs', () => {
  const SHAPES = ['pages', 'accounts', 'counters'] as const;
  it.each(SHAPES.flatMap((from) => SHAPES.filter((to) => to !== from).map((to) => [from, to] as const)))(
    'from %s to %s loses, ends and doubles nothing',
    async (from, to) => {
      shard = await aShard({ way: { shape: from, fullEvery: 3 }, estate: anEstate({ venues: 12, zones: 2 }) });
      await shard.run(1_200);
      const [running, later] = [shard.zonesOfVenue('1003')[0]?.id, shard.zonesOfVenue('1009')[1]?.id];
      await shard.break({ zone: running, state: 'offline' });
      await shard.run(PROMISE_SECONDS);
      await shard.one.notes.saveWay(aWay({ shape: to, fullEvery: 3, measuredAt: shard.now() }));
      await shard.run(1_200);
      expect(shard.told('outage-ended')).toEqual([]);
      await everybodyIsRead();
      await findsAndEndsAnOutage(later);
      await shard.mend({ zone: running });
      await shard.run(PROMISE_SECONDS);
      expect(shard.told('outage-began').map(({ zoneId }) => zoneId)).toEqual([running, later]);
      expect(shard.told('outage-ended').map(({ zoneId }) => zoneId)).toEqual([later, running]);
      expect(shard.told('unknown')).toEqual([]);
    },
  );

  it('to much smaller pages learns the legs anew, and leaves nobody unread', async () => {
    shard = await aShard({ way: { accountsPerRequest: 100 }, estate: anEstate({ venues: 30, zones: 1 }) });
    await shard.run(900);
    await shard.one.notes.saveWay(aWay({ accountsPerRequest: 2, measuredAt: shard.now() }));
    await shard.run(1_200);
    expect((await shard.one.notes.surveyed())?.ranges.length).toBeGreaterThan(1);
    await everybodyIsRead();
    await findsAndEndsAnOutage(shard.zonesOfVenue('1030')[0]?.id);
  });
});

describe('a credential that pays by the size of what it asks for', () => {
  it('comes to the end of every leg, keeps a fifth of its tokens, and finds outages in time', async () => {
    shard = await aShard({ costModel: 'M', estate: anEstate({ venues: 250, zones: 1 }) });
    await shard.run(2_400);
    await everybodyIsRead();
    expect((await shard.one.notes.way())?.measured.unmeasured).toEqual([]);
    expect(shard.one.lowest).toBeGreaterThanOrEqual(720);
    await findsAndEndsAnOutage(shard.zonesOfVenue('1250')[0]?.id);
  }, 60_000);

  it('whose pages are dear has legs that one run can pay for', async () => {
    const dear = { accountsPerRequest: 38, zonesPerAccount: 10, tokensPerRound: 7 * 1_200, requestsPerRound: 7 };
    shard = await aShard({ costModel: 'M', estate: anEstate({ venues: 250, zones: 1 }), way: dear });
    await shard.run(1_200);
    const before = shard.polled.length;
    await shard.run(1_200);
    await everybodyIsRead();
    const legs = shard.polled.slice(before).filter(({ work }) => work.kind === 'pages');
    expect(legs.filter((one) => one.kind === 'done' && one.unread !== undefined)).toEqual([]);
    expect((await shard.coverageNow()).oldestSeconds).toBeLessThan(480);
    expect(shard.one.lowest).toBeGreaterThanOrEqual(720);
  }, 60_000);
});

/** In full, under the usual price model. */
const TOKENS_OF_AN_ACCOUNT = 31;

describe('two shards that count', () => {
  it('look closer at their own accounts only', async () => {
    shard = await aShard({
      shards: ['one', 'two'],
      way: { shape: 'counters', fullEvery: 3 },
      estate: anEstate({ venues: 30, zones: 1 }),
    });
    await shard.run(3_000);
    await everybodyIsRead();
    const operations = (await shard.door('GET', 'requests')).operations;
    // Of thirty-one accounts each is looked at by one shard: at first, and in every third round.
    const looks = 31 * (3_000 / 300 / 3 + 2);
    expect(operations.LookAtAccounts.tokens).toBeLessThanOrEqual(looks * TOKENS_OF_AN_ACCOUNT);
    await findsAndEndsAnOutage(shard.zonesOfVenue('1003')[0]?.id);
  });
});

describe('a leg that fails halfway', () => {
  it('makes unknown only whom it did not reach, since it did not reach them', async () => {
    shard = await aShard({ way: { accountsPerRequest: 4 }, estate: anEstate({ venues: 7, zones: 1 }) });
    await shard.run(900);
    const reached = shard.zonesOfVenue('1001')[0]?.id;
    const behind = shard.zonesOfVenue('1007')[0]?.id;
    /** In a round the second page fails, in the next both do. */
    let failing: 'second' | 'both' = 'second';
    let pages = 0;
    const { overTheWire } = shard.one;
    shard.one.overTheWire = {
      async ask(operation, variables) {
        pages = variables.after ? 2 : 1;
        if (pages === 2 || failing === 'both') return { kind: 'later', reason: 'unavailable', mayHaveRun: false };
        return overTheWire.ask(operation, variables);
      },
    };
    await shard.run(1_500);
    const bothFrom = shard.now();
    failing = 'both';
    await shard.run(600);
    const backAt = shard.now();
    shard.one.overTheWire = overTheWire;
    await shard.run(600);
    const spellOf = (zone: string | undefined) => shard.told('unknown').filter(({ zoneId }) => zoneId === zone);
    expect(spellOf(reached)).toHaveLength(1);
    expect(spellOf(behind)).toHaveLength(1);
    expect(spellOf(reached)[0]?.at).toBeGreaterThan(bothFrom - 310_000);
    expect(spellOf(behind)[0]?.at).toBeLessThan(bothFrom - 1_150_000);
    for (const { until } of shard.told('unknown')) expect(until).toBeGreaterThan(backAt);
  });

  it('for one account that is refused goes on behind it', async () => {
    shard = await aShard({ way: { zonesPerAccount: 2 }, estate: anEstate({ venues: 5, zones: [1, 5, 1, 1, 1] }) });
    const { overTheWire } = shard.one;
    shard.one.overTheWire = {
      ask: async (operation, variables) =>
        operation.name === 'LookAtRest'
          ? { kind: 'refused', reason: 'not-understood', errors: [] }
          : overTheWire.ask(operation, variables),
    };
    await shard.run(900);
    expect(shard.states.all.size).toBe(shard.list().accounts.size);
    expect(shard.told('gone')).toEqual([]);
    await findsAndEndsAnOutage(shard.zonesOfVenue('1005')[0]?.id);
  });
});
