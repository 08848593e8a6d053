import type { AccountChanged, ZoneChange } from '../../events/zone-change.ts';
import { stableUuid } from '../../runtime/fingerprint.ts';

/** A row of zone_events as it travels to the database; instants in milliseconds since 1970. */
export type ZoneEventRow = {
  id: string;
  zone: string;
  venue: string | null;
  account: string;
  seq: number;
  at: number;
  before: string | null;
  after: string;
  reason: string;
  /** The rest of the change, its kind included: with the columns it is the whole change again. */
  details: Record<string, unknown>;
};

/** What is kept as a spell of its own instead of an event. */
export type EventChange = Exclude<ZoneChange, { kind: 'unknown' }>;

/** The row of one change; the same change always gives the same row. `index`: its place in the event. */
export function zoneEventRow(event: AccountChanged, change: EventChange, index: number): ZoneEventRow {
  const { zoneId, at, reason, ...details } = change;
  return {
    id: stableUuid(`${event.id}#${index}`),
    zone: zoneId,
    venue: event.venueOf[zoneId] ?? null,
    account: event.accountId,
    seq: event.seq,
    at,
    ...beforeAndAfter(change),
    reason,
    details,
  };
}

/** Statuses where the change is about the status, else what became true. */
function beforeAndAfter(change: EventChange): { before: string | null; after: string } {
  switch (change.kind) {
    case 'suspected':
    case 'status':
      return { before: change.from, after: change.to };
    case 'dismissed':
      return { before: null, after: change.status };
    default:
      return { before: null, after: change.kind };
  }
}
