import { type AConsole, aConsole } from '../a-console.ts';

let desk: AConsole;
beforeAll(async () => {
  desk = await aConsole();
});
afterAll(() => desk.close());

// biome-ignore lint/suspicious/noExplicitAny: answers are read field by field in assertions
type Body = any;

const picture = async (): Promise<Body> => (await desk.get('/api/zones')).body;
const tileOf = async (id: string) => (await picture()).tiles.find((tile: Body) => tile.id === id);
const venue = async (id: string): Promise<Body> => (await desk.get(`/api/zones/venue?venue=${id}`)).body;
/** Rounds, each after so many seconds. */
const rounds = async (...seconds: number[]) => {
  for (const each of seconds) {
    await desk.zones.pass(each);
    await desk.zones.round();
  }
};

describe('the map of the zones', () => {
  it('knows every venue before anything was read', async () => {
    const { summary, venues, tiles } = await picture();
    expect(summary.counts).toMatchObject({ unknown: 6, up: 0, total: 6 });
    expect(venues.map(({ name }: Body) => name)).toEqual([
      'Beach House',
      'Hilton Bangkok',
      'Hilton Pattaya',
      'Night Bar',
    ]);
    expect(venues[1]).toEqual({ id: '1001', name: 'Hilton Bangkok', place: 'Bangkok', chain: 'Hilton', zones: 2 });
    expect(tiles.every(({ look }: Body) => look === 'unknown')).toBe(true);
    expect(summary.coverage.percent).toBe(0);
  });

  it('shows what plays, and that nobody misses what never did', async () => {
    await rounds(1);
    const { summary, shards } = await picture();
    expect(summary.counts).toMatchObject({ up: 4, resting: 2, unknown: 0, old: 0 });
    expect(summary).toMatchObject({ coverage: { percent: 100 }, monitoring: { kind: 'fine' }, directory: '7' });
    expect(await tileOf('1002')).toEqual({ id: '1002', look: 'up', counts: { up: 1, resting: 1 } });
    expect(
      (await venue('1002')).zones.map(({ name, status, expectation }: Body) => [name, status, expectation]),
    ).toEqual([
      ['Lobby', 'up', 'expected to play'],
      ['Spa', 'without a player', 'never seen up, so nobody misses it'],
    ]);
    const [{ legs, way, lagSeconds }] = shards;
    expect(legs).toEqual([expect.objectContaining({ leg: 'p0', round: 1, read: 3, behind: 0, tokens: 56 })]);
    expect([way.shape, way.because, lagSeconds]).toEqual(['pages', 'full-fits', 0]);
  });

  it('follows a zone that is broken by hand: suspected, out, mended and up again, with times', async () => {
    const lobby = desk.zones.zone('1001', 'Lobby');
    expect((await desk.post('/api/zones/break', { zone: lobby, state: 'offline' })).body).toMatchObject({ zones: 1 });
    expect(await tileOf('1001')).toMatchObject({ look: 'up', byHand: 1 });

    await rounds(30);
    expect(await tileOf('1001')).toMatchObject({ look: 'suspected', counts: { suspected: 1, up: 1 } });
    const [doubtful] = (await venue('1001')).zones;
    expect(doubtful).toMatchObject({
      byHand: { state: 'offline' },
      doubt: { to: 'down', readings: 1 },
      critical: true,
    });

    await rounds(60);
    expect(await tileOf('1001')).toMatchObject({ look: 'outage', counts: { outage: 1, up: 1 } });
    const { zones, events, timeZone } = await venue('1001');
    const now = desk.zones.time.clock().getTime();
    expect(zones[0]).toMatchObject({
      look: 'outage',
      expected: true,
      outage: { cause: 'down', beganAt: now - 60_000, confirmedAt: now },
      readAt: now,
      isOld: false,
    });
    expect(zones[0].nextLookAt).toBeGreaterThan(now);
    expect(timeZone).toBe('Asia/Bangkok');
    expect(events.map(({ title, reason }: Body) => `${title}: ${reason}`)).toContain(
      'Outage, critical zone, 2 readings: enough readings found it without music while it should play',
    );

    await desk.post('/api/zones/break', { zone: lobby, state: 'mend' });
    await rounds(15, 60);
    expect(await tileOf('1001')).toEqual({ id: '1001', look: 'up', counts: { up: 2 } });
    const [found] = await foundNow();
    expect(found).toMatchObject({ state: 'offline', zones: [lobby], venues: ['1001'] });
    expect(found.mendedAt - found.brokenAt).toBe(90_000);
    expect(found.steps.map(({ step, firstSeconds }: Body) => [step, firstSeconds])).toEqual([
      ['suspected', 30],
      ['outage', 90],
      ['status', 90],
      ['recovered', 75],
    ]);
  });

  it('does not call it an outage where nobody expects music', async () => {
    await desk.post('/api/zones/break', { venue: '1003', state: 'offline' });
    await rounds(60, 60);
    expect(await tileOf('1003')).toMatchObject({ look: 'resting', counts: { resting: 1 } });
    expect((await venue('1003')).zones[0]).toMatchObject({
      status: 'down',
      expectation: 'closed now',
      expected: false,
    });
  });

  it('says at once that Soundtrack does not answer, then that the monitor is degraded, and tells of no outage', async () => {
    await desk.post('/api/zones/mend', {});
    await rounds(60, 60);
    await desk.post('/api/zones/faults', { http503: { rate: 1 } });
    const before = (await picture()).summary.counts;
    await rounds(60);
    const { monitoring } = (await picture()).summary;
    expect(monitoring).toMatchObject({ kind: 'not-answering', legs: { unread: 1, all: 1 }, shards: ['one'] });
    expect(Date.parse(monitoring.since)).toBe(desk.zones.time.clock().getTime());
    await rounds(60, 60);
    const { summary, shards } = await picture();
    expect(summary.monitoring.kind).toBe('degraded');
    // What is too old counts as unknown, and keeps its look on the map.
    expect(summary.counts).toMatchObject({ outage: 0, suspected: 0, old: before.up + before.resting });
    expect(await tileOf('1001')).toEqual({ id: '1001', look: 'up', counts: { up: 2 }, old: 2 });
    expect(shards[0].legs[0]).toMatchObject({ read: 0, behind: 3, unread: { reason: 'unavailable' } });
    expect((await venue('1001')).zones[0]).toMatchObject({ isOld: true, unread: { reason: 'unavailable' } });
  });

  it('is mended as a whole: zones, API and world', async () => {
    await desk.post('/api/zones/break', { chain: 'Hilton', state: 'paused' });
    await desk.post('/api/zones/script', { on: true, rate: 0, speed: 1 });
    expect((await desk.post('/api/zones/mend', {})).body).toEqual({ zones: 4 });
    await rounds(60, 60);
    const { summary } = await picture();
    expect(summary.monitoring.kind).toBe('fine');
    expect(summary.counts).toMatchObject({ up: 4, resting: 2, old: 0 });
    expect((await desk.zones.desk.soundtrack.door('GET', 'script')).body).toEqual({ on: false });
  });
});

