/**
 * The shard of a key: the one that scores highest for it. A shard that comes takes only what it wins, one that goes
 * gives up only its own; nothing moves between the others.
 */
export function shardOf(key: string, shardIds: readonly string[]): string {
  let [best, bestScore] = ['', -1];
  for (const id of shardIds) {
    const score = mixed(key, id);
    // Equal scores must not depend on the order in which shards are named.
    if (score > bestScore || (score === bestScore && id < best)) [best, bestScore] = [id, score];
  }
  if (best === '') throw new Error('there is no shard');
  return best;
}

/** FNV-1a over both names, then Murmur's finish, without which shards with similar names score alike. */
function mixed(key: string, id: string): number {
  let hash = 0x811c9dc5;
  for (const text of [id, '\u0000', key]) {
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
