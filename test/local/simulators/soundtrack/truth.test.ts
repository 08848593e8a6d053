import { aSoundtrack, type Soundtrack } from './a-soundtrack.ts';

let soundtrack: Soundtrack;
beforeEach(async () => {
  soundtrack = await aSoundtrack();
});
afterEach(() => soundtrack.close());

const START = '2026-11-21T10:00:00.000Z';
const seconds = (count: number) => new Date(Date.parse(START) + count * 1000).toISOString();
const truth = async (query: Record<string, string> = {}) =>
  (await soundtrack.request('GET', `/_sim/truth?${new URLSearchParams(query)}`)).body;
const set = (id: string, change: object) => soundtrack.request('POST', `/_sim/zones/${id}`, change);
const pass = (seconds: number) => soundtrack.time.advance(seconds * 1000);
const playing = async () => (await soundtrack.zones()).filter(({ usual }) => usual === 'playing');

describe('the truth', () => {
  it('is empty on an ordinary day, whatever zones never play', async () => {
    expect((await soundtrack.zones()).some(({ usual }) => usual === 'offline')).toBe(true);
    expect(await truth()).toEqual({ total: 0, spells: [], next: null, volumes: [], faults: [] });
  });

  it('tells each state a zone was in that is not its usual one, from when to when and why', async () => {
    const [zone] = await playing();
    pass(10);
    await set(zone.id, { state: 'offline' });
    pass(20);
    await set(zone.id, { state: 'unpaired' });
    pass(5);
    await set(zone.id, { state: 'playing' });
    const about = { zone: zone.id, account: zone.account.id, venue: zone.venue, why: 'door', because: 'set' };
    expect((await truth()).spells).toEqual([
      { ...about, state: 'offline', from: seconds(10), to: seconds(30) },
      { ...about, state: 'unpaired', from: seconds(30), to: seconds(35) },
    ]);
  });

  it('knows what a mutation did, when its player did it', async () => {
    const [zone] = await playing();
    await soundtrack.query('mutation P($z: ID!) { pause(input: { soundZone: $z }) { status } }', { z: zone.id });
    expect((await truth()).spells).toEqual([]);
    pass(2);
    const [spell] = (await truth()).spells;
    expect(spell).toMatchObject({ state: 'paused', why: 'mutation', because: 'pause', to: null });
    const reacted = (Date.parse(spell.from) - Date.parse(START)) / 1000;
    expect(reacted).toBeGreaterThanOrEqual(0.5);
    expect(reacted).toBeLessThanOrEqual(2);
  });

  it('counts a dormant zone that wakes up as not as usual', async () => {
    const dormant = (await soundtrack.zones()).find(({ usual }) => usual === 'offline');
    await set(dormant.id, { state: 'playing' });
    expect((await truth()).spells).toMatchObject([{ zone: dormant.id, state: 'playing' }]);
    await set(dormant.id, { state: 'offline' });
    expect((await truth()).spells).toEqual([]);
  });

  it('keeps volumes apart', async () => {
    const [zone] = await playing();
    await set(zone.id, { volume: 0 });
    pass(60);
    await set(zone.id, { volume: zone.volume });
    const { spells, volumes } = await truth();
    expect(spells).toEqual([]);
    expect(volumes).toMatchObject([{ zone: zone.id, volume: 0, usual: zone.volume, from: START, to: seconds(60) }]);
  });

  it('knows of zones that were taken away', async () => {
    const [zone] = await playing();
    await set(zone.id, { state: 'offline' });
    pass(1);
    await soundtrack.request('DELETE', `/_sim/zones/${zone.id}`);
    pass(1);
    expect((await truth()).spells).toMatchObject([
      { state: 'offline', to: seconds(1) },
      { state: 'removed', to: null },
    ]);
  });

  it('is asked by time, zone and venue, and page by page', async () => {
    const [a, b, c] = await playing();
    for (const { id } of [a, b, c]) {
      await set(id, { state: 'offline' });
      pass(10);
      await set(id, { state: 'playing' });
      pass(10);
    }
    const zonesIn = async (query: Record<string, string>) =>
      (await truth(query)).spells.map(({ zone }: { zone: string }) => zone);
    expect(await zonesIn({ zone: b.id })).toEqual([b.id]);
    expect(await zonesIn({ from: seconds(10), to: seconds(20) })).toEqual([]);
    expect(await zonesIn({ from: seconds(15), to: seconds(21) })).toEqual([b.id]);
    expect(await zonesIn({ from: String(Date.parse(seconds(35))) })).toEqual([c.id]);
    const ofVenue = await truth({ venue: a.venue });
    expect(ofVenue.spells.every(({ venue }: { venue: string }) => venue === a.venue)).toBe(true);
    const first = await truth({ limit: '2' });
    expect([first.total, first.spells.length, first.next]).toEqual([3, 2, 2]);
    const rest = await truth({ limit: '2', after: String(first.next) });
    expect([...first.spells, ...rest.spells].map(({ zone }) => zone)).toEqual([a.id, b.id, c.id]);
    expect(rest.next).toBeNull();
    expect((await soundtrack.request('GET', '/_sim/truth?from=yesterday')).status).toBe(400);
  });

  it('lists failures of the API apart from the zones, with what they struck', async () => {
    await soundtrack.faults({ http500: { next: 2 } });
    pass(5);
    await soundtrack.query('{ me { __typename } }');
    await soundtrack.query('{ me { __typename } }');
    await soundtrack.faults({ slow: { rate: 0.5 } });
    pass(5);
    await soundtrack.faults({ slow: 0 });
    await soundtrack.faults({ nullNodes: true });
    const { spells, faults } = await truth();
    expect(spells).toEqual([]);
    expect(faults).toMatchObject([
      { fault: 'http500', settings: { next: 2 }, from: START, to: seconds(5), struck: 2 },
      { fault: 'slow', from: seconds(5), to: seconds(10), struck: 0 },
      { fault: 'nullNodes', from: seconds(10), to: null },
    ]);
  });
});
