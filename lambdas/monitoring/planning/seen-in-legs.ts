import type { Heartbeat } from './heartbeat.ts';

/** Accounts without a zone that is expected to play, by the newest look at each: legs that are gone left old ones. */
export function restingIn(heartbeats: Iterable<Heartbeat>): Set<string> {
  const all = [...heartbeats];
  const resting = new Map<string, number>();
  for (const { resting: ids, behind, at } of all) {
    for (const id of ids) resting.set(id, Math.max(resting.get(id) ?? 0, behind[id] ?? at));
  }
  const isAwakeSince = (id: string, at: number) => {
    const restedAt = resting.get(id);
    if (restedAt !== undefined && at > restedAt) resting.delete(id);
  };
  for (const { resting: ids, read, behind, at } of all) {
    const here = new Set(ids);
    for (const id of read) if (!here.has(id)) isAwakeSince(id, at);
    for (const id in behind) if (!here.has(id)) isAwakeSince(id, behind[id] ?? 0);
  }
  return new Set(resting.keys());
}

/** Accounts that pages show, as far as these legs tell; a leg of an older survey only as long as its look is fresh. */
export function shownIn(
  heartbeats: Iterable<Heartbeat>,
  { legs, freshAfter }: { legs: ReadonlySet<string>; freshAfter: number },
): Set<string> {
  const shown = new Set<string>();
  for (const { leg, at, read, behind, unread } of heartbeats) {
    if (!leg.startsWith('p') || (!legs.has(leg) && at < freshAfter)) continue;
    for (const id of read) shown.add(id);
    // Not read this time, which says nothing about whether it would have been in the answer.
    if (unread) for (const id in behind) shown.add(id);
  }
  return shown;
}
