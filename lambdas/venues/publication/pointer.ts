import * as z from 'zod';

/** Where the pointer lies in its bucket. Small, replaced at once, read by everybody; what it names never changes. */
export const POINTER_KEY = 'directory/current.json';

/** The directory that is in force: one version, its parts by key. A later version contains everything of an earlier one's time. */
export const Pointer = z.object({
  version: z.int().positive(),
  publishedAt: z.iso.datetime(),
  /** The sync run that published it, so that a second try of its step knows its own work. */
  runId: z.string().optional(),
  /** Of all parts together, so that publishing the same again is noticed. */
  contentHash: z.string().min(1),
  venues: z.int().nonnegative(),
  zones: z.int().nonnegative(),
  /** What venues are found by: DirectoryEntry[]. */
  searchKey: z.string().min(1),
  /** What is watched: ZoneEntry[]. */
  zonesKey: z.string().min(1),
  /** When music is meant to be heard: HoursPart. Versions of before there were hours have none. */
  hoursKey: z.string().min(1).optional(),
});
export type Pointer = z.infer<typeof Pointer>;

/** Where the parts of a version lie. */
export const keysOf = (version: number) => {
  const folder = `directory/versions/${String(version).padStart(9, '0')}`;
  return {
    searchKey: `${folder}/search.json`,
    zonesKey: `${folder}/zones.json`,
    hoursKey: `${folder}/hours.json`,
  } satisfies Partial<Pointer>;
};

/** Throws on what is no pointer, naming it; a reader then keeps what it has. */
export function readPointer(text: string): Pointer {
  const parsed = Pointer.safeParse(jsonIn(text));
  if (parsed.success) return parsed.data;
  throw new Error(`${POINTER_KEY} is not a directory pointer: ${parsed.error.issues[0]?.path.join('.') || 'not JSON'}`);
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
