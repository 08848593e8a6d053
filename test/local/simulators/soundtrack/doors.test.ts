import { aSoundtrack, type Soundtrack } from './a-soundtrack.ts';

let soundtrack: Soundtrack;
beforeAll(async () => {
  soundtrack = await aSoundtrack();
});
beforeEach(() => soundtrack.request('POST', '/_sim/reset'));
afterAll(() => soundtrack.close());

const post = (path: string, body: object) => soundtrack.request('POST', path, body);

describe('the doors of Soundtrack', () => {
  it('show zones by account and by words in any of their names', async () => {
    const [zone] = await soundtrack.zones('?q=hilton+pattaya+LOBBY&limit=1');
    expect(zone).toMatchObject({
      id: expect.any(String),
      name: expect.stringMatching(/lobby/i),
      account: { id: expect.any(String), name: expect.any(String) },
      location: { name: expect.stringContaining('Pattaya') },
      state: expect.any(String),
      volume: expect.any(Number),
    });
    const ofAccount = await soundtrack.zones(`?account=${zone.account.id}`);
    expect(await soundtrack.zones(`?account=${encodeURIComponent(zone.account.name)}`)).toEqual(ofAccount);
    expect(ofAccount.every(({ account }) => account.id === zone.account.id)).toBe(true);
    expect(await soundtrack.zones('?account=nobody')).toEqual([]);
    expect(await soundtrack.zones('?q=no+such+place')).toEqual([]);
  });

  it('change what a zone does and how it is called', async () => {
    const [{ id }] = await soundtrack.zones('?limit=1');
    expect((await post(`/_sim/zones/${id}`, { state: 'offline' })).body).toMatchObject({
      online: false,
      playing: false,
    });
    expect((await post(`/_sim/zones/${id}`, { playing: true, volume: 3, name: 'Moved Bar' })).body).toMatchObject({
      id,
      name: 'Moved Bar',
      state: 'playing',
      volume: 3,
    });
    expect((await post(`/_sim/zones/${id}`, { playing: false })).body).toMatchObject({ state: 'paused', online: true });
  });

  it.each<[object]>([[{ state: 'broken' }], [{ volume: 17 }], [{ volume: 1.5 }], [{ playing: 'yes' }], [{ name: '' }]])(
    'refuse %j and change nothing',
    async (change) => {
      const [zone] = await soundtrack.zones('?limit=1');
      const { status, body } = await post(`/_sim/zones/${zone.id}`, change);
      expect([status, typeof body.problem]).toEqual([400, 'string']);
      expect((await soundtrack.zones('?limit=1'))[0]).toEqual(zone);
    },
  );

  it('add and remove zones and accounts', async () => {
    const [account] = await soundtrack.accounts();
    const added = await post('/_sim/zones', { account: account.id, name: 'Secret Garden' });
    expect(await soundtrack.zones(`?account=${account.id}&q=secret`)).toHaveLength(1);
    await soundtrack.request('DELETE', `/_sim/zones/${added.body.id}`);
    expect(await soundtrack.zones(`?account=${account.id}&q=secret`)).toEqual([]);

    const created = (await post('/_sim/accounts', { add: { name: 'New Hotel', zones: ['Lobby', 'Spa'] } })).body;
    expect((await soundtrack.zones(`?account=${created.id}`)).map(({ name }) => name)).toEqual(['Lobby', 'Spa']);
    await post('/_sim/accounts', { rename: { account: 'New Hotel', name: 'A New Hotel' } });
    expect((await soundtrack.accounts('?q=a+new')).map(({ id }) => id)).toEqual([created.id]);
    await post('/_sim/accounts', { remove: created.id });
    expect(await soundtrack.accounts('?q=a+new')).toEqual([]);
    expect((await post('/_sim/accounts', {})).status).toBe(400);
  });

  it('count what was asked', async () => {
    await soundtrack.query('query Who { me { __typename } }');
    await soundtrack.query('{ me { __typename } }', {}, {});
    expect((await soundtrack.request('GET', '/_sim/requests')).body).toEqual({
      requests: 1,
      tokens: 0,
      operations: { Who: { requests: 1, tokens: 0 } },
      refused: { unauthenticated: 1 },
    });
    expect((await soundtrack.request('GET', '/_sim/mutations')).body).toEqual([]);
  });

  it('switch faults, and put everything back', async () => {
    const before = await soundtrack.zones();
    expect((await soundtrack.faults({ http500: { next: 1 } })).body.active).toMatchObject({ http500: { next: 1 } });
    expect((await soundtrack.query('{ me { __typename } }')).status).toBe(500);
    expect((await soundtrack.faults({ nonsense: true })).status).toBe(400);
    await soundtrack.request('DELETE', `/_sim/zones/${before[0].id}`);
    await soundtrack.request('POST', '/_sim/reset');
    expect(await soundtrack.zones()).toEqual(before);
    const { body } = await soundtrack.request('GET', '/_sim/faults');
    expect(body).toMatchObject({
      active: {},
      known: expect.arrayContaining(['partialErrors', 'forbidden', 'throttled']),
    });
  });

  it('know no others', async () => {
    expect((await soundtrack.request('GET', '/_sim/gossip')).status).toBe(404);
    expect((await post('/_sim/zones/nobody', { state: 'playing' })).status).toBe(400);
    expect((await soundtrack.request('POST', '/_sim/faults', '{')).status).toBe(400);
  });
});
