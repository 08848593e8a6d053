import {
  type Controllability,
  controllabilityOf,
  readLibrary,
  readNowPlaying,
  readZone,
  searchPlaylists,
  type ZoneDetail,
} from '../../../lambdas/clients/soundtrack/index.ts';
import { aSoundtrack, type Soundtrack } from '../../local/simulators/soundtrack/a-soundtrack.ts';
import { answering, USELESS } from './a-captured-answer.ts';

const playing = {
  id: 'z',
  isPaired: true,
  online: true,
  playback: { state: 'playing', volume: 9 },
  playFrom: { __typename: 'Playlist', id: 'p', name: 'Chill' },
  nowPlaying: {
    startedAt: '2026-11-21T10:00:00Z',
    track: {
      id: 't',
      title: 'Song',
      durationMs: 180_000,
      artists: [{ name: 'A' }, { name: 'B' }],
      album: { title: 'L' },
    },
  },
};
const read = (zone: object) => readNowPlaying(answering({ body: { data: { soundZone: zone } } }).client, 'z');

describe('what a zone plays', () => {
  it('is told as Soundtrack tells it', async () => {
    expect(await read(playing)).toEqual({
      kind: 'answer',
      zone: {
        zoneId: 'z',
        isPaired: true,
        online: true,
        state: 'playing',
        volume: 9,
        source: { kind: 'playlist', id: 'p', name: 'Chill' },
        track: { id: 't', title: 'Song', artists: ['A', 'B'], album: 'L', durationMs: 180_000 },
        startedAt: '2026-11-21T10:00:00Z',
      },
    });
  });

  it.each<[string, object, object]>([
    ['nothing', { nowPlaying: null }, { track: null, startedAt: null }],
    ['something without a track', { nowPlaying: { startedAt: 'x', track: null } }, { track: null, startedAt: 'x' }],
    ['a source of a new kind', { playFrom: { __typename: 'Mood' } }, { source: null }],
    ['no playback state', { playback: null }, { state: null, volume: null }],
    ['a state of a new kind', { playback: { state: 'humming', volume: 0 } }, { state: null, volume: 0 }],
    [
      'a track of which little is known',
      { nowPlaying: { startedAt: null, track: { id: 't', title: 'S', durationMs: null, artists: null, album: null } } },
      { track: { id: 't', title: 'S', artists: [], album: null, durationMs: null } },
    ],
  ])('may be %s', async (_, change, expected) => {
    expect(await read({ ...playing, ...change })).toMatchObject({ zone: expected });
  });
});

describe('a read', () => {
  it.each(USELESS)('with %s says why there is none', async (_, captured, expected) => {
    const { client } = answering(captured);
    expect(await readZone(client, 'z')).toMatchObject(expected);
    expect(await readLibrary(client, { accountId: 'a', after: null, items: 10 })).toMatchObject(expected);
    expect(await searchPlaylists(client, { words: 'jazz', playlists: 10 })).toMatchObject(expected);
  });

  it.each<[object, string]>([
    [{ message: 'Forbidden', path: ['soundZone'] }, 'forbidden'],
    [{ message: 'Not found', path: ['soundZone'], extensions: { code: 'NOT_FOUND' } }, 'not-found'],
    [{ message: 'Oh' }, 'failed'],
  ])('of a zone with %j says that it is missing', async (error, failure) => {
    const { client } = answering({ body: { data: { soundZone: null }, errors: [error] } });
    expect(await readNowPlaying(client, 'z')).toEqual({ kind: 'missing', failure });
  });

  it('of a library tells playlists and schedules, and where to go on', async () => {
    const edges = [
      { node: { __typename: 'Playlist', id: 'p', name: 'Chill' } },
      { node: null },
      { node: { __typename: 'Schedule', id: 's', name: 'Day' } },
    ];
    const items = { total: 5, pageInfo: { hasNextPage: true, endCursor: 'more' }, edges };
    const { client, asked } = answering({ body: { data: { account: { id: 'a', library: { items } } } } });
    expect(await readLibrary(client, { accountId: 'a', after: null, items: 3 })).toEqual({
      kind: 'answer',
      sources: [
        { kind: 'playlist', id: 'p', name: 'Chill' },
        { kind: 'schedule', id: 's', name: 'Day' },
      ],
      next: 'more',
      total: 5,
    });
    expect(asked).toMatchObject([{ variables: { account: 'a', items: 3, after: null } }]);
  });

  it('of playlists by words tells those that came', async () => {
    const node = { __typename: 'Playlist', id: 'p', name: 'Jazz', shortDescription: 'Late' };
    const search = {
      pageInfo: { hasNextPage: false, endCursor: null },
      edges: [{ node }, { node: { __typename: 'Track' } }],
    };
    const { client } = answering({ body: { data: { search } } });
    expect(await searchPlaylists(client, { words: 'jazz', playlists: 5 })).toMatchObject({
      playlists: [{ kind: 'playlist', id: 'p', name: 'Jazz', description: 'Late' }],
    });
  });
});

describe('the detail of a zone', () => {
  let soundtrack: Soundtrack;
  beforeAll(async () => {
    soundtrack = await aSoundtrack();
  });
  afterAll(() => soundtrack.close());

  it.each<[string, Controllability]>([
    ['playing', { likely: true }],
    ['paused', { likely: true }],
    ['offline', { likely: false, because: 'offline' }],
    ['unpaired', { likely: false, because: 'unpaired' }],
    ['subscription-expired', { likely: false, because: 'subscription-over' }],
    ['not-reporting', { likely: false, because: 'no-capability' }],
  ])('tells whether a zone that is %s will take an order', async (state, expected) => {
    const [row] = await soundtrack.zones('?limit=1');
    await soundtrack.request('POST', `/_sim/zones/${row.id}`, { state });
    const outcome = await readZone(soundtrack.client(), row.id);
    if (outcome.kind !== 'answer') throw new Error(JSON.stringify(outcome));
    expect(outcome.zone).toMatchObject({
      zoneId: row.id,
      name: row.name,
      account: row.account,
      location: row.location,
    });
    expect(controllabilityOf(outcome.zone, 'playback')).toEqual(expected);
  });

  it('tells of an account that does not let volume be changed', async () => {
    const [row] = await soundtrack.zones('?limit=1');
    await soundtrack.request('POST', `/_sim/zones/${row.id}`, { state: 'playing' });
    const outcome = await readZone(soundtrack.client(), row.id);
    if (outcome.kind !== 'answer') throw new Error(JSON.stringify(outcome));
    const zone: ZoneDetail = { ...outcome.zone, settings: { staffControl: true, volumeControl: false } };
    expect(controllabilityOf(zone, 'volume')).toEqual({ likely: false, because: 'not-allowed' });
    expect(controllabilityOf(zone, 'playback')).toEqual({ likely: true });
    const unsaid = { ...zone, settings: { staffControl: null, volumeControl: null } };
    expect(controllabilityOf(unsaid, 'volume')).toEqual({ likely: true });
  });
});
