import type { Heartbeat } from '../planning/heartbeat.ts';
import type { ShardNotes } from '../store/shard-notes.ts';

/** Heartbeats of the legs that accounts were last in, asked for once each. */
export function rememberedHeartbeats(notes: Pick<ShardNotes, 'heartbeat'>, own?: Heartbeat) {
  const asked = new Map<string, Promise<Heartbeat | undefined>>();
  if (own) asked.set(own.leg, Promise.resolve(own));
  return (leg: string): Promise<Heartbeat | undefined> => {
    const known = asked.get(leg) ?? notes.heartbeat(leg);
    asked.set(leg, known);
    return known;
  };
}
