import type { ZoneState } from './detection/zone-state.ts';
import { type Heartbeat, lastReadAt } from './planning/heartbeat.ts';
import type { AccountStates } from './store/account-states.ts';

/** What is known of an account's zones now, and how old that is. */
export type CurrentState =
  /** Nobody has looked at it yet. */
  | { kind: 'never-read' }
  | {
      kind: 'known';
      zones: Record<string, ZoneState>;
      /** The newest look at the account; milliseconds since 1970. */
      readAt: number;
      ageSeconds: number;
      /** Older than a reading vouches for: only the last that is known. */
      isStale: boolean;
      /** It cannot be read, since when and why; `readAt` is before that. */
      unread?: { since: number; reason: string };
    };

export type CurrentStatePorts = {
  states: Pick<AccountStates, 'load'>;
  heartbeatOf(shard: string, leg: string): Promise<Heartbeat | undefined>;
  staleAfterSeconds: number;
};

/** Two reads by key: the account's item, and the heartbeat of the leg that covers it. */
export async function currentStateOf(
  accountId: string,
  { states, heartbeatOf, staleAfterSeconds }: CurrentStatePorts,
  now: Date,
): Promise<CurrentState> {
  const saved = (await states.load([accountId])).get(accountId);
  if (!saved) return { kind: 'never-read' };
  const { state, shard, leg } = saved;
  const heartbeat = await heartbeatOf(shard, leg);
  const readAt = Math.max(state.observedAt, (heartbeat && lastReadAt(heartbeat, accountId)) ?? 0);
  const ageSeconds = Math.max(0, (now.getTime() - readAt) / 1000);
  const isBehind = heartbeat?.unread !== undefined && heartbeat.behind[accountId] !== undefined;
  const unread = state.unread ?? (isBehind ? heartbeat.unread : undefined);
  return {
    kind: 'known',
    zones: state.zones,
    readAt,
    ageSeconds,
    isStale: ageSeconds > staleAfterSeconds,
    ...(unread && unread.since >= readAt && { unread }),
  };
}
