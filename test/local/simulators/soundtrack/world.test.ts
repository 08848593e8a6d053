import { fold } from '../../../../lambdas/venues/fold.ts';
import { generateEstate } from '../../../../local/estate/generate-estate.ts';
import { accountIdsOf, soundtrackWorldOf } from '../../../../local/simulators/index.ts';

const estate = generateEstate({ venues: 2_000 });
const world = soundtrackWorldOf(estate);
const accounts = world.accounts();
const venuesIn = (account: (typeof accounts)[number]) =>
  new Set(account.locations.flatMap(({ venueId }) => venueId ?? []));
const idsOf = (of: ReturnType<typeof soundtrackWorldOf>) => [...of.zones()].map(({ id }) => id);

describe('the accounts of an estate', () => {
  it('are the same for the same estate', () => {
    expect(idsOf(soundtrackWorldOf(estate))).toEqual(idsOf(world));
  });

  it('keep their ids when the estate grows', () => {
    const small = generateEstate({ venues: 100, seed: 7 });
    const grown = {
      ...small,
      venues: [...small.venues, ...generateEstate({ venues: 130, seed: 9 }).venues.slice(100)],
    };
    const known = new Set(idsOf(soundtrackWorldOf(grown)));
    const kept = idsOf(soundtrackWorldOf(small)).filter((id) => known.has(id));
    expect(kept.length / idsOf(soundtrackWorldOf(small)).length).toBeGreaterThan(0.95);
  });

  it('hold every zone of every venue exactly once, in the state the estate gives it', () => {
    const held = [...world.zones()].filter(({ location }) => location.venueId !== null);
    expect(held).toHaveLength(10_000);
    expect(new Set(idsOf(world)).size).toBe([...world.zones()].length);
    for (const venue of estate.venues) {
      const zones = held.filter(({ location }) => location.venueId === venue.id).length;
      if (zones !== venue.zones.length) throw new Error(`${venue.name}: ${zones} of ${venue.zones.length}`);
    }
    const playing = (states: string[]) => states.filter((state) => state === 'playing').length;
    expect(playing(held.map(({ state }) => state))).toBe(
      playing(estate.venues.flatMap(({ zones }) => zones.map(({ state }) => state))),
    );
  });

  it('are mostly one for a venue, sometimes two, sometimes one for several, sometimes nobody’s', () => {
    const counts = estate.venues.map(({ id }) => accountIdsOf(world, id).length);
    expect(counts.every((count) => count === 1 || count === 2)).toBe(true);
    expect(counts.filter((count) => count === 2).length).toBeGreaterThan(40);
    expect(accounts.filter((account) => venuesIn(account).size > 1).length).toBeGreaterThan(20);
    expect(accounts.filter((account) => venuesIn(account).size === 0)).toHaveLength(40);
    expect(accounts.filter(({ name }) => name.endsWith('(Premium)')).length).toBeGreaterThan(40);
  });

  it('are often not called what the venue is called', () => {
    const names = new Map(estate.venues.map(({ id, name }) => [id, fold(name)]));
    const own = accounts.filter((account) => venuesIn(account).size === 1);
    const exact = own.filter((account) => fold(account.name) === names.get([...venuesIn(account)][0] ?? '')).length;
    expect(exact / own.length).toBeGreaterThan(0.6);
    expect(exact / own.length).toBeLessThan(0.9);
  });
});
