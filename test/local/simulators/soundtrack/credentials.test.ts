import { aSoundtrack, type Soundtrack } from './a-soundtrack.ts';

let soundtrack: Soundtrack;
beforeAll(async () => {
  const tokens = ['all', { token: 'left', sees: { part: 0, of: 2 } }, { token: 'right', sees: { part: 1, of: 2 } }];
  soundtrack = await aSoundtrack({ tokens, capacity: 200 });
});
beforeEach(() => soundtrack.request('POST', '/_sim/reset'));
afterAll(() => soundtrack.close());

const as = async (token: string, text: string, variables: object = {}) =>
  await soundtrack.query(text, variables, { authorization: `Basic ${token}` });
const accountsOf = async (token: string): Promise<string[]> => {
  const { body } = await as(
    token,
    '{ me { ... on PublicAPIClient { accounts(first: 500) { total edges { node { id } } } } } }',
  );
  const { total, edges } = body.data.me.accounts;
  expect(edges).toHaveLength(total);
  return edges.map(({ node }: { node: { id: string } }) => node.id);
};
const tokens = async () => (await soundtrack.request('GET', '/_sim/tokens')).body;
const link = (body: object) => soundtrack.request('POST', '/_sim/tokens', body);

describe('an API client', () => {
  it('sees the accounts that are linked to it; parts share nothing and leave nothing out', async () => {
    const [all, left, right] = [await accountsOf('all'), await accountsOf('left'), await accountsOf('right')];
    expect(left.length).toBeGreaterThan(0);
    expect(right.length).toBeGreaterThan(0);
    expect([...left, ...right].sort()).toEqual([...all].sort());
  });

  it('is forbidden the accounts of others, and their zones', async () => {
    const [foreign] = await accountsOf('right');
    const [zone] = await soundtrack.zones(`?account=${foreign}`);
    const seen = async (token: string) =>
      (
        await as(
          token,
          'query Q($a: ID!, $z: ID!) { a: account(id: $a) { id } z: soundZone(id: $z) { id } n: nowPlaying(soundZone: $z) { startedAt } }',
          { a: foreign, z: zone.id },
        )
      ).body;
    expect((await seen('right')).errors).toBeUndefined();
    const refused = await seen('left');
    expect(refused.data).toEqual({ a: null, z: null, n: null });
    expect(refused.errors).toMatchObject(['a', 'z', 'n'].map((at) => ({ message: 'Forbidden', path: [at] })));
    expect(refused.errors[0].extensions).toBeUndefined();
    const pause = 'mutation P($z: ID!) { pause(input: { soundZone: $z }) { status } }';
    expect((await as('left', pause, { z: zone.id })).body.errors[0].message).toBe('Forbidden');
  });

  it('can be linked anew while it works, to accounts that come later too', async () => {
    const [first] = await accountsOf('all');
    expect((await link({ credential: 2, sees: [first] })).body).toMatchObject({ sees: [first], accounts: 1 });
    expect(await accountsOf('left')).toEqual([first]);
    await link({ credential: 2, sees: 'all' });
    const before = await accountsOf('left');
    const { body } = await soundtrack.request('POST', '/_sim/accounts', { add: { name: 'New Hotel' } });
    expect((await accountsOf('left')).filter((id) => !before.includes(id))).toEqual([body.id]);
    await link({ credential: 2, sees: { part: 0, of: 2 } });
    const [left, right] = [await accountsOf('left'), await accountsOf('right')];
    expect([...left, ...right].filter((id) => id === body.id)).toHaveLength(1);
  });

  it('whose token is revoked gets 401 while others go on', async () => {
    await link({ credential: 1, revoked: true });
    const { status, body } = await as('all', '{ me { __typename } }');
    expect([status, body.errors[0].extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
    expect((await as('left', '{ me { __typename } }')).status).toBe(200);
    await link({ credential: 1, revoked: false });
    expect((await as('all', '{ me { __typename } }')).status).toBe(200);
  });

  it.each([
    { credential: 4 },
    { credential: 1, sees: { part: 2, of: 2 } },
    { credential: 1, revoked: 'yes' },
    { credential: 1, sees: 'some' },
  ])('is not changed by %j', async (body) => expect((await link(body)).status).toBe(400));

  it('has its own account of what it asked and spent', async () => {
    await as('left', 'query Names { me { ... on PublicAPIClient { accounts(first: 1) { total } } } }');
    await as('left', 'query Who { me { __typename } }');
    expect(await tokens()).toMatchObject([
      { credential: 1, available: 200, spent: { requests: 0, tokens: 0 }, operations: {}, sees: 'all' },
      {
        credential: 2,
        available: 197,
        spent: { requests: 2, tokens: 3 },
        operations: { Names: { requests: 1, tokens: 3 }, Who: { requests: 1, tokens: 0 } },
      },
      { credential: 3, available: 200, revoked: false },
    ]);
  });
});

describe('the limits', () => {
  const limit = (body: object) => soundtrack.request('POST', '/_sim/limits', body);
  const ZONES =
    'query Z { me { ... on PublicAPIClient { accounts(first: 100) { edges { node { soundZones(first: 10) { edges { node { id } } } } } } } } }';

  it('can be set while it runs: size, refill, price, form of the refusal, page size', async () => {
    await limit({ capacity: 1_000, costModel: 'M', refusal: 'http-429', pageLimit: 100, refillPerSecond: 10 });
    const refused = await as('all', ZONES);
    expect([refused.status, refused.headers.get('x-ratelimiting-cost')]).toEqual([429, '1101']);
    expect(refused.body.errors[0].message).toMatch(/costs 1101 tokens.*have 1000 available/);
    await limit({ capacity: 5_000 });
    expect((await as('all', ZONES)).headers.get('x-ratelimiting-tokens-available')).toBe('3899');
    soundtrack.time.advance(50_000);
    expect((await tokens())[0].available).toBe(4_399);
    await soundtrack.request('POST', '/_sim/reset');
    expect((await tokens())[0]).toMatchObject({ capacity: 200, costModel: 'L', refusal: 'message' });
  });

  it.each([{ capacity: 0 }, { costModel: 'X' }, { refusal: 418 }, { nonsense: 1 }])('are not %j', async (body) => {
    expect((await limit(body)).status).toBe(400);
  });
});