describe('what the page asks for', () => {
  it.each([
    ['/api/zones/break', { venue: '1001' }, 400, /Send {one of venue/],
    ['/api/zones/break', { venue: '1001', share: 0.5, state: 'offline' }, 400, /says which zones/],
    ['/api/zones/break', { venue: '9999', state: 'offline' }, 400, /nothing is called 9999/],
    ['/api/zones/faults', { nonsense: 1 }, 400, /unknown fault 'nonsense'/],
    ['/api/zones/script', { on: true, speed: 0 }, 400, /speed/],
  ])('is refused in words where it makes no sense: %s %j', async (path, body, status, words) => {
    const answer = await desk.post(path, body);
    expect([answer.status, answer.body.problem]).toEqual([status, expect.stringMatching(words)]);
  });

  it('names no venue that is not there', async () => {
    expect(await desk.get('/api/zones/venue?venue=9999')).toMatchObject({ status: 404 });
    expect(await desk.get('/api/zones/venue')).toMatchObject({ status: 404 });
  });
});

describe('a page that looks at the zones', () => {
  it('is told everything once, and then only what is new', async () => {
    const page = await desk.listen('/api/zones/live');
    const { tiles } = await page.until('tiles');
    expect(tiles).toHaveLength(4);
    expect((await page.until('venues')).venues).toHaveLength(4);
    expect((await page.until('world')).faults.active).toEqual({});
    await desk.post('/api/zones/break', { venue: '1004', state: 'playing' });
    const news = await page.until('tiles', (it) => it.tiles.length < 4);
    expect(news.tiles).toEqual([expect.objectContaining({ id: '1004', byHand: 1 })]);
    expect(page.told.filter(({ event }) => event === 'venues')).toHaveLength(1);
    page.close();
  });
});

async function foundNow(): Promise<Body[]> {
  const page = await desk.listen('/api/zones/live');
  const { found } = await page.until('found', (it) => it.found.length > 0);
  page.close();
  return found;
}
