import type { Migration } from './migration.ts';

/** A migration that the database remembers. */
export type Applied = { version: number; name: string; checksum: string };

/**
 * What is to be done. `ahead`: the database knows migrations that this code does not, because a deploy was rolled back;
 * old code works on the newer schema, as every migration first only adds, so there is nothing to do.
 */
export type Plan =
  | { kind: 'migrate'; pending: Migration[] }
  | { kind: 'ahead'; unknown: string[] }
  | { kind: 'refused'; reason: string };

export function planMigrations(known: Migration[], applied: Applied[]): Plan {
  const remembered = new Map(applied.map((one) => [one.version, one]));
  for (const { version, name, checksum } of known) {
    const before = remembered.get(version);
    if (before && before.checksum !== checksum) {
      return refused(
        `${name} is not what was applied as ${before.name}. A migration that was applied is never changed: ` +
          'restore the file as it was, and put the change into a new one.',
      );
    }
  }
  const newest = Math.max(0, ...remembered.keys());
  const skipped = known.find(({ version }) => version < newest && !remembered.has(version));
  if (skipped) {
    return refused(`${skipped.name} was never applied, though a later one was: give it the next free number.`);
  }
  const unknown = applied.filter(({ version }) => version > known.length).map(({ name }) => name);
  if (unknown.length > 0) return { kind: 'ahead', unknown };
  return { kind: 'migrate', pending: known.filter(({ version }) => !remembered.has(version)) };
}

const refused = (reason: string): Plan => ({ kind: 'refused', reason });
