import type { Random } from '../../random.ts';

/** One of a list that is not empty. */
export const one = <Of>(list: readonly Of[], random: Random): Of => list[Math.floor(random.next() * list.length)] as Of;

/** Log-normal: mostly short, sometimes very long. */
export function lasting(random: Random, median: number, sigma: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, median * Math.exp(sigma * normal(random))));
}

/** How many of a rare thing happen where so many are expected; many are near enough to a normal spread. */
export function poisson(expected: number, random: Random): number {
  if (expected > 50) {
    return Math.max(0, Math.round(expected + Math.sqrt(expected) * normal(random)));
  }
  const limit = Math.exp(-expected);
  let count = 0;
  for (let product = random.next(); product > limit; product *= random.next()) count += 1;
  return count;
}

const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
