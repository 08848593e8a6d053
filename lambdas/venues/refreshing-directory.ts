import type { Directory, DirectoryCounts } from './directory.ts';
import { readDirectorySnapshot } from './directory-snapshot.ts';
import { keptFresh, type RefreshOptions, type VersionSource } from './publication/kept-fresh.ts';
import { createVenueLookup } from './resolver.ts';

/** Where snapshots come from. */
export type SnapshotSource = VersionSource<{ text: string }>;

export type DirectoryOptions = RefreshOptions<DirectoryCounts>;

/** One directory per instance. Before anything is published it is empty: people are then promised a person, which beats silence. */
export function refreshingDirectory(source: SnapshotSource, options: DirectoryOptions): Directory {
  const resolver = keptFresh(
    source,
    {
      read({ text }) {
        const { entries, skipped } = readDirectorySnapshot(text);
        return { value: createVenueLookup(entries), counts: { venues: entries.length, skipped: skipped.length } };
      },
      empty: () => createVenueLookup([]),
    },
    options,
  );
  return { resolver };
}
