import {
  countAccounts,
  type LookOutcome,
  lookAtAccounts,
  lookAtPage,
  lookAtRest,
  lookAtZones,
} from '../../../lambdas/clients/soundtrack/index.ts';
import { answering, LIMITED, USELESS } from './a-captured-answer.ts';

const page = { after: null, accounts: 10, zonesPerAccount: 5, detail: 'full' } as const;
const zone = (id: string, more: object = {}) => ({
  node: {
    id,
    isPaired: true,
    online: true,
    subscription: { state: 'ACTIVE' },
    playback: { state: 'playing', volume: 8 },
    ...more,
  },
});
const zones = (edges: object[], { total = edges.length, next = null as string | null } = {}) => ({
  total,
  pageInfo: { hasNextPage: next !== null, endCursor: next },
  edges,
});
const accounts = (edges: object[], more: object = {}) => ({
  data: {
    me: {
      __typename: 'PublicAPIClient',
      accounts: { total: edges.length, pageInfo: { hasNextPage: false, endCursor: 'end' }, edges, ...more },
    },
  },
});
const account = (id: string, soundZones: unknown) => ({ node: { id, soundZones } });
const at = (...path: (string | number)[]) => ['me', 'accounts', 'edges', ...path];
const read = async (body: unknown) => {
  const outcome = await lookAtPage(answering({ body }).client, page);
  if (outcome.kind !== 'answer') throw new Error(JSON.stringify(outcome));
  return outcome;
};
const only = <More>(outcome: LookOutcome<More>) => (outcome.kind === 'answer' ? outcome.accounts[0] : outcome);

describe('a look', () => {
  const looks: [string, (client: ReturnType<typeof answering>['client']) => Promise<unknown>][] = [
    ['a page', (client) => lookAtPage(client, page)],
    ['the rest', (client) => lookAtRest(client, { accountId: 'a', after: 'x', zones: 5, detail: 'presence' })],
    ['accounts', (client) => lookAtAccounts(client, ['a', 'b'], page)],
    ['zones', (client) => lookAtZones(client, ['z'], 'full')],
    ['counters', (client) => countAccounts(client, page)],
  ];
  it.each(
    looks.flatMap(([what, look]) =>
      USELESS.map(([answer, captured, expected]) => [what, answer, look, captured, expected] as const),
    ),
  )('at %s with %s says why there is none', async (_, __, look, captured, expected) => {
    const { client, asked } = answering(captured);
    expect(await look(client)).toMatchObject(expected);
    expect(asked).toHaveLength(1);
  });

  it('sends ids as variables, not in the text', async () => {
    const { client, asked } = answering({ body: { data: {} } });
    await lookAtAccounts(client, ['id-1', 'id-2'], page);
    await lookAtZones(client, ['id-3'], 'presence');
    expect(asked.map(({ variables }) => variables)).toEqual([{ i0: 'id-1', i1: 'id-2', zones: 5 }, { i0: 'id-3' }]);
    expect(asked.map(({ text }) => text).join()).not.toMatch(/id-/);
  });

  it('at nothing asks nothing', async () => {
    const { client, asked } = answering({ body: {} });
    expect(await lookAtAccounts(client, [], page)).toEqual({ kind: 'answer', accounts: [] });
    expect(await lookAtZones(client, [], 'full')).toEqual({ kind: 'answer', zones: [] });
    expect(asked).toEqual([]);
  });
});

