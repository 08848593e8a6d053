import type { Expectation, ZoneStatus } from '../../events/zone-change.ts';
import type { MonitoringPolicy } from '../policy.ts';
import type { Expected, WatchedZone } from './context.ts';
import type { ZoneState } from './zone-state.ts';

// Asked for every reading of a zone in trouble: the answers are made once.
const OPEN: Expected = { expected: true, because: 'open' };
const not = (because: Expectation): Expected => ({ expected: false, because });
const CLOSED = not('closed');
const MAINTENANCE = not('maintenance');
const NOT_A_VENUE = not('not-a-venue');
const NEVER_SEEN_UP = not('never-seen-up');
const DORMANT = not('dormant');
const USUALLY_OFF = not('usually-off');

type Past = Pick<ZoneState, 'everUp' | 'dormantSince'>;
type HoursPolicy = Pick<MonitoringPolicy, 'alertDuringMaintenance' | 'alertOutsideOpeningHours'>;

/**
 * Whether a zone is meant to play at a moment, and why. The venue's hours come first; then what the zone's past says.
 * A habit of being off is a hint and never excuses a critical zone. A zone without a venue is watched, but missed by
 * nobody: there is nobody to tell.
 */
export function expectationOf(zone: WatchedZone, past: Past, at: number, policy: HoursPolicy): Expected {
  const hours = zone.hoursAt(at);
  if (hours === 'maintenance' && !policy.alertDuringMaintenance) return MAINTENANCE;
  const isClosed = hours === 'closed' || (hours === 'maintenance' && zone.isClosedAt?.(at) === true);
  if (isClosed && !policy.alertOutsideOpeningHours) return CLOSED;
  if (zone.venueId === null) return NOT_A_VENUE;
  if (!past.everUp) return NEVER_SEEN_UP;
  if (past.dormantSince !== undefined) return DORMANT;
  if (!zone.critical && zone.isUsuallyOff?.(at)) return USUALLY_OFF;
  return OPEN;
}

/**
 * Whether a pause is meant at that moment: by the hours, not merely because nobody would miss the zone. A habit is no rest:
 * were its pauses taken for playing, the habit would not be seen any more, and be forgotten.
 */
export function isResting(zone: WatchedZone, past: Past, at: number, policy: HoursPolicy): boolean {
  const { because } = expectationOf(zone, past, at, policy);
  return because === 'closed' || because === 'maintenance';
}

/** The statuses in which a zone that should play does not. */
export const isBad = (status: ZoneStatus): status is 'down' | 'silent' => status === 'down' || status === 'silent';
