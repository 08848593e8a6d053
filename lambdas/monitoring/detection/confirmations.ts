import type { ZoneStatus } from '../../events/zone-change.ts';
import type { MonitoringPolicy } from '../policy.ts';
import type { WatchedZone } from './context.ts';

/** How many agreeing readings make a status, and how many missed ones its outage. */
export function readingsNeeded(to: ZoneStatus, zone: Pick<WatchedZone, 'critical'>, policy: MonitoringPolicy): number {
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
