import type { NowPlaying, ReadOutcome } from '../../clients/soundtrack/index.ts';
import type { OutageCause, ZoneStatus } from '../../events/zone-change.ts';
import type { CurrentState } from '../current-state.ts';

/** What Soundtrack says of the zone. `away`: neither playing nor paused, or not there; `unread`: nobody answered. */
export type Player = 'playing' | 'paused' | 'away' | 'unread';

/** What the monitor says of the zone. */
export type Monitor = {
  status: ZoneStatus;
  /** First reading of the status; milliseconds since 1970. */
  since: number;
  outage?: { cause: OutageCause; confirmedAt: number };
  /** It knows that it cannot read the account. */
  isBlind: boolean;
};

export type Seen = { player: Player; monitor: Monitor };

export function playerOf(outcome: ReadOutcome<{ zone: NowPlaying }>): Player {
  if (outcome.kind === 'missing') return 'away';
  if (outcome.kind !== 'answer') return 'unread';
  const { isPaired, online, state } = outcome.zone;
  return isPaired && online && (state === 'playing' || state === 'paused') ? state : 'away';
}

export function monitorOf(current: CurrentState, zoneId: string): Monitor {
  const isBlind = current.kind === 'known' && current.unread !== undefined;
  const zone = current.kind === 'known' && Object.hasOwn(current.zones, zoneId) ? current.zones[zoneId] : undefined;
  if (!zone) return { status: 'unseen', since: 0, isBlind };
  const { status, since, outage } = zone;
  return { status, since, isBlind, ...(outage && { outage }) };
}
