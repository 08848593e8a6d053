import { type Heartbeat, lastReadAt } from '../../../lambdas/monitoring/planning/heartbeat.ts';

/** When each account was last read, as the heartbeats of all legs tell; milliseconds since 1970. */
export function lastReads(heartbeats: Iterable<Heartbeat>): Map<string, number> {
  const reads = new Map<string, number>();
  const newest = (id: string, at: number) => {
    if (at > (reads.get(id) ?? 0)) reads.set(id, at);
  };
  for (const heartbeat of heartbeats) {
    for (const id of heartbeat.read) newest(id, heartbeat.at);
    for (const id in heartbeat.behind) newest(id, lastReadAt(heartbeat, id) ?? 0);
  }
  return reads;
}
