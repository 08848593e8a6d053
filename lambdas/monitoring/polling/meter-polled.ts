import type { ZoneChange } from '../../events/zone-change.ts';
import type { Meter } from '../../runtime/metrics.ts';
import type { Polled } from './poll-ports.ts';

/** What a look came to, as the metrics know it. */
export function meterPolled(polled: Polled, meter: Meter, now: Date): void {
  if (polled.kind !== 'done') return;
  const { zones, missed, changes } = polled.taken;
  meter.count('ZoneRead', undefined, zones);
  meter.count('AccountUnread', undefined, missed.length);
  for (const change of changes) meterChange(change, meter, now);
}

function meterChange(change: ZoneChange, meter: Meter, now: Date): void {
  if (change.kind === 'outage-began') {
    meter.count('OutageBegan');
    // From the first reading that counts to the moment everybody can know.
    meter.level('DetectionSeconds', (now.getTime() - change.countedFrom) / 1000, { cause: change.cause });
  }
  if (change.kind === 'outage-ended') meter.count('OutageEnded');
}
