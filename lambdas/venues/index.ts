/** What other capabilities may use of venues. Adapters (S3) are imported by handlers from their own files. */
export type { Directory, DirectoryNews } from './directory.ts';
export { DirectoryEntry } from './directory-entry.ts';
export { type DirectorySnapshot, readDirectorySnapshot } from './directory-snapshot.ts';
export { DirectoryUnavailable } from './publication/directory-unavailable.ts';
export type { Published } from './publication/publish-directory.ts';
export { type DirectoryRows, snapshotOf, ZoneEntry } from './publication/snapshot.ts';
export type { Mention, Resolution, Resolver } from './resolution.ts';
export { createResolver, createVenueLookup, type VenueLookup } from './resolver.ts';
export type { Fact, FactValue, Source, Statement, Statements, VenueField } from './truth/facts.ts';
export type { WatchedAccount, WatchList, WatchLists, WatchNews } from './watch/watch-list.ts';
