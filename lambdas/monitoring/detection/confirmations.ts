import type { ZoneStatus } from '../../events/zone-change.ts';
import type { MonitoringPolicy } from '../policy.ts';
import type { WatchedZone } from './context.ts';

/** What it takes: so many readings, from the first to the last of them at least so many seconds. */
export type Needed = { readings: number; overSec: number };

/** What agreeing readings it takes to make a status, and missed ones to make its outage. */
export const needed = (to: ZoneStatus, zone: Pick<WatchedZone, 'critical'>, policy: MonitoringPolicy): Needed => ({
  readings: readingsNeeded(to, zone, policy),
  overSec: to === 'silent' ? policy.confirmSilentSec : 0,
});

function readingsNeeded(to: ZoneStatus, zone: Pick<WatchedZone, 'critical'>, policy: MonitoringPolicy): number {
  switch (to) {
    case 'up':
      return policy.confirmUp;
    case 'down':
      return zone.critical ? policy.confirmDownCritical : policy.confirmDown;
    case 'silent':
      return policy.confirmSilent;
    default:
      return policy.confirmDown;
  }
}
