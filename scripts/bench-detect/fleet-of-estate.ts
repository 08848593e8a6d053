import type { Estate } from '../../local/estate/estate.ts';
import type { SeededRandom } from '../../local/estate/seeded-random.ts';

/** The made-up estate in the format of a fleet file; some venues have a nightly window of maintenance. */
export function fleetOfEstate({ venues }: Estate, t0Utc: string, random: SeededRandom) {
  return {
    t0Utc,
    venues: venues.map(({ id, chain, timezone, openingHours, zones }) => ({
      id,
      chain,
      timezone,
      openingHours,
      zones: zones.map((zone) => ({ id: zone.id, critical: zone.critical })),
      maintenance: random.chance(0.05) ? [{ daily: ['03:00', '04:00'], timezone }] : [],
    })),
  };
}
