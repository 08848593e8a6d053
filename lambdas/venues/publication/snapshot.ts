import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { DirectoryEntry } from '../directory-entry.ts';
import { type HoursRows, hoursPartOf, NO_HOURS } from './hours-part.ts';

/** One zone as the monitor knows it: where it belongs and how much its silence matters. */
export const ZoneEntry = z.object({
  id: z.string().min(1),
  name: z.string(),
  kind: z.string(),
  critical: z.boolean(),
  accountId: z.string().min(1),
  /** Null where it could not be told which venue of the account it belongs to. */
  venueId: z.string().nullable(),
  timeZone: z.string().nullable(),
});
export type ZoneEntry = z.infer<typeof ZoneEntry>;

export type DirectoryRows = {
  venues: readonly DirectoryEntry[];
  zones: readonly ZoneEntry[];
  /** @default nothing is known of hours but what the zones' time zones tell */
  hours?: HoursRows;
};

/** The parts of a version as they are stored; the same rows in any order give the same text and hash. */
export type Snapshot = {
  search: string;
  zones: string;
  hours: string;
  contentHash: string;
  counts: { venues: number; zones: number };
};

export function snapshotOf({ venues, zones, hours = NO_HOURS }: DirectoryRows): Snapshot {
  const part = hoursPartOf(hours, zones);
  const texts = {
    search: JSON.stringify([...venues].sort(by(({ id }) => id))),
    zones: JSON.stringify([...zones].sort(by(({ id }) => id))),
    hours: JSON.stringify({
      venues: part.venues.sort(by(({ venueId }) => venueId)),
      habits: part.habits.sort(by(({ zoneId }) => zoneId)),
    }),
  };
  const contentHash = createHash('sha256').update(Object.values(texts).join('\n')).digest('hex');
  return { ...texts, contentHash, counts: { venues: venues.length, zones: zones.length } };
}

/** Numbers as they count, so that a person finds a venue in the file. */
const by =
  <Row>(idOf: (row: Row) => string) =>
  (row: Row, otherRow: Row): number => {
    const [one, other] = [idOf(row), idOf(otherRow)];
    return one.length - other.length || (one < other ? -1 : one > other ? 1 : 0);
  };
