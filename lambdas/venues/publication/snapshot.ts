import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { DirectoryEntry } from '../directory-entry.ts';

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

export type DirectoryRows = { venues: readonly DirectoryEntry[]; zones: readonly ZoneEntry[] };

/** The two parts of a version as they are stored; the same rows in any order give the same text and hash. */
export type Snapshot = {
  search: string;
  zones: string;
  contentHash: string;
  counts: { venues: number; zones: number };
};

export function snapshotOf(rows: DirectoryRows): Snapshot {
  const search = JSON.stringify([...rows.venues].sort(byId));
  const zones = JSON.stringify([...rows.zones].sort(byId));
  const contentHash = createHash('sha256').update(search).update('\n').update(zones).digest('hex');
  return { search, zones, contentHash, counts: { venues: rows.venues.length, zones: rows.zones.length } };
}

const byId = (one: { id: string }, other: { id: string }): number =>
  one.id.length - other.id.length || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);
