import { aSoundtrack, type Soundtrack } from './a-soundtrack.ts';

let soundtrack: Soundtrack;
beforeAll(async () => {
  soundtrack = await aSoundtrack();
});
beforeEach(() => soundtrack.request('POST', '/_sim/reset'));
afterAll(() => soundtrack.close());

const ask = async (text: string, variables: object = {}) => (await soundtrack.query(text, variables)).body;
const aZone = async (state = 'playing') => {
  const [zone] = await soundtrack.zones('?limit=1');
  return (await soundtrack.request('POST', `/_sim/zones/${zone.id}`, { state })).body;
};
const nowPlaying = async (id: string) =>
  (
    await ask(
      'query N($id: ID!) { nowPlaying(soundZone: $id) { soundZone startedAt track { title durationMs artists { name } album { title } } } }',
      { id },
    )
  ).data.nowPlaying;

describe('what a zone plays', () => {
  it('is one song after the other, in whole seconds', async () => {
    const { id } = await aZone();
    const first = await nowPlaying(id);
    expect(first).toMatchObject({
      soundZone: id,
      startedAt: expect.stringMatching(/^2026-11-21T\d\d:\d\d:\d\dZ$/),
      track: {
        title: expect.any(String),
        artists: [{ name: expect.any(String) }],
        album: { title: expect.any(String) },
      },
    });
    const ends = Date.parse(first.startedAt) + first.track.durationMs;
    const left = ends - soundtrack.time.clock().getTime();
    expect(left).toBeGreaterThan(0);
    soundtrack.time.advance(left + 1_000);
    const second = await nowPlaying(id);
    expect(second.track.title).not.toBe(first.track.title);
    expect(Date.parse(second.startedAt) - ends).toBeLessThan(1_000);
  });

  it.each(['paused', 'offline', 'unpaired', 'subscription-expired', 'not-reporting'])(
    'is nothing while it is %s',
    async (state) => {
      const { id } = await aZone(state);
      expect(await nowPlaying(id)).toBeNull();
    },
  );

  it('goes on with the same song after a pause, whose time counts as played by the clock', async () => {
    const { id } = await aZone();
    const before = await nowPlaying(id);
    await soundtrack.request('POST', `/_sim/zones/${id}`, { playing: false });
    soundtrack.time.advance(3_600_000);
    await soundtrack.request('POST', `/_sim/zones/${id}`, { playing: true });
    expect(await nowPlaying(id)).toEqual(before);
    const { data } = await ask('query P($id: ID!) { soundZone(id: $id) { playback { progress { progressMs } } } }', {
      id,
    });
    expect(data.soundZone.playback.progress.progressMs).toBeLessThan(before.track.durationMs);
  });

  it('leaves a history, latest first', async () => {
    const { id } = await aZone();
    const { data } = await ask(
      'query H($id: ID!) { soundZone(id: $id) { playbackHistory(first: 3) { edges { node { startedAt finishedAt track { title } } } } } }',
      { id },
    );
    const songs = data.soundZone.playbackHistory.edges.map(
      ({ node }: { node: { startedAt: string; finishedAt: string } }) => node,
    );
    expect(songs).toHaveLength(3);
    expect(songs[0].startedAt).toBe(songs[1].finishedAt);
    expect(Date.parse(songs[0].startedAt)).toBeGreaterThan(Date.parse(songs[1].startedAt));
  });
});

describe('the library of an account', () => {
  const ITEMS = `query L($id: ID!, $first: Int, $after: String, $query: LibraryItemsQueryFilter) { account(id: $id) { library {
    items(first: $first, after: $after, query: $query) { total pageInfo { hasNextPage endCursor }
      edges { cursor addedAt node { __typename ... on Playlist { id name } ... on Schedule { id name } } } } } } }`;
  const items = async (variables: object) => (await ask(ITEMS, variables)).data.account.library.items;

  it('holds playlists and a schedule, by kind and by words', async () => {
    const [{ id }] = await soundtrack.accounts();
    const kinds = async (wanted?: string[]) => {
      const { edges } = await items({ id, first: 100, query: wanted && { kinds: wanted } });
      return [...new Set(edges.map(({ node }: { node: { __typename: string } }) => node.__typename))].sort();
    };
    expect(await kinds()).toEqual(['Playlist', 'Schedule']);
    expect(await kinds(['PLAYLIST'])).toEqual(['Playlist']);
    expect(await kinds(['SCHEDULE'])).toEqual(['Schedule']);
    expect((await items({ id, first: 10, query: { search: 'house SCHED' } })).total).toBe(1);
  });

  it('comes page by page', async () => {
    const [{ id }] = await soundtrack.accounts();
    const whole = await items({ id, first: 100 });
    const half = await items({ id, first: 4 });
    const rest = await items({ id, first: 100, after: half.pageInfo.endCursor });
    expect([...half.edges, ...rest.edges]).toEqual(whole.edges);
  });

  it('takes a playlist from the door, to be found and to be read', async () => {
    const [zone] = await soundtrack.zones('?limit=1');
    const { body: added } = await soundtrack.request('POST', '/_sim/playlists', {
      name: 'Sunday Brunch',
      zone: zone.id,
    });
    expect(added).toMatchObject({ name: 'Sunday Brunch', account: { id: zone.account.id } });
    const found = await items({ id: zone.account.id, first: 5, query: { search: 'brunch' } });
    expect(found.edges[0].node).toEqual({ __typename: 'Playlist', id: added.id, name: 'Sunday Brunch' });
    const { data } = await ask(
      'query P($id: ID!) { playlist(id: $id) { name tracks(first: 2) { total edges { node { title } } } } }',
      { id: added.id },
    );
    expect(data.playlist).toMatchObject({ name: 'Sunday Brunch', tracks: { edges: [{}, {}] } });
    for (const wrong of [{ name: 'X' }, { name: 'X', account: 'nobody' }, { account: zone.account.id }]) {
      expect((await soundtrack.request('POST', '/_sim/playlists', wrong)).status).toBe(400);
    }
  });

  it('is searched beside everything Soundtrack has', async () => {
    const { data } = await ask(
      '{ search(query: "jazz", type: playlist) { edges { node { ... on Playlist { name } } } } }',
    );
    const names = data.search.edges.map(({ node }: { node: { name: string } }) => node.name);
    expect(names.length).toBeGreaterThan(1);
    expect(names.every((name: string) => /jazz/i.test(name))).toBe(true);
    expect(
      (await ask('{ search(query: "x", type: artist) { edges { node { __typename } } } }')).errors[0].extensions.code,
    ).toBe('NOT_SIMULATED');
  });
});
