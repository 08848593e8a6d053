import type { ZoneChange } from '../../events/zone-change.ts';
import type { Listener } from './listener.ts';

type Began = Extract<ZoneChange, { kind: 'outage-began' }>;

/** One outage, in seconds since t0; what is null has not happened yet. */
export type OutageRow = {
  venue: string;
  zone: string;
  cause: Began['cause'];
  critical: boolean;
  at: number;
  countedFrom: number;
  confirmedAt: number;
  /** When it was known: the delivery of the reading that confirmed it. */
  toldAt: number;
  endedAt: number | null;
  reason: string | null;
};

/** Writes every outage when it is over, and those that are not at the end. */
export function createOutageLog(t0: number, write: (row: OutageRow) => void): Listener & { finish(): void } {
  const open = new Map<string, OutageRow>();
  const seconds = (instant: number) => (instant - t0) / 1_000;
  return {
    changed(venue, changes, now) {
      for (const change of changes) {
        if (change.kind !== 'outage-began' && change.kind !== 'outage-ended') continue;
        // Zone ids may repeat from venue to venue in a file made by hand.
        const key = JSON.stringify([venue.id, change.zoneId, change.outageId]);
        if (change.kind === 'outage-began') open.set(key, rowOf(venue.id, change, seconds, now));
        else {
          const row = open.get(key);
          if (!row) continue;
          open.delete(key);
          write({ ...row, endedAt: seconds(change.at), reason: change.reason });
        }
      }
    },
    finish() {
      for (const row of open.values()) write(row);
      open.clear();
    },
  };
}

function rowOf(venue: string, began: Began, seconds: (instant: number) => number, now: number): OutageRow {
  return {
    venue,
    zone: began.zoneId,
    cause: began.cause,
    critical: began.critical,
    at: seconds(began.at),
    countedFrom: seconds(began.countedFrom),
    confirmedAt: seconds(began.confirmedAt),
    toldAt: seconds(now),
    endedAt: null,
    reason: null,
  };
}
