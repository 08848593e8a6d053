/** What other capabilities may use of venues. Adapters (S3) are imported by handlers from their own files. */
export type { Directory, DirectoryNews } from './directory.ts';
export { DirectoryEntry } from './directory-entry.ts';
export { type DirectorySnapshot, readDirectorySnapshot } from './directory-snapshot.ts';
export { calendarOf } from './hours/calendar.ts';
export { habitOf } from './hours/habit.ts';
export { habitLearner, type KnownSpell, type Learnt } from './hours/learn-habit.ts';
export { problemsIn } from './hours/problems-in.ts';
export {
  type Calendar,
  type HoursAt,
  MaintenanceWindow,
  OpeningHours,
  type Period,
  VenueHours,
} from './hours/venue-hours.ts';
export { type WallClock, wallClockOf } from './hours/wall-clock.ts';
export { DirectoryUnavailable } from './publication/directory-unavailable.ts';
export type { Published } from './publication/publish-directory.ts';
export { type DirectoryRows, snapshotOf, ZoneEntry } from './publication/snapshot.ts';
export type { Mention, Resolution, Resolver } from './resolution.ts';
export { createResolver, createVenueLookup, type VenueLookup } from './resolver.ts';
export type { Fact, FactValue, Source, Statement, Statements, VenueField } from './truth/facts.ts';
export type { WatchedAccount, WatchList, WatchLists, WatchNews } from './watch/watch-list.ts';
