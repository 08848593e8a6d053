import type { Clock } from '../../runtime/clock.ts';
import { DirectoryUnavailable } from './directory-unavailable.ts';

/**
 * Where versions come from: the content of the newest one, 'unchanged' when the given version still is, or
 * 'not-published' where none was ever put.
 */
export type VersionSource<Content> = {
  location: string;
  fetch(knownVersion: string | undefined): Promise<({ version: string } & Content) | 'unchanged' | 'not-published'>;
};

/** What is made of a version: what is asked for, and how much of what it holds. */
export type VersionReader<Content, Value, Counts> = {
  /** Throws on what cannot be used at all. */
  read(content: { version: string } & Content): { value: Value; counts: Counts };
  /** What there is before anything was published. */
  empty(): Value;
};

export type PublicationNews<Counts> =
  | ({ kind: 'loaded'; version: string } & Counts)
  | { kind: 'not-published' }
  | { kind: 'refresh-failed'; version: string; cause: unknown };

export type RefreshOptions<Counts> = {
  clock: Clock;
  /** @default 60 */
  recheckSeconds?: number;
  onNews?: (news: PublicationNews<Counts>) => void;
};

/**
 * One value per instance: loaded at the first question, looked at again at most every minute. A refresh that fails
 * keeps the last good one; only a first load that fails is an error.
 */
export function keptFresh<Content, Value, Counts extends object>(
  source: VersionSource<Content>,
  { read, empty }: VersionReader<Content, Value, Counts>,
  { clock, recheckSeconds = 60, onNews = () => {} }: RefreshOptions<Counts>,
): () => Promise<Value> {
  let loaded: { version: string; value: Value } | undefined;
  let checkedAt = 0;
  let inFlight: Promise<Value> | undefined;

  async function refresh(): Promise<Value> {
    try {
      const answer = await source.fetch(loaded?.version);
      if (answer === 'not-published') {
        // Somebody removing the object must not make a working directory forget its venues.
        if (loaded) throw new Error('the published directory is gone');
        onNews({ kind: 'not-published' });
        return empty();
      }
      if (answer !== 'unchanged') {
        const { version } = answer;
        const { value, counts } = read(answer);
        loaded = { version, value };
        onNews({ kind: 'loaded', version, ...counts });
      }
    } catch (cause) {
      if (!loaded) throw new DirectoryUnavailable(source.location, cause);
      onNews({ kind: 'refresh-failed', version: loaded.version, cause });
    }
    checkedAt = clock().getTime();
    if (!loaded) throw new DirectoryUnavailable(source.location, new Error('unchanged, yet never loaded'));
    return loaded.value;
  }

  return async () => {
    if (loaded && clock().getTime() - checkedAt < recheckSeconds * 1000) return loaded.value;
    inFlight ??= refresh().finally(() => {
      inFlight = undefined;
    });
    return inFlight;
  };
}
