import { DirectoryEntry } from './directory-entry.ts';

/** What could be read of a published directory. A bad entry is left out and counted; it never costs the others. */
export type DirectorySnapshot = { entries: DirectoryEntry[]; skipped: { at: number; problem: string }[] };

/** Reads a directory from JSON text. Throws when it is not a list or when nothing in it is usable. */
export function readDirectorySnapshot(text: string): DirectorySnapshot {
  const list: unknown = JSON.parse(text);
  if (!Array.isArray(list)) throw new Error('the directory is not a JSON array');
  const snapshot: DirectorySnapshot = { entries: [], skipped: [] };
  const ids = new Set<string>();
  list.forEach((item: unknown, at) => {
    const parsed = DirectoryEntry.safeParse(withoutBlanks(item));
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      snapshot.skipped.push({ at, problem: `${issue?.path.join('.') || 'entry'}: ${issue?.message}` });
    } else if (ids.has(parsed.data.id)) snapshot.skipped.push({ at, problem: `id ${parsed.data.id} appears twice` });
    else {
      ids.add(parsed.data.id);
      snapshot.entries.push(parsed.data);
    }
  });
  if (list.length > 0 && snapshot.entries.length === 0) throw new Error(`none of ${list.length} entries is usable`);
  return snapshot;
}

/** Exports write a missing value as null. */
const withoutBlanks = (item: unknown): unknown =>
  typeof item === 'object' && item !== null && !Array.isArray(item)
    ? Object.fromEntries(Object.entries(item).filter(([, value]) => value !== null))
    : item;
