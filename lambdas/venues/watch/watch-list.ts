import type { VenueHours } from '../hours/venue-hours.ts';
import type { PublicationNews } from '../publication/kept-fresh.ts';
import type { ZoneEntry } from '../publication/snapshot.ts';

/** A Soundtrack account and its zones, which are read together. */
export type WatchedAccount = { id: string; zones: ZoneEntry[] };

/**
 * Everything to watch, as one version of the directory has it: the same object until another version is in force, so
 * what is made of it may be kept beside it.
 */
export type WatchList = {
  /** '0' before anything is published: the list is empty then. */
  version: string;
  accounts: ReadonlyMap<string, WatchedAccount>;
  /** Always open, as far as anybody knows, for a venue of which nothing is known. The same object at every call. */
  hoursOf(venueId: string): VenueHours;
  /** When the zone is usually off, see hours/habit.ts; undefined where nothing was learnt. */
  habitOf(zoneId: string): string | undefined;
};

/** Keeps the list fresh; whoever asks gets one consistent version for a whole round. */
export interface WatchLists {
  /** Throws DirectoryUnavailable when none was ever loaded; a refresh that fails keeps the last good list. */
  current(): Promise<WatchList>;
}

/** What is in a list, and how many entries could not be read: those are not watched, or count as always open. */
export type WatchCounts = { accounts: number; zones: number; skipped: number };
export type WatchNews = PublicationNews<WatchCounts>;
