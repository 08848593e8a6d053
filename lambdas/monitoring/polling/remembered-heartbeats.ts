import type { Heartbeat } from '../planning/heartbeat.ts';
import type { SavedAccount } from '../store/account-states.ts';
import type { ShardNotes } from '../store/shard-notes.ts';

/** Heartbeats of the legs that accounts were last in, of whichever shard, asked for once each. */
export function rememberedHeartbeats(notes: Pick<ShardNotes, 'heartbeat'>) {
  const asked = new Map<string, Promise<Heartbeat | undefined>>();
  return ({ shard, leg }: Pick<SavedAccount, 'shard' | 'leg'>): Promise<Heartbeat | undefined> => {
    const name = JSON.stringify([shard, leg]);
    const known = asked.get(name) ?? notes.heartbeat(leg, shard);
    asked.set(name, known);
    return known;
  };
}
