import type { SeededRandom } from './seeded-random.ts';

/** The largest venue of a real estate. */
export const MOST_ZONES = 52;
const LARGEST_ORDINARY = 6;
// A census: 39 % of accounts have one zone, the median is 2, nine in ten have at most 6.
const ORDINARY: readonly (readonly [zones: number, share: number])[] = [
  [1, 0.42],
  [2, 0.27],
  [3, 0.12],
  [4, 0.09],
  [5, 0.06],
  [6, 0.04],
];
const ORDINARY_MEAN = ORDINARY.reduce((sum, [zones, share]) => sum + zones * share, 0);
// The larger of two draws: really large houses carry the total, so that few of them are needed.
const LARGE_MEAN = LARGEST_ORDINARY + 1 + ((MOST_ZONES - LARGEST_ORDINARY - 1) * 2) / 3;

/** How many zones each venue has: mostly few, a tail of large houses, and exactly the wanted number in all. */
export function zoneCounts(venues: number, zones: number, random: SeededRandom): number[] {
  if (zones < venues || zones > venues * MOST_ZONES) {
    throw new RangeError(`${venues} venues hold between ${venues} and ${venues * MOST_ZONES} zones, not ${zones}`);
  }
  const largeShare = Math.max(0, (zones / venues - ORDINARY_MEAN) / (LARGE_MEAN - ORDINARY_MEAN));
  const counts = Array.from({ length: venues }, () =>
    random.chance(largeShare) ? largeCount(random) : ordinaryCount(random.next()),
  );
  settle(counts, zones, random);
  return counts;
}

function largeCount(random: SeededRandom): number {
  const draw = () => random.whole(LARGEST_ORDINARY + 1, MOST_ZONES);
  return Math.max(draw(), draw());
}

function ordinaryCount(at: number): number {
  let reached = 0;
  for (const [zones, share] of ORDINARY) {
    reached += share;
    if (at < reached) return zones;
  }
  return LARGEST_ORDINARY;
}

/** Adds or takes single zones until the total is right, from large houses while they can give and stay large. */
function settle(counts: number[], zones: number, random: SeededRandom): void {
  let open = zones - counts.reduce((sum, count) => sum + count, 0);
  for (let tries = 0; open !== 0; tries++) {
    const at = random.whole(0, counts.length - 1);
    const changed = (counts[at] ?? 0) + Math.sign(open);
    const least = tries < counts.length * 20 ? LARGEST_ORDINARY + 1 : 1;
    if (changed < least || changed > MOST_ZONES) continue;
    counts[at] = changed;
    open -= Math.sign(open);
  }
}
