import { aSoundtrack, type Soundtrack } from './a-soundtrack.ts';

let soundtrack: Soundtrack;
beforeAll(async () => {
  soundtrack = await aSoundtrack();
});
beforeEach(() => soundtrack.request('POST', '/_sim/reset'));
afterAll(() => soundtrack.close());

const doBreak = async (body: object) => (await soundtrack.request('POST', '/_sim/break', body)).body;
const unusual = async () => (await soundtrack.zones()).filter(({ state, usual }) => state !== usual);
const ids = (zones: { id: string }[]) => zones.map(({ id }) => id).sort();

describe('breaking many zones at once', () => {
  it('takes a venue, a chain, an account or a zone, and mends them', async () => {
    const all = await soundtrack.zones();
    const chain = 'Hilton';
    const ofChain = new Set(soundtrack.estate.venues.filter((one) => one.chain === chain).map(({ id }) => id));
    const sample = all.find((zone) => ofChain.has(zone.venue));
    const cases: [object, (zone: typeof sample) => boolean][] = [
      [{ venue: sample.venue }, (zone) => zone.venue === sample.venue],
      [{ chain }, (zone) => ofChain.has(zone.venue)],
      [{ account: sample.account.id }, (zone) => zone.account.id === sample.account.id],
      [{ account: sample.account.name }, (zone) => zone.account.id === sample.account.id],
      [{ zone: sample.id }, (zone) => zone.id === sample.id],
      [{ zone: [all[0].id, all[1].id] }, (zone) => zone.id === all[0].id || zone.id === all[1].id],
    ];
    for (const [which, isMeant] of cases) {
      const broken = await doBreak({ ...which, state: 'not-reporting' });
      expect(broken).toMatchObject({ zones: all.filter(isMeant).length, state: 'not-reporting', until: null });
      expect(ids(await unusual())).toEqual(ids(all.filter(isMeant)));
      await doBreak({ ...which, state: 'mend' });
      expect(await soundtrack.zones()).toEqual(all);
    }
  });

  it('takes about a share of the zones that usually play', async () => {
    const playing = (await soundtrack.zones()).filter(({ usual }) => usual === 'playing').length;
    const { zones } = await doBreak({ share: 0.5, state: 'offline' });
    expect(zones / playing).toBeGreaterThan(0.3);
    expect(zones / playing).toBeLessThan(0.7);
    expect(await unusual()).toHaveLength(zones);
    await doBreak({ share: 1, mend: true });
    expect(await unusual()).toEqual([]);
  });

  it('mends by itself after some seconds, but for what somebody changed since', async () => {
    const venue = soundtrack.estate.venues.find(
      ({ zones }) => zones.filter(({ state }) => state === 'playing').length > 2,
    );
    const { until } = await doBreak({ venue: venue?.id, state: 'unpaired', seconds: 30 });
    expect(Date.parse(until) - soundtrack.time.clock().getTime()).toBe(30_000);
    soundtrack.time.advance(29_999);
    const broken = await unusual();
    expect(broken.length).toBeGreaterThan(2);
    await soundtrack.request('POST', `/_sim/zones/${broken[0].id}`, { state: 'offline' });
    await doBreak({ zone: broken[1].id, state: 'unpaired' });
    soundtrack.time.advance(1);
    expect(ids(await unusual())).toEqual(ids(broken.slice(0, 2)));
  });

  it.each<[object]>([
    [{ state: 'offline' }],
    [{ venue: 'nobody', state: 'offline' }],
    [{ chain: 'nobody', state: 'offline' }],
    [{ zone: 'nobody', state: 'offline' }],
    [{ share: 2, state: 'offline' }],
    [{ share: 0.5, chain: 'Hilton', state: 'offline' }],
    [{ share: 0.5, state: 'broken' }],
    [{ share: 0.5, state: 'offline', seconds: -1 }],
  ])('refuses %j and changes nothing', async (body) => {
    expect((await soundtrack.request('POST', '/_sim/break', body)).status).toBe(400);
    expect(await unusual()).toEqual([]);
  });
});
