import { type Json, listOf, objectOf } from '../json.ts';
import { notSimulated } from './errors.ts';
import type { SimZone } from './world.ts';
import { deviceOf, factsOf } from './zone-facts.ts';

type Test = (zone: SimZone, wanted: unknown) => boolean;

const compared =
  (read: (zone: SimZone) => string, fits = (value: string, wanted: string) => value === wanted): Test =>
  (zone, wanted) => {
    const { eq, notEq } = objectOf(wanted);
    const value = read(zone);
    return (typeof eq !== 'string' || fits(value, eq)) && (typeof notEq !== 'string' || !fits(value, notEq));
  };

const TESTS: Record<string, Test> = {
  isPaired: (zone, wanted) => factsOf(zone).isPaired === wanted,
  online: (zone, wanted) => factsOf(zone).online === wanted,
  hasErrors: (zone, wanted) => (factsOf(zone).status.state === 'ERROR') === wanted,
  status: compared((zone) => factsOf(zone).status.state),
  statusCode: compared((zone) => factsOf(zone).status.code),
  subscription: compared((zone) => factsOf(zone).subscription),
  devicePlatform: compared((zone) => deviceOf(zone)?.platform ?? ''),
  query: compared(
    (zone) => zone.name.toLowerCase(),
    (name, wanted) => name.includes(wanted.toLowerCase()),
  ),
};

/** The zones that fit every field of at least one filter. */
export function filtered(zones: readonly SimZone[], { filter, filters }: Json): readonly SimZone[] {
  const wanted = [...listOf(filters), filter].filter((one) => one != null).map(objectOf);
  if (wanted.length === 0) return zones;
  for (const name of wanted.flatMap(Object.keys)) if (!TESTS[name]) throw notSimulated(`the filter '${name}'`);
  return zones.filter((zone) =>
    wanted.some((one) => Object.entries(one).every(([name, value]) => value === null || TESTS[name]?.(zone, value))),
  );
}
