import { type DiscoveredAccount, discoverAccounts } from '../../../lambdas/clients/soundtrack/index.ts';
import { generateEstate } from '../../../local/estate/generate-estate.ts';
import { aSoundtrack, type Soundtrack } from '../../local/simulators/soundtrack/a-soundtrack.ts';

type Options = Partial<Parameters<typeof discoverAccounts>[1]>;

async function walk(soundtrack: Soundtrack, options: Options = {}) {
  const pages: DiscoveredAccount[][] = [];
  const client = soundtrack.client();
  const discovery = await discoverAccounts(client, { onPage: (page) => void pages.push(page), ...options });
  return { discovery, pages, accounts: pages.flat() };
}

describe('a walk through all accounts', () => {
  let soundtrack: Soundtrack;
  beforeAll(async () => {
    soundtrack = await aSoundtrack();
  });
  beforeEach(() => soundtrack.request('POST', '/_sim/reset'));
  afterAll(() => soundtrack.close());

  it('finds every account, location and zone, whatever the page sizes', async () => {
    const all = await soundtrack.zones();
    for (const sizes of [{}, { pageSize: 1 }, { pageSize: 7, zonesPerAccount: 1, zonesPerPage: 2 }]) {
      const { discovery, accounts } = await walk(soundtrack, { ...sizes, pause: soundtrack.pause });
      expect(discovery).toMatchObject({ complete: true, failures: [], zones: all.length });
      expect(accounts.flatMap(({ zones }) => zones.map(({ id }) => id)).sort()).toEqual(all.map(({ id }) => id).sort());
      expect(accounts.every(({ complete }) => complete)).toBe(true);
    }
  });

  it('tells of a zone what Soundtrack tells', async () => {
    const [row] = await soundtrack.zones('?q=hilton+bangkok&limit=1');
    await soundtrack.request('POST', `/_sim/zones/${row.id}`, { state: 'offline' });
    const { accounts } = await walk(soundtrack);
    const account = accounts.find(({ zones }) => zones.some(({ id }) => id === row.id));
    expect(account?.account).toMatchObject(row.account);
    expect(account?.locations).toContainEqual({ ...row.location, timezone: 'Asia/Bangkok' });
    const zone = account?.zones.find(({ id }) => id === row.id);
    expect(zone).toEqual({
      id: row.id,
      name: row.name,
      locationId: row.location.id,
      isPaired: true,
      online: false,
      subscriptionState: 'ACTIVE',
    });
  });

  it('reports an account that fails, goes on, and is not complete', async () => {
    const [first] = await soundtrack.accounts();
    await soundtrack.faults({ partialErrors: { account: first.id } });
    const { discovery, accounts } = await walk(soundtrack);
    expect(discovery).toMatchObject({ complete: false, failures: [{ accountId: first.id, reason: 'failed' }] });
    expect(accounts.filter(({ complete }) => !complete).map(({ account }) => account.id)).toEqual([first.id]);
    expect(accounts).toHaveLength((await soundtrack.accounts()).length);
  });

  it('tells an account that is no longer ours from one that fails', async () => {
    const big = (await soundtrack.accounts()).find(({ zones }) => zones > 3);
    await soundtrack.faults({ forbidden: { account: big.id } });
    const { discovery } = await walk(soundtrack);
    expect(discovery).toMatchObject({ complete: false, failures: [{ accountId: big.id, reason: 'forbidden' }] });
  });

  it('counts a further page that fails for its account', async () => {
    const big = (await soundtrack.accounts()).find(({ zones }) => zones > 3);
    const fetchesOf = soundtrack.client();
    let failed = 0;
    const client: typeof fetchesOf = {
      ask: async (operation, variables) => {
        const isFurther = operation.name === 'DiscoverZones' && variables.account === big.id;
        if (isFurther && failed++ === 0) await soundtrack.faults({ forbidden: { account: big.id, next: 1 } });
        return fetchesOf.ask(operation, variables);
      },
    };
    const accounts: DiscoveredAccount[] = [];
    const discovery = await discoverAccounts(client, {
      onPage: (page) => void accounts.push(...page),
      zonesPerAccount: 2,
      pause: soundtrack.pause,
    });
    expect(discovery).toMatchObject({ complete: false, failures: [{ accountId: big.id, reason: 'forbidden' }] });
    expect(accounts.find(({ account }) => account.id === big.id)?.zones).toHaveLength(2);
  });

  it('keeps a zone whose location was closed, and says that the location is not known', async () => {
    const [row] = await soundtrack.zones('?limit=1');
    await soundtrack.faults({ locationGone: { zone: row.id } });
    const { discovery, accounts } = await walk(soundtrack);
    expect(discovery.complete).toBe(true);
    const zone = accounts.flatMap(({ zones }) => zones).find(({ id }) => id === row.id);
    expect(zone).toMatchObject({ locationId: null, locationUnread: true });
  });

  it('does not take an edge without its node for an account or a zone that is gone', async () => {
    await soundtrack.faults({ nullNodes: { rate: 0.1 } });
    expect((await walk(soundtrack)).discovery.complete).toBe(false);
  });

  it.each<[string, object, string]>([
    ['is down', { http503: { rate: 0.999 } }, 'unavailable'],
    ['breaks off', { halfPage: { rate: 0.999 } }, 'network'],
    ['refuses the token', { tokenRevoked: { rate: 0.999 } }, 'unauthenticated'],
    ['knows a field no more', { unknownField: { field: 'SoundZone.isPaired' } }, 'bad-request'],
    ['limits the rate', { throttled: { rate: 0.999 } }, 'rate-limited'],
  ])('ends, incomplete, when Soundtrack %s', async (_, faults, reason) => {
    await soundtrack.faults(faults);
    const { discovery, pages } = await walk(soundtrack);
    expect(discovery).toMatchObject({ complete: false, accounts: 0, failures: [{ accountId: null, reason }] });
    expect(pages).toEqual([]);
  });

  it('ends in the middle without the accounts it did not reach', async () => {
    const { discovery, pages } = await walk(soundtrack, {
      pageSize: 5,
      onPage: async () => void (await soundtrack.faults({ http500: true })),
    });
    expect(pages).toEqual([]);
    expect(discovery).toMatchObject({ complete: false, accounts: 5, failures: [{ reason: 'unavailable' }] });
  });

  it('neither skips nor repeats a zone when another one leaves while it reads', async () => {
    const big = (await soundtrack.accounts()).find(({ zones }) => zones > 3);
    const [gone] = await soundtrack.zones(`?account=${big.id}`);
    const inner = soundtrack.client();
    let removed = false;
    const client: typeof inner = {
      ask: async (operation, variables) => {
        if (operation.name === 'DiscoverZones' && variables.account === big.id && !removed) {
          removed = true;
          await soundtrack.request('DELETE', `/_sim/zones/${gone.id}`);
        }
        return inner.ask(operation, variables);
      },
    };
    const accounts: DiscoveredAccount[] = [];
    const options = { zonesPerAccount: 2, onPage: (page: DiscoveredAccount[]) => void accounts.push(...page) };
    await discoverAccounts(client, { ...options, pause: soundtrack.pause });
    const read = accounts.find(({ account }) => account.id === big.id);
    expect(read?.zones).toHaveLength(big.zones);
    expect(new Set(read?.zones.map(({ id }) => id)).size).toBe(big.zones);
  });
});