describe('a page of accounts', () => {
  it('tells zones with what was asked, and null for what Soundtrack does not say or we do not know', async () => {
    const edges = [
      zone('known'),
      zone('new words', { subscription: { state: 'FROZEN' }, playback: { state: 'buffering', volume: 3 } }),
      zone('silent', { playback: null }),
      zone('half', { playback: { state: null, volume: null } }),
    ];
    const { accounts: looks } = await read(accounts([account('a', zones(edges))]));
    const paired = { isPaired: true, online: true };
    expect(looks).toEqual([
      {
        accountId: 'a',
        complete: true,
        unreadZones: 0,
        total: 4,
        zones: [
          { id: 'known', ...paired, subscriptionState: 'ACTIVE', playback: { state: 'playing', volume: 8 } },
          { id: 'new words', ...paired, subscriptionState: null, playback: { state: null, volume: 3 } },
          { id: 'silent', ...paired, subscriptionState: 'ACTIVE', playback: null },
          { id: 'half', ...paired, subscriptionState: 'ACTIVE', playback: { state: null, volume: null } },
        ],
      },
    ]);
  });

  it.each<[string, unknown, object]>([
    ['a zone without data', zones([zone('x'), { node: null }]), { complete: false, unreadZones: 1, total: 2 }],
    [
      'a zone that makes no sense',
      zones([zone('x'), zone('y', { online: 'maybe' })]),
      { complete: false, unreadZones: 1 },
    ],
    [
      'fewer zones than it has, and no further page',
      zones([zone('x')], { total: 4 }),
      { complete: false, unreadZones: 3 },
    ],
    [
      'a further page',
      zones([zone('x')], { total: 4, next: 'more' }),
      { complete: false, unreadZones: 0, restAfter: 'more' },
    ],
    [
      'a further page that is not named',
      { ...zones([zone('x')], { total: 4 }), pageInfo: { hasNextPage: true, endCursor: null } },
      { complete: false, failure: 'failed' },
    ],
    ['no zones at all', zones([]), { complete: true, zones: [], unreadZones: 0 }],
  ])('with an account of %s', async (_, soundZones, expected) => {
    const [look] = (await read(accounts([account('a', soundZones)]))).accounts;
    expect(look).toMatchObject(expected);
    expect('restAfter' in expected).toBe(look?.restAfter !== undefined);
  });

  it.each<[string, object, string]>([
    ['forbidden', { message: 'Forbidden', path: at(0, 'node', 'soundZones') }, 'forbidden'],
    ['not found', { message: 'x', path: at(0, 'node', 'soundZones'), extensions: { code: 'NOT_FOUND' } }, 'not-found'],
    ['broken', { message: 'Internal server error', path: at(0, 'node', 'soundZones') }, 'failed'],
    ['in want of a path', { message: 'Forbidden' }, 'failed'],
    ['about another account', { message: 'Forbidden', path: at(1, 'node', 'soundZones') }, 'failed'],
  ])('tells an account that is %s, and the others beside it', async (_, error, failure) => {
    const body = { ...accounts([account('a', null), account('b', zones([zone('x')]))]), errors: [error] };
    expect((await read(body)).accounts).toMatchObject([
      { accountId: 'a', complete: false, zones: [], unreadZones: 0, failure },
      { accountId: 'b', complete: true, zones: [{ id: 'x' }] },
    ]);
  });

  it('counts accounts that came without data, and those that a single page leaves out', async () => {
    const one = account('a', zones([]));
    expect(await read(accounts([one, { node: null }]))).toMatchObject({ total: 2, unread: 1, next: null });
    expect(await read(accounts([one], { total: 5 }))).toMatchObject({ total: 5, unread: 4 });
    expect(await read(accounts([one]))).not.toHaveProperty('unread');
  });

  it.each<[string, unknown, object]>([
    ['a further page', { hasNextPage: true, endCursor: 'here' }, { kind: 'answer', next: 'here' }],
    ['the last page', { hasNextPage: false, endCursor: 'here' }, { kind: 'answer', next: null }],
    [
      'a further page that nobody finds',
      { hasNextPage: true, endCursor: null },
      { kind: 'refused', reason: 'not-understood' },
    ],
  ])('ends with %s', async (_, pageInfo, expected) => {
    const { client } = answering({ body: accounts([account('a', zones([]))], { pageInfo }) });
    expect(await lookAtPage(client, page)).toMatchObject(expected);
  });

  it('does not walk in a circle', async () => {
    const { client } = answering({ body: accounts([], { pageInfo: { hasNextPage: true, endCursor: 'same' } }) });
    expect(await lookAtPage(client, { ...page, after: 'same' })).toMatchObject({ reason: 'not-understood' });
  });

  it.each<[string, unknown, object]>([
    ['the token of a person', { data: { me: { __typename: 'User' } } }, { kind: 'refused', reason: 'not-understood' }],
    ['nobody', { data: { me: null } }, { kind: 'refused', reason: 'not-understood' }],
    [
      'a client whose accounts fail',
      {
        data: { me: { __typename: 'PublicAPIClient', accounts: null } },
        errors: [{ message: 'timeout', path: ['me', 'accounts'], extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' } }],
      },
      { kind: 'later', reason: 'unavailable' },
    ],
    [
      'a client that may not',
      { data: { me: null }, errors: [{ message: 'Forbidden', path: ['me'] }] },
      { kind: 'refused', reason: 'forbidden' },
    ],
    [
      'another shape',
      { data: { me: { __typename: 'PublicAPIClient', accounts: { edges: 7 } } } },
      { kind: 'refused', reason: 'not-understood' },
    ],
  ])('of %s is no page', async (_, body, expected) => {
    expect(await lookAtPage(answering({ body }).client, page)).toMatchObject(expected);
  });
});

describe('accounts by id', () => {
  it('are each told, whatever came of them', async () => {
    const body = {
      data: {
        a0: { id: 'ok', soundZones: zones([zone('x')]) },
        a1: null,
        a2: null,
        a3: null,
        a4: { id: 'no zones', soundZones: null },
        a5: { soundZones: 'what?' },
        a6: null,
      },
      errors: [
        { message: 'Forbidden', path: ['a1'] },
        { message: 'Not found', path: ['a2'], extensions: { code: 'NOT_FOUND' } },
        { message: LIMITED, path: ['a3'] },
        { message: 'Forbidden', path: ['a4', 'soundZones'] },
        { message: 'Validation failed', path: ['a6'], extensions: { code: 'BAD_USER_INPUT' } },
      ],
    };
    const ids = ['ok', 'not ours', 'gone', 'limited', 'no zones', 'odd', 'malformed', 'left out'];
    const outcome = await lookAtAccounts(answering({ body }).client, ids, page);
    const told =
      outcome.kind === 'answer' &&
      outcome.accounts.map(({ accountId, failure, complete }) => [accountId, failure, complete]);
    expect(told).toEqual([
      ['ok', undefined, true],
      ['not ours', 'forbidden', false],
      ['gone', 'not-found', false],
      ['limited', 'failed', false],
      ['no zones', 'forbidden', false],
      ['odd', 'failed', false],
      ['malformed', 'not-found', false],
      ['left out', 'failed', false],
    ]);
  });

  it('that are all refused are still an answer about each', async () => {
    const body = { data: { a0: null }, errors: [{ message: 'Forbidden', path: ['a0'] }] };
    expect(only(await lookAtAccounts(answering({ body }).client, ['x'], page))).toMatchObject({ failure: 'forbidden' });
  });
});

describe('the rest of an account', () => {
  const rest = (body: unknown) =>
    lookAtRest(answering({ body }).client, { accountId: 'a', after: 'here', zones: 5, detail: 'presence' });
  const told = (soundZones: unknown, errors: object[] = []) =>
    rest({ data: { account: { id: 'a', soundZones } }, errors });

  it.each<[string, unknown, object]>([
    ['ends', zones([zone('x')], { total: 9 }), { complete: true, unreadZones: 0, total: 9 }],
    ['goes on', zones([zone('x')], { next: 'there' }), { complete: false, restAfter: 'there' }],
    ['goes on where it began', zones([zone('x')], { next: 'here' }), { complete: false, failure: 'failed' }],
    ['lacks a zone', zones([zone('x'), { node: null }]), { complete: false, unreadZones: 1 }],
  ])('that %s is told so', async (_, soundZones, expected) => {
    const look = only(await told(soundZones));
    expect(look).toMatchObject({ accountId: 'a', zones: [{ id: 'x', isPaired: true, online: true }], ...expected });
    expect('restAfter' in (look ?? {})).toBe('restAfter' in expected);
  });

  it('that fails is told with why', async () => {
    const failed = { complete: false, zones: [] };
    const forbidden = [{ message: 'Forbidden', path: ['account', 'soundZones'] }];
    expect(only(await told(null, forbidden))).toMatchObject({ ...failed, failure: 'forbidden' });
    const gone = { data: { account: null }, errors: [{ message: 'Not found', path: ['account'] }] };
    expect(only(await rest(gone))).toMatchObject({ ...failed, failure: 'not-found' });
    // A cursor that is refused does not mean that the account is gone.
    const bad = [
      { message: 'Validation failed', path: ['account', 'soundZones'], extensions: { code: 'BAD_USER_INPUT' } },
    ];
    expect(only(await told(null, bad))).toMatchObject({ ...failed, failure: 'failed' });
  });
});

describe('zones by id', () => {
  it('are each told, with what was asked and no more', async () => {
    const body = {
      data: { z0: zone('x').node, z1: null, z2: null },
      errors: [{ message: 'Not found', path: ['z1'] }],
    };
    expect(await lookAtZones(answering({ body }).client, ['x', 'gone', 'odd'], 'presence')).toEqual({
      kind: 'answer',
      zones: [
        { zoneId: 'x', zone: { id: 'x', isPaired: true, online: true } },
        { zoneId: 'gone', failure: 'not-found' },
        { zoneId: 'odd', failure: 'failed' },
      ],
    });
  });
});

describe('counters', () => {
  it('tell accounts with their counts, and those without', async () => {
    const body = {
      ...accounts([
        { node: { id: 'a', all: { total: 5 }, offline: { total: 2 } } },
        { node: { id: 'b', all: { total: 5 }, offline: null } },
        { node: null },
      ]),
      errors: [{ message: 'Forbidden', path: at(1, 'node', 'offline') }],
    };
    expect(await countAccounts(answering({ body }).client, page)).toEqual({
      kind: 'answer',
      counts: [{ accountId: 'a', total: 5, offline: 2 }],
      failures: [{ accountId: 'b', failure: 'forbidden' }],
      next: null,
      total: 3,
      unread: 1,
    });
  });
});
