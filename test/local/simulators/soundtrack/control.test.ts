import { aSoundtrack, type Soundtrack } from './a-soundtrack.ts';

let soundtrack: Soundtrack;
beforeAll(async () => {
  soundtrack = await aSoundtrack();
});
beforeEach(() => soundtrack.request('POST', '/_sim/reset'));
afterAll(() => soundtrack.close());

const INPUTS: Record<string, string> = {
  play: 'PlayInput',
  pause: 'PauseInput',
  skipTrack: 'SkipTrackInput',
  skipTracks: 'SkipTracksInput',
  setVolume: 'SetVolumeInput',
  soundZoneAssignSource: 'SoundZoneAssignSourceInput',
  setPlayFrom: 'SetPlayFromInput',
  soundZoneQueueTracks: 'SoundZoneQueueTracksInput',
  soundZoneClearQueuedTracks: 'SoundZoneClearQueuedTracksInput',
  soundZoneSetPlaybackOrder: 'SoundZoneSetPlaybackOrderInput',
  soundZoneUpdateSettings: 'SoundZoneUpdateSettingsInput',
  blockTrack: 'BlockTrackInput',
  unblockTrack: 'UnblockTrackInput',
};
const mutate = async (name: string, input: object, selection = '__typename') => {
  const text = `mutation M($input: ${INPUTS[name]}!) { ${name}(input: $input) { ${selection} } }`;
  return (await soundtrack.query(text, { input })).body;
};
const read = async (id: string, selection: string) =>
  (await soundtrack.query(`query Z($id: ID!) { soundZone(id: $id) { ${selection} } }`, { id })).body.data.soundZone;
const aZone = async (state = 'playing', plan?: string) => {
  const account = (await soundtrack.accounts()).find((one) => plan === undefined || one.plan === plan);
  const [zone] = await soundtrack.zones(`?account=${account.id}`);
  return (await soundtrack.request('POST', `/_sim/zones/${zone.id}`, { state })).body;
};
const PLAYING =
  'playback { state volume playbackMode } nowPlaying { startedAt track { id title } } playFrom { __typename ... on Playlist { id name } ... on Schedule { id name } }';
const curated = async (kind = 'PLAYLIST') => {
  const [account] = await soundtrack.accounts();
  const { body } = await soundtrack.query(
    `query L($id: ID!, $kinds: [LibraryItemKind!]) { account(id: $id) { library { items(first: 50, query: { kinds: $kinds }) {
       total edges { node { __typename ... on Playlist { id name } ... on Schedule { id name } } } } } } }`,
    { id: account.id, kinds: [kind] },
  );
  return body.data.account.library.items.edges.map(({ node }: { node: { id: string } }) => node);
};

