import { keysOf, type Pointer } from './pointer.ts';
import { type DirectoryRows, snapshotOf } from './snapshot.ts';

/** Where versions lie and which one is in force. */
export interface Shelf {
  /** The pointer and its mark for `point`; undefined before anything was published. A damaged pointer has no version. */
  current(): Promise<{ pointer: Pointer | undefined; mark: string } | undefined>;
  put(key: string, text: string): Promise<void>;
  /** Puts a version in force, unless the pointer is no longer the one that was marked. */
  point(pointer: Pointer, mark: string | undefined): Promise<'pointed' | 'overtaken'>;
}

export type PublishPorts = {
  /** The sync run that asks for it, if any. */
  runId?: string;
  /** A number higher than every one given before and than `above`: a database that was restored has forgotten its last ones. */
  nextVersion(above: number): Promise<number>;
  /** Everything committed before the call, at least, but for what is long over. */
  rows(now: Date): Promise<DirectoryRows>;
  /** Kept for people; publishing does not depend on it. */
  note(version: Pointer): Promise<void>;
  shelf: Shelf;
};

export type Published = {
  kind: 'published' | 'unchanged' | 'newer-in-force';
  version: number;
  counts: { venues: number; zones: number };
};

const MOST_TRIES = 5;
/** Old versions are deleted after 90 days (lib/venues/state.ts), so the one in force must not grow that old. */
const RENEW_AFTER_DAYS = 30;

/**
 * Publishes what the record holds. The number is drawn before the rows are read, so a version contains everything that
 * was committed before any lower number was drawn: whoever is overtaken has nothing to add.
 */
export async function publishDirectory(ports: PublishPorts, now: Date): Promise<Published> {
  const before = await ports.shelf.current();
  const version = await ports.nextVersion(before?.pointer?.version ?? 0);
  const snapshot = snapshotOf(await ports.rows(now));
  const { counts, contentHash } = snapshot;
  const keys = keysOf(version);
  const pointer: Pointer = {
    version,
    publishedAt: now.toISOString(),
    ...(ports.runId && { runId: ports.runId }),
    contentHash,
    ...counts,
    ...keys,
  };
  let stored = false;
  for (let tried = 0; tried < MOST_TRIES; tried++) {
    const current = await ports.shelf.current();
    const inForce = current?.pointer;
    if (inForce && inForce.version > version) return { kind: 'newer-in-force', version: inForce.version, counts };
    if (inForce?.contentHash === contentHash && !isOld(inForce, now)) {
      if (!isOurs(inForce, pointer)) return { kind: 'unchanged', version: inForce.version, counts };
      await ports.note(inForce);
      return { kind: 'published', version: inForce.version, counts };
    }
    if (!stored) {
      await ports.shelf.put(keys.searchKey, snapshot.search);
      await ports.shelf.put(keys.zonesKey, snapshot.zones);
      await ports.shelf.put(keys.hoursKey, snapshot.hours);
      stored = true;
    }
    if ((await ports.shelf.point(pointer, current?.mark)) === 'pointed') {
      await ports.note(pointer);
      return { kind: 'published', version, counts };
    }
  }
  throw new Error(`the directory pointer changed ${MOST_TRIES} times while version ${version} was published`);
}

/** Put in force by this very call, or an earlier try of it, whose answer was lost. */
const isOurs = (inForce: Pointer, { version, runId }: Pointer): boolean =>
  inForce.version === version || (runId !== undefined && inForce.runId === runId);

const isOld = ({ publishedAt }: Pointer, now: Date): boolean =>
  now.getTime() - Date.parse(publishedAt) > RENEW_AFTER_DAYS * 86_400_000;
