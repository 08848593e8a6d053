import { seededRandom } from '../../../local/estate/seeded-random.ts';

/** In another order, the same for the same seed. */
export function shuffled<T>(list: readonly T[], seed: number): T[] {
  const random = seededRandom(seed);
  return list
    .map((it) => [random.next(), it] as const)
    .sort(([one], [other]) => one - other)
    .map(([, it]) => it);
}

/** So many at a time. */
export function inPortions<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));
}