describe('a mutation', () => {
  it('answers at once; its player reacts half a second to two seconds later', async () => {
    const { id } = await aZone();
    const { data } = await mutate(
      'setVolume',
      { soundZone: id, volume: 3, clientMutationId: 'm1' },
      'status soundZone volume clientMutationId',
    );
    expect(data.setVolume).toEqual({ status: expect.any(String), soundZone: id, volume: 3, clientMutationId: 'm1' });
    soundtrack.time.advance(499);
    expect((await read(id, 'playback { volume }')).playback.volume).not.toBe(3);
    soundtrack.time.advance(1_501);
    expect((await read(id, 'playback { volume }')).playback.volume).toBe(3);
  });

  it('pauses and plays', async () => {
    const { id } = await aZone();
    for (const [name, state] of [
      ['pause', 'paused'],
      ['play', 'playing'],
    ] as const) {
      expect((await mutate(name, { soundZone: id }, 'status soundZone')).data[name].soundZone).toBe(id);
      soundtrack.time.advance(2_000);
      expect((await read(id, PLAYING)).playback.state).toBe(state);
    }
  });

  it('does nothing to a player that was lost before it could react', async () => {
    const { id } = await aZone();
    await mutate('pause', { soundZone: id });
    await soundtrack.request('POST', `/_sim/zones/${id}`, { state: 'offline' });
    soundtrack.time.advance(2_000);
    expect((await soundtrack.zones()).find((zone) => zone.id === id).state).toBe('offline');
  });

  it.each<[string, object]>([
    ['play', {}],
    ['pause', {}],
    ['skipTrack', {}],
    ['skipTracks', { tracksToSkip: 2 }],
    ['setVolume', { volume: 5 }],
    ['soundZoneClearQueuedTracks', {}],
    ['soundZoneSetPlaybackOrder', { playbackOrder: 'LINEAR' }],
    ['soundZoneQueueTracks', { tracks: [] }],
  ])('%s says only "Not found" of a zone that takes no orders', async (name, input) => {
    for (const state of [
      'offline',
      'unpaired',
      'subscription-expired',
      'subscription-expired-offline',
      'not-reporting',
    ]) {
      const { id } = await aZone(state);
      expect(await mutate(name, { soundZone: id, ...input })).toMatchObject({
        data: { [name]: null },
        errors: [{ message: 'Not found', path: [name], extensions: { code: 'NOT_FOUND' } }],
      });
    }
    const unknown = 'U291bmRab25lLCx6enov';
    expect((await mutate(name, { soundZone: unknown, ...input })).errors[0].extensions.code).toBe('NOT_FOUND');
  });

  it.each([-1, 17, 3.5, '5', true])('refuses %j as a volume', async (volume) => {
    const { id } = await aZone();
    const { errors, data } = await mutate('setVolume', { soundZone: id, volume });
    expect(data).toEqual({ setVolume: null });
    expect(errors).toMatchObject([
      {
        message: 'Validation failed',
        extensions: { code: 'BAD_USER_INPUT', exception: { validationErrors: { volume: expect.any(String) } } },
      },
    ]);
  });

  it('takes the ends of the scale, and a volume as a variable of its own', async () => {
    const { id } = await aZone();
    for (const volume of [0, 16]) expect((await mutate('setVolume', { soundZone: id, volume })).errors).toBeUndefined();
    const own = 'mutation V($z: ID!, $v: Volume!) { setVolume(input: { soundZone: $z, volume: $v }) { volume } }';
    expect((await soundtrack.query(own, { z: id, v: 9 })).body.data.setVolume.volume).toBe(9);
    const asInt = await soundtrack.query(own.replace('Volume!', 'Int!'), { z: id, v: 9 });
    expect([asInt.body.data, asInt.body.errors.length]).toEqual([undefined, 1]);
  });

  it.each([
    ['pause', { soundZone: '1234' }, 'soundZone'],
    ['soundZoneAssignSource', { soundZones: ['1234'], source: 'x' }, 'soundZones'],
    ['blockTrack', { parent: '1234', source: 'x', reasons: ['dislike'] }, 'parent'],
  ])('%s tells an id that is none', async (name, input, field) => {
    expect((await mutate(name, input)).errors[0]).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', exception: { validationErrors: { [field]: 'invalid id format' } } },
    });
  });

  it('skips to another song', async () => {
    const { id } = await aZone();
    const before = (await read(id, PLAYING)).nowPlaying;
    await mutate('skipTrack', { soundZone: id });
    soundtrack.time.advance(2_000);
    const after = (await read(id, PLAYING)).nowPlaying;
    expect(after.track.id).not.toBe(before.track.id);
    expect(Date.parse(after.startedAt)).toBeGreaterThan(Date.parse(before.startedAt));
    expect((await mutate('skipTracks', { soundZone: id, tracksToSkip: 0 })).errors[0].extensions.code).toBe(
      'BAD_USER_INPUT',
    );
  });

  it('assigns what to play: at once, or after the song', async () => {
    const one = await aZone();
    const [first, second] = await curated();
    const assigned = await mutate(
      'soundZoneAssignSource',
      { soundZones: [one.id], source: first.id, immediate: true },
      'soundZones source { ... on Playlist { id name } }',
    );
    expect(assigned.data.soundZoneAssignSource).toEqual({
      soundZones: [one.id],
      source: { id: first.id, name: first.name },
    });
    soundtrack.time.advance(2_000);
    const now = await read(one.id, PLAYING);
    expect(now.playFrom).toEqual({ __typename: 'Playlist', id: first.id, name: first.name });

    await mutate('setPlayFrom', { soundZone: one.id, source: second.id }, 'playFrom { __typename }');
    soundtrack.time.advance(2_000);
    const later = await read(one.id, PLAYING);
    expect([later.playFrom.id, later.nowPlaying.track.id]).toEqual([second.id, now.nowPlaying.track.id]);
  });

  it('assigns to several zones or to none of them', async () => {
    const [a, b] = (await soundtrack.zones()).slice(0, 2);
    await soundtrack.request('POST', `/_sim/zones/${a.id}`, { state: 'playing' });
    await soundtrack.request('POST', `/_sim/zones/${b.id}`, { state: 'offline' });
    const [playlist] = await curated();
    const input = { soundZones: [a.id, b.id], source: playlist.id, immediate: true };
    expect((await mutate('soundZoneAssignSource', input)).errors[0].extensions.code).toBe('NOT_FOUND');
    await soundtrack.request('POST', `/_sim/zones/${b.id}`, { state: 'paused' });
    expect((await mutate('soundZoneAssignSource', input)).errors).toBeUndefined();
    soundtrack.time.advance(2_000);
    for (const { id } of [a, b]) expect((await read(id, PLAYING)).playFrom.id).toBe(playlist.id);
    const unknown = { ...input, source: 'UGxheWxpc3QsLHp6ei8.' };
    expect((await mutate('soundZoneAssignSource', unknown)).errors[0].extensions.code).toBe('NOT_FOUND');
  });

  it('queues songs for those whose plan has that', async () => {
    const song = async (zone: { id: string }) => (await read(zone.id, PLAYING)).nowPlaying.track.id;
    const [plain, rich] = [await aZone('playing', 'ESSENTIAL'), await aZone('playing', 'UNLIMITED')];
    const { body } = await soundtrack.query(
      '{ search(query: "coral", type: track, first: 5) { edges { node { ... on Track { id title } } } } }',
    );
    const track = body.data.search.edges[0].node;
    expect(track.title).toMatch(/^Coral /);
    const input = { tracks: [track.id], immediate: true };
    expect((await mutate('soundZoneQueueTracks', { soundZone: plain.id, ...input })).errors[0].message).toBe(
      'Forbidden',
    );
    expect((await mutate('soundZoneQueueTracks', { soundZone: rich.id, ...input })).errors).toBeUndefined();
    soundtrack.time.advance(2_000);
    expect(await song(rich)).toBe(track.id);
  });

  it('blocks a song: it is listed, and not played again until it is unblocked', async () => {
    const { id } = await aZone();
    const { track } = (await read(id, PLAYING)).nowPlaying;
    const { data } = await mutate(
      'blockTrack',
      { parent: id, source: track.id, reasons: ['dislike'] },
      'parent source blockedTrack { track { id } reasons }',
    );
    expect(data.blockTrack).toEqual({
      parent: id,
      source: track.id,
      blockedTrack: { track: { id: track.id }, reasons: ['dislike'] },
    });
    soundtrack.time.advance(2_000);
    for (let song = 0; song < 30; song += 1) {
      expect((await read(id, PLAYING)).nowPlaying.track.id).not.toBe(track.id);
      soundtrack.time.advance(180_000);
    }
    const listed = async () =>
      (await read(id, 'blockedTracks(first: 5) { edges { node { track { id } } } }')).blockedTracks.edges;
    expect(await listed()).toHaveLength(1);
    await mutate('unblockTrack', { parent: id, source: track.id });
    expect(await listed()).toEqual([]);
  });

  it('keeps the order of songs and the settings of a zone', async () => {
    const { id } = await aZone();
    await mutate('soundZoneSetPlaybackOrder', { soundZone: id, playbackOrder: 'LINEAR' }, 'playbackOrder');
    await mutate(
      'soundZoneUpdateSettings',
      { soundZones: [id], settings: { volumeControl: false } },
      'settings { volumeControl }',
    );
    soundtrack.time.advance(2_000);
    expect(await read(id, 'playback { playbackMode } settings { staffControl volumeControl }')).toEqual({
      playback: { playbackMode: 'LINEAR' },
      settings: { staffControl: true, volumeControl: false },
    });
  });
});

