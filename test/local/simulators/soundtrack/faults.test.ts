import { aSoundtrack, type Soundtrack } from './a-soundtrack.ts';

let soundtrack: Soundtrack;
beforeAll(async () => {
  soundtrack = await aSoundtrack();
});
beforeEach(() => soundtrack.request('POST', '/_sim/reset'));
afterAll(() => soundtrack.close());

const ask = (text = '{ me { __typename } }', variables: object = {}) => soundtrack.query(text, variables);
const ZONES = `query Z($id: ID!, $first: Int!, $after: String) { account(id: $id) { soundZones(first: $first, after: $after) {
  total pageInfo { hasNextPage endCursor } edges { node { id name location { name } } } } } }`;
const bigAccount = async () => (await soundtrack.accounts()).sort((a, b) => b.zones - a.zones)[0];
const zonesOf = async (id: string, first = 1_000) => (await ask(ZONES, { id, first })).body;
const aZone = async (state = 'playing') => {
  const [zone] = await soundtrack.zones('?limit=1');
  return (await soundtrack.request('POST', `/_sim/zones/${zone.id}`, { state })).body;
};
const NOW =
  'query N($id: ID!) { soundZone(id: $id) { online playback { state } nowPlaying { startedAt track { title } } } }';

describe('a fault of the API', () => {
  it.each<[object, number]>([
    [{ http500: true }, 500],
    [{ http503: true }, 503],
    [{ notJson: true }, 200],
    [{ tokenRevoked: true }, 401],
    [{ throttled: true }, 200],
    [{ throttled: { form: 'http-429', retryAfterSeconds: 7 } }, 429],
  ])('%j answers %i', async (faults, expected) => {
    await soundtrack.faults(faults);
    const { status, body } = await ask();
    expect(status).toBe(expected);
    expect(body.data ?? null).toBeNull();
    await soundtrack.faults(Object.fromEntries(Object.keys(faults).map((name) => [name, 0])));
    expect((await ask()).body.data.me.__typename).toBe('PublicAPIClient');
  });

  it('refuses for asking too much in the forms that were seen', async () => {
    await soundtrack.faults({ throttled: { cost: 500, available: 20 } });
    expect((await ask()).body.errors[0].message).toMatch(/rate limited.*costs 500 tokens.*have 20 available/);
    await soundtrack.faults({ throttled: { form: 'code' } });
    expect((await ask()).body.errors[0].extensions.code).toBe('THROTTLED');
    await soundtrack.faults({ throttled: { form: 'http-429', retryAfterSeconds: 7 } });
    expect((await ask()).headers.get('retry-after')).toBe('7');
    await soundtrack.faults({ throttled: 0, headersMissing: true });
    expect((await ask()).headers.get('x-ratelimiting-cost')).toBeNull();
  });

  it.each([{ lostResponse: true }, { halfPage: true }])('breaks the connection on %j', async (faults) => {
    await soundtrack.faults(faults);
    await expect(ask()).rejects.toThrow();
  });

  it('answers late, or never', async () => {
    for (const [faults, milliseconds, comes] of [
      [{ slow: { milliseconds: 700 } }, 700, true],
      [{ slow: 0, timeout: { seconds: 60 } }, 60_000, false],
    ] as const) {
      await soundtrack.faults(faults);
      const answered = ask().then(
        () => true,
        () => false,
      );
      await soundtrack.time.untilWaiting(milliseconds);
      soundtrack.time.advance(milliseconds);
      expect(await answered).toBe(comes);
    }
  });

  it('loses a field, and every query that names it', async () => {
    const { id } = await bigAccount();
    await soundtrack.faults({ unknownField: { field: 'Location.name' } });
    expect(await zonesOf(id)).toEqual({ errors: [{ message: "Field 'name' does not exist on type 'Location'." }] });
    expect((await ask()).body.errors).toBeUndefined();
  });

  it('revokes the token of one credential only', async () => {
    await soundtrack.faults({ tokenRevoked: { credential: 2 } });
    expect((await ask()).status).toBe(200);
    await soundtrack.faults({ tokenRevoked: { credential: 1 } });
    expect((await ask()).status).toBe(401);
  });

  it('forbids one account, or fails inside it', async () => {
    const [one, other] = (await soundtrack.accounts()).slice(0, 2);
    await soundtrack.faults({ forbidden: { account: one.id } });
    expect((await zonesOf(one.id)).errors[0]).toMatchObject({ message: 'Forbidden', path: ['account'] });
    expect((await zonesOf(other.id)).errors).toBeUndefined();
    await soundtrack.faults({ forbidden: 0, partialErrors: { account: other.id } });
    expect((await zonesOf(other.id)).errors[0]).toMatchObject({ path: ['account', 'soundZones'] });
    expect((await zonesOf(one.id)).errors).toBeUndefined();
  });

  it('ends a page early and says that it was all', async () => {
    const big = await bigAccount();
    for (const [settings, kept] of [
      [{ of: 'zones' }, Math.floor(big.zones / 2)],
      [{ of: 'zones', keep: 0 }, 0],
      [{ of: 'accounts' }, big.zones],
    ] as const) {
      await soundtrack.faults({ shortPage: settings });
      const { total, edges, pageInfo } = (await zonesOf(big.id)).data.account.soundZones;
      expect([total, edges.length, pageInfo.hasNextPage]).toEqual([big.zones, kept, false]);
    }
    const { body } = await ask(
      '{ me { ... on PublicAPIClient { accounts(first: 10) { total pageInfo { hasNextPage } edges { cursor } } } } }',
    );
    expect(body.data.me.accounts).toMatchObject({ pageInfo: { hasNextPage: false }, edges: { length: 5 } });
    expect(body.data.me.accounts.total).toBeGreaterThan(10);
  });

  it('leaves nodes out of their edges', async () => {
    const { id, zones } = await bigAccount();
    await soundtrack.faults({ nullNodes: { next: 2 } });
    const { edges } = (await zonesOf(id)).data.account.soundZones;
    expect([edges.length, edges.filter(({ node }: { node: unknown }) => node === null).length]).toEqual([zones, 2]);
  });

  it('lets zones vanish from their account while it lasts', async () => {
    const { id, zones } = await bigAccount();
    const [first, second] = await soundtrack.zones(`?account=${id}`);
    await soundtrack.faults({ zoneVanished: { zone: [first.id, second.id] } });
    const { total, edges } = (await zonesOf(id)).data.account.soundZones;
    expect([total, edges.length]).toEqual([zones - 2, zones - 2]);
    const { body } = await ask(
      'query A($a: ID!) { soundZone(id: $a) { id } nowPlaying(soundZone: $a) { startedAt } }',
      { a: first.id },
    );
    expect(body.data).toEqual({ soundZone: null, nowPlaying: null });
    expect(body.errors).toMatchObject([{ message: 'Not found' }, { message: 'Not found' }]);
    await soundtrack.faults({ zoneVanished: 0 });
    expect((await zonesOf(id)).data.account.soundZones.total).toBe(zones);
  });

  it('loses the location of a zone; the zone reads on', async () => {
    const zone = await aZone();
    await soundtrack.faults({ locationGone: { zone: zone.id } });
    const { data, errors } = await zonesOf(zone.account.id);
    const nodes = data.account.soundZones.edges.map(({ node }: { node: object }) => node);
    expect(nodes.filter(({ location }: { location: unknown }) => location === null)).toMatchObject([{ id: zone.id }]);
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect(errors[0].path.at(-1)).toBe('location');
  });

  it('shows the last song of a zone that is gone', async () => {
    const { id } = await aZone('offline');
    await soundtrack.faults({ staleNowPlaying: { zone: id } });
    const { soundZone } = (await ask(NOW, { id })).body.data;
    expect(soundZone).toMatchObject({
      online: false,
      playback: { state: 'offline' },
      nowPlaying: { track: { title: expect.any(String) } },
    });
  });

  it('does not know the song that is on', async () => {
    const { id } = await aZone();
    await soundtrack.faults({ trackNull: true });
    const { soundZone } = (await ask(NOW, { id })).body.data;
    expect(soundZone.nowPlaying).toEqual({ startedAt: expect.any(String), track: null });
  });

  it('has a wrong clock, in its header and in its times', async () => {
    const { id } = await aZone();
    const before = (await ask(NOW, { id })).body.data.soundZone.nowPlaying;
    await soundtrack.faults({ clockSkew: { seconds: 120 } });
    const { headers, body } = await ask(NOW, { id });
    const ahead = Date.parse(headers.get('date') ?? '') - soundtrack.time.clock().getTime();
    expect(Math.abs(ahead - 120_000)).toBeLessThan(1_000);
    expect(Date.parse(body.data.soundZone.nowPlaying.startedAt) - Date.parse(before.startedAt)).toBe(120_000);
  });
});
