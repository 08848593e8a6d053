import { generateEstate } from '../../../../local/estate/generate-estate.ts';
import { aSoundtrack, type Soundtrack } from './a-soundtrack.ts';

let soundtrack: Soundtrack;
afterEach(() => soundtrack.close());

const HOUR = 3_600_000;
const estate = generateEstate({ venues: 150, zones: 600 });

const truth = async () => (await soundtrack.request('GET', '/_sim/truth?limit=10000')).body;
const script = (body: object) => soundtrack.request('POST', '/_sim/script', body);
/** Lets time pass so that requests in between find the world as it was then. */
const spellsAfter = async (hours: number) => {
  soundtrack.time.advance(hours * HOUR);
  return (await truth()).spells;
};

describe('a world with a script', () => {
  it('stays as it is until somebody switches it on, and again when it is switched off', async () => {
    soundtrack = await aSoundtrack({ estate });
    expect((await soundtrack.request('GET', '/_sim/script')).body).toEqual({ on: false });
    expect(await spellsAfter(24)).toEqual([]);
    expect((await script({ rate: 50, seed: 's' })).body).toMatchObject({ on: true, rate: 50, seed: 's', speed: 1 });
    const after = await spellsAfter(2);
    expect(after.length).toBeGreaterThan(10);
    expect((await script({ on: false })).body).toEqual({ on: false });
    expect((await spellsAfter(24)).length).toBe(after.length);
  });

  it('comes to the same truth by seed and clock', async () => {
    const run = async (seed: string) => {
      soundtrack = await aSoundtrack({ estate, script: { seed, rate: 30 } });
      const spells = await spellsAfter(6);
      await soundtrack.close();
      return spells;
    };
    const first = await run('s');
    expect(first.length).toBeGreaterThan(20);
    expect(await run('s')).toEqual(first);
    expect(await run('t')).not.toEqual(first);
  });

  it('shows in the API what the truth tells, zone by zone', async () => {
    soundtrack = await aSoundtrack({ estate, script: { rate: 100, closingShare: 1 } });
    for (let hour = 0; hour < 12; hour += 1) {
      const open = new Map<string, string>(
        (await spellsAfter(1)).flatMap(({ zone, state, to }: { zone: string; state: string; to: string | null }) =>
          to === null ? [[zone, state]] : [],
        ),
      );
      const zones = await soundtrack.zones();
      expect(open.size).toBeGreaterThan(0);
      const wrong = zones.filter(({ id, state, usual }) => state !== (open.get(id) ?? usual));
      expect(wrong).toEqual([]);
    }
  });

  it('has spells of a zone that never overlap, each of a state that is not its usual one', async () => {
    soundtrack = await aSoundtrack({ estate, script: { rate: 100, closingShare: 1 } });
    const spells: { zone: string; state: string; from: string; to: string | null; why: string; because: string }[] =
      await spellsAfter(24);
    const usual = new Map((await soundtrack.zones()).map((zone) => [zone.id, zone.usual]));
    for (const [zone, own] of Map.groupBy(spells, (spell) => spell.zone)) {
      for (const [at, spell] of own.entries()) {
        expect(spell.state).not.toBe(usual.get(zone));
        expect(spell.why).toBe('script');
        const next = own[at + 1];
        if (next) expect(Date.parse(next.from)).toBeGreaterThanOrEqual(Date.parse(spell.to ?? 'never'));
      }
    }
    const because = new Set(spells.map((spell) => spell.because));
    expect([...because]).toEqual(
      expect.arrayContaining([
        'outage',
        'blip',
        'pause',
        'closed',
        'flapping',
        'internet of the venue',
        'subscription lapsed',
      ]),
    );
  });

  it('goes faster when told to', async () => {
    const ended = async (speed: number, hours: number) => {
      soundtrack = await aSoundtrack({ estate, script: { rate: { ...NONE, outage: 500 }, speed, closingShare: 0 } });
      const spells: { from: string; to: string | null }[] = await spellsAfter(hours);
      await soundtrack.close();
      const start = Date.parse('2026-11-21T10:00:00Z');
      return spells.map(({ from, to }) =>
        [from, to].map((at) => (at ? Math.round(((Date.parse(at) - start) * speed) / 60_000) : null)),
      );
    };
    const [slow, fast] = [await ended(1, 4), await ended(60, 4 / 60)];
    expect(fast.length).toBeGreaterThan(10);
    expect(fast).toEqual(slow);
  });

  it('leaves the last word to a person: what was mended by hand stays so', async () => {
    soundtrack = await aSoundtrack({ estate, script: { rate: { ...NONE, outage: 2_000 }, closingShare: 0 } });
    const open = (await spellsAfter(1)).filter(({ to }: { to: string | null }) => to === null);
    await soundtrack.request('POST', `/_sim/zones/${open[0].zone}`, { state: 'playing' });
    expect((await soundtrack.zones()).find(({ id }) => id === open[0].zone).state).toBe('playing');
    await soundtrack.request('POST', `/_sim/zones/${open[0].zone}`, { state: 'unpaired' });
    soundtrack.time.advance(24 * HOUR);
    expect((await soundtrack.zones()).find(({ id }) => id === open[0].zone).state).toBe('unpaired');
  });

  it('turns volumes, and brings, takes and renames zones', async () => {
    soundtrack = await aSoundtrack({
      estate,
      script: { rate: { ...NONE, volume: 500, added: 100, removed: 100, renamed: 100 }, closingShare: 0 },
    });
    const before = new Map((await soundtrack.zones()).map((zone) => [zone.id, zone.name]));
    const spells = await spellsAfter(12);
    const after = new Map((await soundtrack.zones()).map((zone) => [zone.id, zone.name]));
    const gone = [...before.keys()].filter((id) => !after.has(id));
    expect(gone.length).toBeGreaterThan(0);
    expect(spells.map(({ zone, state }: { zone: string; state: string }) => [zone, state])).toEqual(
      gone.map((id) => [id, 'removed']).sort((a, b) => order(spells, a[0]) - order(spells, b[0])),
    );
    expect([...after.keys()].some((id) => !before.has(id))).toBe(true);
    expect([...after].some(([id, name]) => before.has(id) && before.get(id) !== name)).toBe(true);
    const { volumes } = await truth();
    expect(volumes.length).toBeGreaterThan(5);
    expect(
      volumes.every(
        ({ because, volume, usual }: { because: string; volume: number; usual: number }) =>
          because === 'drift' && volume !== usual,
      ),
    ).toBe(true);
  });

  it.each([{ rate: -1 }, { rate: { nonsense: 1 } }, { speed: 0 }, { closingShare: 2 }, { seed: {} }])(
    'refuses %j',
    async (body) => {
      soundtrack = await aSoundtrack({ estate });
      expect((await script(body)).status).toBe(400);
      expect((await soundtrack.request('GET', '/_sim/script')).body).toEqual({ on: false });
    },
  );

  it('starts anew with a reset', async () => {
    soundtrack = await aSoundtrack({ estate, script: { rate: 50 } });
    expect((await spellsAfter(3)).length).toBeGreaterThan(0);
    await soundtrack.request('POST', '/_sim/reset');
    expect((await truth()).spells).toEqual([]);
    expect((await soundtrack.request('GET', '/_sim/script')).body).toMatchObject({ on: true, rate: 50, done: {} });
  });
});

const NONE = Object.fromEntries(
  'outage blip flap pause unpaired venue chain lapse volume season added removed renamed'
    .split(' ')
    .map((kind) => [kind, 0]),
);
const order = (spells: { zone: string }[], id: string | undefined) => spells.findIndex(({ zone }) => zone === id);