describe('the list of mutations', () => {
  const list = async (query = '') => (await soundtrack.request('GET', `/_sim/mutations${query}`)).body;

  it('holds each that came, with what it was given and what came of it', async () => {
    const { id } = await aZone();
    const { id: other } = (await soundtrack.zones())[5];
    await soundtrack.request('POST', `/_sim/zones/${other}`, { state: 'offline' });
    await mutate('setVolume', { soundZone: id, volume: 4 });
    await mutate('pause', { soundZone: other });
    expect(await list()).toEqual([
      {
        at: soundtrack.time.clock().toISOString(),
        name: 'setVolume',
        zone: id,
        zones: [id],
        input: { soundZone: id, volume: 4 },
        result: { ok: true, status: 'ok', soundZone: id, volume: 4 },
      },
      expect.objectContaining({
        name: 'pause',
        zone: other,
        result: { ok: false, message: 'Not found', code: 'NOT_FOUND' },
      }),
    ]);
    expect(await list(`?zone=${other}`)).toHaveLength(1);
  });

  it.each<[string, object, boolean]>([
    ['fault', { http500: true }, false],
    ['rate-limited', { throttled: true }, false],
    ['unauthenticated', { tokenRevoked: true }, false],
    ['unknown field', { unknownField: { field: 'Mutation.pause' } }, false],
    ['', { lostResponse: true }, true],
  ])('also those that were turned away, when asked for them (%s)', async (refused, faults, ok) => {
    const { id } = await aZone();
    await soundtrack.faults(faults);
    await soundtrack
      .query('mutation P($zone: ID!) { pause(input: { soundZone: $zone }) { status } }', { zone: id })
      .catch(() => undefined);
    expect(await list()).toHaveLength(ok ? 1 : 0);
    const [entry, ...further] = await list('?refused=true');
    expect([entry.zone, entry.input, further]).toEqual([id, { soundZone: id }, []]);
    expect(entry.result).toMatchObject(ok ? { ok } : { ok, refused });
  });
});
