import type { ZoneChange } from '../../events/zone-change.ts';
import type { ReplayEvent } from './replay-event.ts';
import type { ReplayVenue } from './replay-fleet.ts';

/** For too long too few venues could be read, or it is over. `since`: when it was first said, the same in both. */
export type UpstreamNews = { kind: 'degraded' | 'restored'; since: number };

/** Whoever makes something of what detection finds. Called in the order of the clock; `now` in milliseconds since 1970. */
export type Listener = {
  /** What one reading changed of a venue's zones: one look, told in one piece. */
  changed?(venue: ReplayVenue, changes: readonly ZoneChange[], now: number): void;
  upstream?(news: UpstreamNews, now: number): void;
  /** What people and channels did. */
  heard?(event: Extract<ReplayEvent, { type: 'ack' | 'channel' }>): void;
  /** The clock stands at `now`, nothing else happened yet: whatever falls due by the clock is due. */
  clock?(now: number): void;
  /** All that is only in memory is lost now. */
  restarted?(now: number): void;
};
