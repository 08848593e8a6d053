import type { AccountChanged } from '../../events/zone-change.ts';
import { type OutageRow, outageOf } from './outage-row.ts';
import { type UnknownRow, unknownRow } from './unknown-row.ts';
import { type ZoneEventRow, zoneEventRow } from './zone-event-row.ts';

/** What changes come to in the database. */
export type HistoryRows = { events: ZoneEventRow[]; outages: OutageRow[]; unknown: UnknownRow[] };

/**
 * The rows of some events. An outage is there once, and so is an unknown time, because a statement that updates may not
 * touch the same row twice; of other rows the database takes the first.
 */
export function historyRows(events: readonly AccountChanged[]): HistoryRows {
  const zoneEvents: ZoneEventRow[] = [];
  const outages = new Map<string, OutageRow>();
  const unknown = new Map<string, UnknownRow>();
  for (const event of events) {
    for (const [index, change] of event.changes.entries()) {
      if (change.kind === 'unknown') {
        const key = `${change.at}#${change.zoneId}`;
        if ((unknown.get(key)?.until ?? -1) < change.until) unknown.set(key, unknownRow(event, change));
        continue;
      }
      zoneEvents.push(zoneEventRow(event, change, index));
      const outage = outageOf(event.accountId, change);
      if (outage) outages.set(`${outage.began}#${outage.id}`, outage);
    }
  }
  return { events: zoneEvents, outages: [...outages.values()], unknown: [...unknown.values()] };
}
