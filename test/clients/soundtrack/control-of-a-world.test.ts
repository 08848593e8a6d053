import {
  assignSource,
  blockTrack,
  pause,
  play,
  queueTracks,
  readLibrary,
  readNowPlaying,
  searchPlaylists,
  setVolume,
  skipTrack,
} from '../../../lambdas/clients/soundtrack/index.ts';
import { aSoundtrack, type Soundtrack } from '../../local/simulators/soundtrack/a-soundtrack.ts';

let soundtrack: Soundtrack;
beforeAll(async () => {
  soundtrack = await aSoundtrack();
});
beforeEach(() => soundtrack.request('POST', '/_sim/reset'));
afterAll(() => soundtrack.close());

const aZone = async (state = 'playing', plan = 'UNLIMITED') => {
  const account = (await soundtrack.accounts()).find((one) => one.plan === plan);
  const [zone] = await soundtrack.zones(`?account=${account.id}`);
  await soundtrack.request('POST', `/_sim/zones/${zone.id}`, { state });
  return { zoneId: zone.id as string, accountId: account.id as string };
};
const shown = async (zoneId: string) => {
  await soundtrack.pause(2);
  const outcome = await readNowPlaying(soundtrack.client(), zoneId);
  if (outcome.kind !== 'answer') throw new Error(JSON.stringify(outcome));
  return outcome.zone;
};

describe('an order to Soundtrack', () => {
  it('is done, and can be seen soon after', async () => {
    const client = soundtrack.client();
    const { zoneId, accountId } = await aZone();
    expect(await pause(client, zoneId)).toMatchObject({ kind: 'done', zoneId });
    expect(await shown(zoneId)).toMatchObject({ state: 'paused' });
    expect(await play(client, zoneId)).toMatchObject({ kind: 'done', zoneId });
    expect(await setVolume(client, { zoneId, volume: 3 })).toMatchObject({ kind: 'done', zoneId, volume: 3 });
    const before = await shown(zoneId);
    expect(before).toMatchObject({ state: 'playing', volume: 3 });
    expect(await skipTrack(client, zoneId)).toMatchObject({ kind: 'done', zoneId });
    const after = await shown(zoneId);
    expect(after.startedAt).not.toBe(before.startedAt);

    const library = await readLibrary(client, { accountId, after: null, items: 50 });
    const source = library.kind === 'answer' ? library.sources.find(({ id }) => id !== after.source?.id) : undefined;
    if (!source) throw new Error(JSON.stringify(library));
    const assigned = await assignSource(client, { zoneIds: [zoneId], sourceId: source.id, immediate: true });
    expect(assigned).toMatchObject({ kind: 'done', zoneIds: [zoneId], source: { id: source.id, name: source.name } });
    const { track, source: playing } = await shown(zoneId);
    expect(playing).toEqual(source);

    const trackId = track?.id ?? '';
    expect(await queueTracks(client, { zoneId, trackIds: [trackId] })).toMatchObject({ kind: 'done' });
    expect(await blockTrack(client, { zoneId, trackId, reasons: ['dislike'] })).toMatchObject({
      kind: 'done',
      trackId,
    });
    expect((await shown(zoneId)).track?.id).not.toBe(trackId);
  });

  it.each(['offline', 'unpaired', 'subscription-expired', 'not-reporting'])(
    'to a zone that is %s is refused as not controllable',
    async (state) => {
      const { zoneId } = await aZone(state);
      for (const order of [play, pause, skipTrack]) {
        expect(await order(soundtrack.client(), zoneId)).toMatchObject({ kind: 'refused', reason: 'not-controllable' });
      }
    },
  );

  it.each([-1, 17, 2.5])('for the volume %d is refused with the field that is wrong', async (volume) => {
    const { zoneId } = await aZone();
    const outcome = await setVolume(soundtrack.client(), { zoneId, volume });
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'bad-value' });
  });

  it('that names what is not there says so', async () => {
    const client = soundtrack.client();
    const { zoneId } = await aZone();
    expect(await play(client, 'no id at all')).toMatchObject({ kind: 'refused', reason: 'bad-value' });
    const assigned = await assignSource(client, { zoneIds: [zoneId], sourceId: zoneId });
    expect(assigned).toMatchObject({ kind: 'refused', reason: 'not-found' });
    const queued = await queueTracks(client, { ...(await aZone('playing', 'ESSENTIAL')), trackIds: ['t'] });
    expect(queued).toMatchObject({ kind: 'refused', reason: 'forbidden' });
  });

  it('whose answer is lost may have been done, and is not sent again', async () => {
    const { zoneId } = await aZone();
    await soundtrack.faults({ lostResponse: { next: 1 } });
    const outcome = await setVolume(soundtrack.client(), { zoneId, volume: 2 });
    expect(outcome).toMatchObject({ kind: 'later', mayHaveRun: true });
    expect((await soundtrack.request('GET', '/_sim/mutations')).body).toHaveLength(1);
    expect(await shown(zoneId)).toMatchObject({ volume: 2 });
  });

  it('that the limit refuses was surely not done', async () => {
    const { zoneId } = await aZone();
    await soundtrack.faults({ throttled: { next: 1, cost: 100, available: 0 } });
    const outcome = await pause(soundtrack.client(), zoneId);
    expect(outcome).toMatchObject({ kind: 'later', reason: 'rate-limited', mayHaveRun: false, retryAfterSeconds: 2 });
    expect(await shown(zoneId)).toMatchObject({ state: 'playing' });
  });
});

describe('playlists', () => {
  it('are found by words', async () => {
    const outcome = await searchPlaylists(soundtrack.client(), { words: 'jazz', playlists: 10 });
    if (outcome.kind !== 'answer') throw new Error(JSON.stringify(outcome));
    expect(outcome.playlists.length).toBeGreaterThan(0);
    expect(outcome.playlists.every(({ kind, name }) => kind === 'playlist' && /jazz/i.test(name))).toBe(true);
  });

  it('of an account are read to the end', async () => {
    const { accountId } = await aZone();
    const names: string[] = [];
    let total = 0;
    for (let after: string | null | undefined = null; after !== undefined; ) {
      const outcome = await readLibrary(soundtrack.client(), { accountId, after, items: 3 });
      if (outcome.kind !== 'answer') throw new Error(JSON.stringify(outcome));
      names.push(...outcome.sources.map(({ name }) => name));
      total = outcome.total;
      after = outcome.next ?? undefined;
    }
    expect(names).toHaveLength(total);
  });
});
