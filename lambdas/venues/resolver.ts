import type { DirectoryEntry } from './directory-entry.ts';
import { tokensOf } from './fold.ts';
import type { Resolution, Resolver } from './resolution.ts';

/** What the search directory answers: which venue a text means, among all or among given ones, and one venue's record. */
export type VenueLookup = {
  resolve: Resolver;
  /** The same judgement among given candidates, for "the one in Hua Hin" after a list was offered. */
  resolveAmong(text: string, candidateIds: readonly string[]): Resolution;
  venue(id: string): DirectoryEntry | undefined;
};

export function createVenueLookup(directory: readonly DirectoryEntry[]): VenueLookup {
  const byId = new Map(directory.map((entry) => [entry.id, entry]));
  const byName = new Map<string, Set<string>>();
  for (const entry of directory) {
    for (const name of [entry.name, ...(entry.aliases ?? [])]) {
      const key = tokensOf(name)
        .map((token) => token.text)
        .join(' ');
      byName.set(key, (byName.get(key) ?? new Set()).add(entry.id));
    }
  }
  const resolve: Resolver = (text) => {
    const tokens = tokensOf(text);
    for (let length = tokens.length; length >= 2; length--) {
      for (let first = 0; first + length <= tokens.length; first++) {
        const ids = byName.get(
          tokens
            .slice(first, first + length)
            .map((token) => token.text)
            .join(' '),
        );
        if (!ids) continue;
        const mention = { start: tokens[first]?.start ?? 0, end: tokens[first + length - 1]?.end ?? 0 };
        const [venueId, ...others] = ids;
        if (venueId && others.length === 0) return { type: 'match', venueId, score: 1, reason: 'exact-name', mention };
        return { type: 'ambiguous', candidates: [...ids].slice(0, 10), score: 1, reason: 'same-name', mention };
      }
    }
    return { type: 'none', reason: 'nothing-named' };
  };
  return {
    resolve,
    resolveAmong(text, candidateIds) {
      const found = resolve(text);
      return found.type === 'match' && candidateIds.includes(found.venueId)
        ? found
        : { type: 'none', reason: 'nothing-named' };
    },
    venue: (id) => byId.get(id),
  };
}

/** `(directory) => (text) => result`; the index is built once. */
export const createResolver = (directory: readonly DirectoryEntry[]): Resolver => createVenueLookup(directory).resolve;
