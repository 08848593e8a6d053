import { getOperationAST, Kind, parse } from 'graphql';
import { costOf } from '../../../../local/simulators/soundtrack/cost.ts';
import { executableSchema } from '../../../../local/simulators/soundtrack/executable-schema.ts';
import type { CostModel } from '../../../../local/simulators/soundtrack/settings.ts';
import { aSoundtrack, type Soundtrack } from './a-soundtrack.ts';

const schema = executableSchema();

function costIn(model: CostModel, text: string, variables: Record<string, unknown> = {}): number {
  const document = parse(text);
  const operation = getOperationAST(document);
  const fragments = Object.fromEntries(
    document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
  );
  return operation ? costOf(operation, { schema, model, variables, fragments }) : -1;
}

describe('the price of a query', () => {
  // The figures are those that others met or reckoned for these shapes.
  it.each<[string, number, number, string]>([
    [
      'one zone with its device',
      3,
      16,
      '{ soundZone(id: "x") { id name isPaired online device { id name softwareVersion } subscription { isActive state } } }',
    ],
    ['a name', 1, 1, '{ account(id: "x") { businessName } }'],
    [
      'accounts with locations, zones and devices',
      211,
      11,
      `{ account(id: "x") { businessName
         locations(first: 10) { edges { node { soundZones(first: 10) { edges { node { device { name } } } } } } } } }`,
    ],
    [
      'an account with ten lean zones',
      11,
      17,
      '{ account(id: "x") { soundZones(first: 10) { total pageInfo { hasNextPage endCursor } edges { node { id isPaired online } } } } }',
    ],
    [
      'a hundred accounts with ten lean zones each',
      1_101,
      25,
      `{ me { ... on PublicAPIClient { accounts(first: 100) { pageInfo { hasNextPage endCursor }
         edges { node { id soundZones(first: 10) { total edges { node { id isPaired online } } } } } } } } }`,
    ],
    [
      'a hundred counters',
      201,
      16,
      `{ me { ... on PublicAPIClient { accounts(first: 100) { pageInfo { hasNextPage endCursor }
         edges { node { id off: soundZones(first: 1, filters: [{ online: false }]) { total } } } } } } }`,
    ],
    [
      'an account with ten zones and all about them',
      111,
      148,
      `{ account(id: "x") { id businessName plan soundZones(first: 10) { total pageInfo { hasNextPage endCursor } edges { node {
         id name isPaired online streamingType devicePlatform status { state code } subscription { isActive state activeUntil }
         location { id name timezone } device { id name type label platform softwareVersion capabilities }
         playback { state volume playbackMode }
         playFrom { ... on Playlist { id name } ... on Schedule { id name } ... on Soundtrack { id name } }
         nowPlaying { startedAt track { id title durationMs artists { name } album { title } } } } } } } }`,
    ],
    [
      'a zone with its status, subscription and playback',
      4,
      16,
      '{ soundZone(id: "x") { id isPaired online status { state code } subscription { isActive } playback { state volume } } }',
    ],
    ['a mutation', 1, 2, 'mutation { setVolume(input: { soundZone: "x", volume: 3 }) { volume soundZone } }'],
    [
      'aliased lean zones',
      2,
      6,
      '{ a: soundZone(id: "x") { ...Z } b: soundZone(id: "y") { ...Z } } fragment Z on SoundZone { id isPaired online }',
    ],
  ])('for %s is %i by pages and %i by levels', (_, byPages, byLevels, text) => {
    expect([costIn('M', text), costIn('L', text)]).toEqual([byPages, byLevels]);
  });

  it('takes a page size from its variable', () => {
    const text = 'query Q($n: Int) { account(id: "x") { soundZones(first: $n) { total } } }';
    expect(costIn('M', text, { n: 40 })).toBe(41);
  });
});

describe('the bucket', () => {
  let soundtrack: Soundtrack;
  beforeAll(async () => {
    soundtrack = await aSoundtrack({ capacity: 40, refillPerSecond: 5, tokens: ['one', 'two'] });
  });
  beforeEach(() => soundtrack.request('POST', '/_sim/reset'));
  afterAll(() => soundtrack.close());

  const TEN =
    '{ me { ... on PublicAPIClient { accounts(first: 1) { total pageInfo { hasNextPage } edges { node { id businessName } } } } } }';
  const spend = async (token = 'one') => {
    const { status, body, headers } = await soundtrack.query(TEN, {}, { authorization: `Basic ${token}` });
    const [cost, available] = ['cost', 'tokens-available'].map((name) => Number(headers.get(`x-ratelimiting-${name}`)));
    return { status, body, cost, available };
  };

  it('is charged before a query runs, tells what is left, and refills with time', async () => {
    const first = await spend();
    expect(first).toMatchObject({ status: 200, cost: 12, available: 28 });
    await spend();
    await spend();
    const refused = await spend();
    expect(refused).toMatchObject({ status: 200, cost: 12, available: 4 });
    expect(refused.body.data).toBeUndefined();
    expect(refused.body.errors[0].message).toMatch(/costs 12 tokens.*have 4 available/);
    soundtrack.time.advance(1_600);
    expect(await spend()).toMatchObject({ available: 0 });
    soundtrack.time.advance(3_600_000);
    expect(await spend()).toMatchObject({ available: 28 });
  });

  it('is charged for the text, whatever comes of it', async () => {
    const left = async (query: string) => {
      const { headers } = await soundtrack.query(query, {}, { authorization: 'Basic one' });
      return Number(headers.get('x-ratelimiting-tokens-available'));
    };
    expect(await left('{ account(id: "QWNjb3VudCwsenp6enp6enp6enov") { id businessName } }')).toBe(38);
    expect(await left('{ me { ... on PublicAPIClient { accounts(first: 0) { total } } } }')).toBe(35);
    expect(await left('mutation { pause(input: { soundZone: "1234" }) { status } }')).toBe(34);
  });

  it('belongs to one credential', async () => {
    await spend('one');
    expect(await spend('two')).toMatchObject({ available: 28 });
    const { body } = await soundtrack.request('GET', '/_sim/tokens');
    expect(body).toMatchObject([
      { credential: 1, available: 28, capacity: 40, spent: { requests: 1, tokens: 12 } },
      { credential: 2, available: 28 },
    ]);
  });

  it('is asked for in vain by a query that is not understood, which costs nothing', async () => {
    await soundtrack.query('{ nonsense }', {}, { authorization: 'Basic one' });
    expect((await soundtrack.request('GET', '/_sim/requests')).body).toMatchObject({
      tokens: 0,
      refused: { invalid: 1 },
    });
  });
});
