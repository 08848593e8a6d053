import type { SeededRandom } from '../../local/estate/seeded-random.ts';

/** Half-open, milliseconds since 1970. */
export type Period = { from: number; to: number };

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** A venue as far as faults are concerned: `plays`, for each zone, whether it ever does. */
export type Faultable = { chain: string | null; plays: readonly boolean[] };

/** What is really wrong that day: by venue and zone, the periods in which the zone is dead. */
export type Faults = Period[][][];

/** Nothing happens at first, so that every zone that can be up has been seen up; and nothing is too late to be found. */
const QUIET = 20 * MINUTE;

export function faultsOf(venues: readonly Faultable[], day: Period, random: SeededRandom): Faults {
  const faults: Faults = venues.map(({ plays }) => plays.map((does) => (does ? [] : [day])));
  const any = () => random.whole(0, venues.length - 1);
  const start = () => day.from + QUIET + Math.floor(random.next() * Math.max(0, day.to - day.from - 2 * QUIET));
  const lasting = (from: number, fewest: number, most: number): Period => ({
    from,
    to: Math.min(day.to, from + random.whole(fewest * 60, most * 60) * 1_000),
  });
  const zoneOf = (venue: number) => {
    const zones = faults[venue] ?? [];
    return zones[random.whole(0, zones.length - 1)] ?? [];
  };
  const whole = (venue: number, period: Period) => {
    for (const zone of faults[venue] ?? []) zone.push(period);
  };
  const times = (share: number, act: () => void) => {
    for (let left = Math.ceil(venues.length * share); left > 0; left--) act();
  };

  times(0.15, () => zoneOf(any()).push(lasting(start(), 20, 180)));
  // Too short to be found for sure, long enough to be real.
  times(0.05, () => zoneOf(any()).push(lasting(start(), 2, 9)));
  times(0.03, () => whole(any(), lasting(start(), 15, 90)));
  times(0.015, () => flap(zoneOf(any()), start(), day, random));
  for (const chain of chainsToFail(venues, random)) {
    const period = lasting(start(), 30, 60);
    for (const [at, venue] of venues.entries()) if (venue.chain === chain) whole(at, period);
  }
  return faults.map((zones) => zones.map(joined));
}

function flap(zone: Period[], from: number, day: Period, random: SeededRandom): void {
  const minutes = random.pick([8, 12, 17, 25]);
  for (let turn = 0, at = from; turn < 8 && at < day.to; turn++, at += 2 * minutes * MINUTE) {
    zone.push({ from: at, to: Math.min(day.to, at + minutes * MINUTE) });
  }
}

function chainsToFail(venues: readonly Faultable[], random: SeededRandom): Set<string> {
  const chains = [...new Set(venues.flatMap(({ chain }) => chain ?? []))];
  const [first, ...rest] = chains;
  return new Set(first === undefined ? [] : [random.pick([first, ...rest]), random.pick([first, ...rest])]);
}

/** In order, those that touch as one. */
export function joined(periods: readonly Period[]): Period[] {
  const result: Period[] = [];
  for (const { from, to } of periods.toSorted((one, other) => one.from - other.from)) {
    const last = result.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else result.push({ from, to });
  }
  return result;
}

export const covers = (periods: readonly Period[], at: number): boolean =>
  periods.some(({ from, to }) => from <= at && at < to);
