import type { ReplayFleet } from '../../lambdas/monitoring/replay/replay-fleet.ts';
import { generateEstate } from '../../local/estate/generate-estate.ts';
import { type SeededRandom, seededRandom } from '../../local/estate/seeded-random.ts';
import { readFleet } from '../alerts-replay/fleet-file.ts';
import { covers, type Faults, faultsOf, HOUR, joined, MINUTE, type Period } from './faults.ts';
import { fleetOfEstate } from './fleet-of-estate.ts';

export type DaySize = { venues: number; zones: number; hours: number; seed: number };

/** A day of the made-up estate, and what is really so at every moment of it. */
export type Day = {
  fleet: ReplayFleet;
  period: Period;
  faults: Faults;
  /** In this time Soundtrack answers nobody. */
  apiOutage: Period;
  random: SeededRandom;
};

const t0Utc = '2026-03-28T12:00:00Z';

/** Twelve hours before clocks go forward in Europe, so that a night of that kind is part of the day. */
export function makeDay({ venues, zones, hours, seed }: DaySize): Day {
  const random = seededRandom(seed);
  const estate = generateEstate({ venues, zones, seed });
  const { fleet } = readFleet('the made-up fleet', fleetOfEstate(estate, t0Utc, random));
  const period = { from: fleet.t0, to: fleet.t0 + hours * HOUR };
  const faultable = estate.venues.map((venue) => ({
    chain: venue.chain ?? null,
    plays: venue.zones.map(({ state }) => state === 'playing'),
  }));
  const apiFrom = period.from + Math.floor((period.to - period.from) * 0.4);
  return {
    fleet,
    period,
    faults: withNights(faultsOf(faultable, period, random), fleet, period, random),
    apiOutage: { from: apiFrom, to: apiFrom + 40 * MINUTE },
    random,
  };
}

/** Half of the venues with a night switch everything off at closing time. */
function withNights(faults: Faults, { venues }: ReplayFleet, period: Period, random: SeededRandom): Faults {
  return faults.map((zones, at) => {
    const nights = random.chance(0.5) ? (venues[at]?.times.excluded(period) ?? []) : [];
    return zones.map((zone) => joined([...zone, ...nights]));
  });
}

/** What a look at the venue tells at that moment. `blips`: share of looks at a living zone that say it is dead. */
export function marksAt({ faults, apiOutage }: Day, venue: number, at: number, blips: number): string {
  const zones = faults[venue] ?? [];
  if (covers([apiOutage], at)) return '?'.repeat(zones.length);
  let marks = '';
  for (const [zone, periods] of zones.entries()) {
    marks += covers(periods, at) || share(venue, zone, at) < blips ? '0' : '1';
  }
  return marks;
}

/** The same number from 0 to 1 for the same look, so that a look may be taken at any time and in any order. */
function share(venue: number, zone: number, at: number): number {
  let mixed = Math.imul(venue + 1, 0x9e3779b1) ^ Math.imul(zone + 1, 0x85ebca6b) ^ Math.imul(at / 1_000, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 4_294_967_296;
}