describe('a walk on a budget', () => {
  let soundtrack: Soundtrack;
  const start = async (options: Parameters<typeof aSoundtrack>[0] = {}) => {
    soundtrack = await aSoundtrack(options);
    return soundtrack;
  };
  afterEach(() => soundtrack.close());

  it('reads a thousand accounts in pages', async () => {
    await start({ estate: generateEstate({ venues: 1_100, zones: 3_300 }) });
    const { discovery, accounts, pages } = await walk(soundtrack, { pause: soundtrack.pause });
    expect(discovery).toMatchObject({ complete: true, accounts: accounts.length });
    expect(accounts.length).toBeGreaterThanOrEqual(1_000);
    expect(pages.length).toBe(Math.ceil(accounts.length / 100));
    expect(new Set(accounts.map(({ account }) => account.id)).size).toBe(accounts.length);
  });

  it('asks for less when a request costs more than a full bucket, and still sees everything', async () => {
    await start({ costModel: 'M', capacity: 3_600 });
    const { discovery } = await walk(soundtrack, { pause: soundtrack.pause, pageSize: 300 });
    expect(discovery).toMatchObject({ complete: true, zones: (await soundtrack.zones()).length });
  });

  it('leaves tokens for people, and waits rather than being refused', async () => {
    await start({ capacity: 700, refillPerSecond: 50 });
    let least = Number.POSITIVE_INFINITY;
    const onPage = async () => {
      const [{ available }] = (await soundtrack.request('GET', '/_sim/tokens')).body;
      least = Math.min(least, available);
    };
    const options = { pageSize: 1, keepTokens: 400, onPage, pause: soundtrack.pause };
    const { discovery } = await walk(soundtrack, options);
    expect(discovery.complete).toBe(true);
    expect(discovery.tokens).toBeGreaterThan(700);
    expect(least).toBeGreaterThanOrEqual(400);
    expect((await soundtrack.request('GET', '/_sim/requests')).body.refused).toEqual({});
  });

  it('waits out a limit that others used up', async () => {
    await start();
    await soundtrack.faults({ throttled: { next: 2, cost: 600, available: 100 } });
    const waits: number[] = [];
    const pause = async (seconds: number) => void waits.push(seconds);
    expect((await walk(soundtrack, { pause })).discovery.complete).toBe(true);
    expect(waits).toEqual([25, 25]);
  });
});
