import type { Clock } from '../runtime/clock.ts';
import { type Directory, type DirectoryNews, DirectoryUnavailable } from './directory.ts';
import { readDirectorySnapshot } from './directory-snapshot.ts';
import { createVenueLookup, type VenueLookup } from './resolver.ts';

/**
 * Where snapshots come from: the text and its version, 'unchanged' when the given version is still the newest, or
 * 'not-published' where none was ever put.
 */
export type SnapshotSource = {
  location: string;
  fetch(knownVersion: string | undefined): Promise<{ version: string; text: string } | 'unchanged' | 'not-published'>;
};

export type RefreshOptions = {
  clock: Clock;
  /** @default 60 */
  recheckSeconds?: number;
  onNews?: (news: DirectoryNews) => void;
};

type Loaded = { version: string; lookup: VenueLookup };

/**
 * One directory per instance: loaded at the first question, looked at again at most every minute. A refresh that fails
 * keeps the last good directory; only a first load that fails is an error. Before anything is published the directory
 * is empty: people are then promised a person, which beats silence.
 */
export function refreshingDirectory(source: SnapshotSource, options: RefreshOptions): Directory {
  const { clock, recheckSeconds = 60, onNews = () => {} } = options;
  let loaded: Loaded | undefined;
  let checkedAt = 0;
  let inFlight: Promise<VenueLookup> | undefined;

  async function refresh(): Promise<VenueLookup> {
    try {
      const answer = await source.fetch(loaded?.version);
      if (answer === 'not-published') {
        // Somebody removing the object must not make a working directory forget its venues.
        if (loaded) throw new Error('the published directory is gone');
        onNews({ kind: 'not-published' });
        return createVenueLookup([]);
      }
      if (answer !== 'unchanged') {
        const { entries, skipped } = readDirectorySnapshot(answer.text);
        loaded = { version: answer.version, lookup: createVenueLookup(entries) };
        onNews({ kind: 'loaded', version: answer.version, venues: entries.length, skipped: skipped.length });
      }
    } catch (cause) {
      if (!loaded) throw new DirectoryUnavailable(source.location, cause);
      onNews({ kind: 'refresh-failed', version: loaded.version, cause });
    }
    checkedAt = clock().getTime();
    if (!loaded) throw new DirectoryUnavailable(source.location, new Error('unchanged, yet never loaded'));
    return loaded.lookup;
  }

  return {
    async resolver() {
      if (loaded && clock().getTime() - checkedAt < recheckSeconds * 1000) return loaded.lookup;
      inFlight ??= refresh().finally(() => {
        inFlight = undefined;
      });
      return inFlight;
    },
  };
}
