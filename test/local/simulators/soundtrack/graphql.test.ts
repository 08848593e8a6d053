import { aSoundtrack, type Soundtrack, TOKEN } from './a-soundtrack.ts';

let soundtrack: Soundtrack;
beforeAll(async () => {
  soundtrack = await aSoundtrack({ pageLimit: 10 });
});
beforeEach(() => soundtrack.request('POST', '/_sim/reset'));
afterAll(() => soundtrack.close());

const ACCOUNTS = `query Accounts($first: Int, $after: String) {
  me { ... on PublicAPIClient { accounts(first: $first, after: $after) {
    total pageInfo { hasNextPage hasPreviousPage endCursor } edges { cursor node { id businessName } } } } }
}`;
const accountsOf = async (variables: object) => (await soundtrack.query(ACCOUNTS, variables)).body.data.me.accounts;

describe('the Soundtrack API', () => {
  it('lists accounts by name, page by page, until there are no more', async () => {
    const names: string[] = [];
    let page = await accountsOf({ first: 4 });
    const { total } = page;
    expect(page.pageInfo.hasPreviousPage).toBe(false);
    for (;;) {
      names.push(...page.edges.map(({ node }: { node: { businessName: string } }) => node.businessName));
      if (!page.pageInfo.hasNextPage) break;
      page = await accountsOf({ first: 4, after: page.pageInfo.endCursor });
    }
    expect(names).toHaveLength(total);
    expect(names).toEqual(names.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
  });

  it.each<[string, object, string]>([
    ['no page size', {}, 'first'],
    ['a page size above the limit', { first: 11 }, 'first'],
    ['a cursor that is none', { first: 1, after: 'abc' }, 'after'],
  ])('refuses %s at its path', async (_, variables, field) => {
    const { status, body } = await soundtrack.query(ACCOUNTS, variables);
    expect(status).toBe(200);
    expect(body.errors[0]).toMatchObject({
      message: 'Validation failed',
      path: ['me', 'accounts'],
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(Object.keys(body.errors[0].extensions.exception.validationErrors)).toEqual([field]);
  });

  it('gives ids in the form that was seen', async () => {
    const [zone] = await soundtrack.zones('?limit=1');
    const path = Buffer.from(zone.id.replaceAll('.', '='), 'base64').toString();
    expect(path).toMatch(/^SoundZone,,[0-9a-z]{11}\/Location,,[0-9a-z]{11}\/Account,,[0-9a-z]{11}\/$/);
    expect(zone.id).not.toMatch(/[=+/]/);
  });

  it.each<[string, string, object]>([
    ['an account of somebody else', 'account(id: "QWNjb3VudCwsenp6enp6enp6enov") { id }', { message: 'Forbidden' }],
    [
      'a zone that is not there',
      'soundZone(id: "U291bmRab25lLCx6enov") { id }',
      { message: 'Not found', extensions: { code: 'NOT_FOUND' } },
    ],
    ['an id that is none', 'account(id: "1234") { id }', { extensions: { code: 'BAD_USER_INPUT' } }],
  ])('answers %s with null and the reason', async (_, field, error) => {
    const { status, body } = await soundtrack.query(`{ it: ${field} }`);
    expect([status, body.data]).toEqual([200, { it: null }]);
    expect(body.errors).toMatchObject([{ ...error, path: ['it'] }]);
  });

  it('lets aliases fail one by one', async () => {
    const [zone] = await soundtrack.zones('?limit=1');
    const { body } = await soundtrack.query(
      'query B($a: ID!, $b: ID!) { z0: soundZone(id: $a) { id } z1: soundZone(id: $b) { id } }',
      {
        a: zone.id,
        b: 'U291bmRab25lLCx6enov',
      },
    );
    expect(body).toMatchObject({ data: { z0: { id: zone.id }, z1: null }, errors: [{ path: ['z1'] }] });
  });

  it.each<[string, object]>([
    [
      'playing',
      { isPaired: true, online: true, status: { state: 'OK', code: 'ALL_OK' }, playback: { state: 'playing' } },
    ],
    ['paused', { isPaired: true, online: true, playback: { state: 'paused' } }],
    [
      'offline',
      { isPaired: true, online: false, status: { code: 'PLAYER_DISCONNECTED' }, playback: { state: 'offline' } },
    ],
    ['unpaired', { isPaired: false, online: false, device: null, playback: { state: 'unpaired', volume: null } }],
    [
      'subscription-expired-offline',
      { isPaired: true, online: false, subscription: { state: 'EXPIRED' }, status: { code: 'SUBSCRIPTION_EXPIRED' } },
    ],
    ['subscription-expired', { subscription: { isActive: false, state: 'EXPIRED' }, status: { state: 'ERROR' } }],
    [
      'not-reporting',
      { online: true, device: { capabilities: ['STREAMING_ONLY'] }, playback: { state: 'not_supported' } },
    ],
  ])('tells what a zone that is %s looks like', async (state, expected) => {
    const [zone] = await soundtrack.zones('?limit=1');
    await soundtrack.request('POST', `/_sim/zones/${zone.id}`, { state });
    const { body } = await soundtrack.query(
      `query Zone($id: ID!) { soundZone(id: $id) { isPaired online status { state code } subscription { isActive state }
         device { id capabilities } playback { state volume } } }`,
      { id: zone.id },
    );
    expect(body.errors).toBeUndefined();
    expect(body.data.soundZone).toMatchObject(expected);
  });

  it('filters zones: every field of a filter, any filter of the list', async () => {
    const [big] = (await soundtrack.accounts()).sort((a, b) => b.zones - a.zones);
    const [one, two] = await soundtrack.zones(`?account=${big.id}`);
    for (const { id } of await soundtrack.zones(`?account=${big.id}`)) {
      await soundtrack.request('POST', `/_sim/zones/${id}`, { state: 'playing' });
    }
    await soundtrack.request('POST', `/_sim/zones/${one.id}`, { state: 'offline' });
    await soundtrack.request('POST', `/_sim/zones/${two.id}`, { state: 'unpaired' });
    const query = `query F($id: ID!, $filters: [SoundZoneFilter]) {
      account(id: $id) { soundZones(first: 1, filters: $filters) { total } soundZoneStatuses { status total } } }`;
    const totalWith = async (...filters: object[]) =>
      (await soundtrack.query(query, { id: big.id, filters })).body.data.account.soundZones.total;
    expect(await totalWith({ online: false })).toBe(2);
    expect(await totalWith({ isPaired: true, online: false })).toBe(1);
    expect(await totalWith({ isPaired: false }, { status: { eq: 'OK' } })).toBe(big.zones - 1);
    const { body } = await soundtrack.query(query, { id: big.id });
    expect(body.data.account.soundZoneStatuses).toEqual(
      expect.arrayContaining([
        { status: 'OK', total: big.zones - 2 },
        { status: 'ERROR', total: 1 },
        { status: 'INCOMPLETE', total: 1 },
      ]),
    );
  });

  it('says 401 without a token or with a wrong one, but shows its schema to everybody', async () => {
    for (const headers of [{}, { authorization: 'Basic wrong' }, { authorization: `Bearer ${TOKEN}` }]) {
      const refused = await soundtrack.query('{ me { __typename } }', {}, headers);
      expect([refused.status, refused.body.errors[0].extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
    }
    const shown = await soundtrack.query('{ __schema { queryType { name } } }', {}, {});
    expect(shown.body).toEqual({ data: { __schema: { queryType: { name: 'Query' } } } });
  });

  it('refuses a whole query for one field that it does not know, without data, path or code', async () => {
    const { status, body } = await soundtrack.query('{ me { __typename } device(id: "x") { pairedAt } }');
    expect([status, body]).toEqual([
      200,
      { errors: [{ message: "Field 'pairedAt' does not exist on type 'Device'." }] },
    ]);
  });

  it('refuses variables that do not fit the same way, and subscriptions', async () => {
    const skip = 'mutation M($input: SkipTrackInput!) { skipTrack(input: $input) { status } }';
    const { body } = await soundtrack.query(skip, { input: { soundZone: 'x', count: 2 } });
    expect(body).toEqual({ errors: [{ message: "Variable 'input' field 'count' does not exist" }] });
    expect((await soundtrack.query(skip, { input: {} })).body).toEqual({ errors: [{ message: expect.any(String) }] });
    const subscribe = 'subscription { soundZoneUpdate(input: { soundZone: "x" }) { __typename } }';
    expect((await soundtrack.query(subscribe)).body.errors).toHaveLength(1);
  });

  it('takes application/graphql as well', async () => {
    const headers = { authorization: `Basic ${TOKEN}`, 'content-type': 'application/graphql' };
    const { body } = await soundtrack.request('POST', '/v2', '{ me { __typename } }', headers);
    expect(body).toEqual({ data: { me: { __typename: 'PublicAPIClient' } } });
  });

  it('never pretends: what it does not hold is an error', async () => {
    const [zone] = await soundtrack.zones('?limit=1');
    const code = async (query: string) =>
      (await soundtrack.query(query, { id: zone.id })).body.errors[0].extensions.code;
    expect(await code('query Q($id: ID!) { soundZone(id: $id) { remoteCode } }')).toBe('NOT_SIMULATED');
    expect(await code('mutation M($id: ID!) { soundZoneDelete(input: { id: $id }) { __typename } }')).toBe(
      'NOT_SIMULATED',
    );
  });
});
