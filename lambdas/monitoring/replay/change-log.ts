import type { Listener } from './listener.ts';

/** Every change as it was found: `told` in seconds since t0, the rest as in the product's own records. */
export function createChangeLog(t0: number, write: (row: object) => void): Listener {
  return {
    changed(venue, changes, now) {
      for (const change of changes) write({ told: (now - t0) / 1_000, venue: venue.id, ...change });
    },
  };
}
