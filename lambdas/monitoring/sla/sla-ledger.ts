import type { ZoneChange } from '../../events/zone-change.ts';
import { type Sla, slaOf } from './sla.ts';
import { type Mark, standingOf } from './standing.ts';
import { type Period, type SlaInput, type SlaStretch, timelineOf } from './timeline.ts';

/** The times a venue is not meant to have music; a venue's calendar is one. */
export type ExcludedTimes = { excluded(period: Period, zoneId?: string): readonly Period[] };

/** What the changes do not tell. */
export type SlaSurroundings = {
  /** Left out: always meant to have music. */
  calendar?: ExcludedTimes | undefined;
  /** Nothing was heard from then on; milliseconds since 1970. */
  unknownSince?: number | undefined;
};

/** Keeps what counts of zones' changes. The order they come in does not matter, nor does how often each comes. */
export type SlaLedger = {
  apply(change: ZoneChange): void;
  /** A zone without any change was never read. Open outages last beyond the period. */
  report(zoneId: string, period: Period, surroundings?: SlaSurroundings): Sla;
  /** The stretches that make up the report. */
  timeline(zoneId: string, period: Period, surroundings?: SlaSurroundings): SlaStretch[];
};

type Outage = { id: string; at: number; until?: number };
type ZoneRecord = { outages: Outage[]; unknown: Period[]; marks: Mark[] };

export function createSlaLedger(): SlaLedger {
  const zones = new Map<string, ZoneRecord>();

  const recordOf = (zoneId: string): ZoneRecord => {
    const known = zones.get(zoneId);
    if (known) return known;
    const record = { outages: [], unknown: [], marks: [] };
    zones.set(zoneId, record);
    return record;
  };

  const inputFor = (zoneId: string, period: Period, { calendar, unknownSince }: SlaSurroundings): SlaInput => {
    const { outages = [], unknown = [], marks = [] } = zones.get(zoneId) ?? {};
    const standing = standingOf(marks);
    const wasRead = outages.length + unknown.length > 0;
    return {
      period,
      outages,
      unknown,
      excluded: [...standing.excluded, ...(calendar?.excluded(period, zoneId) ?? [])],
      knownFrom: standing.knownFrom ?? (wasRead ? Number.NEGATIVE_INFINITY : undefined),
      ...(unknownSince !== undefined && { unknownSince }),
    };
  };

  return {
    apply: (change) => note(recordOf(change.zoneId), change),
    report: (zoneId, period, surroundings = {}) => slaOf(inputFor(zoneId, period, surroundings)),
    timeline: (zoneId, period, surroundings = {}) => timelineOf(inputFor(zoneId, period, surroundings)),
  };
}

function note(record: ZoneRecord, change: ZoneChange): void {
  switch (change.kind) {
    case 'outage-began':
      return noteOutage(record, { id: change.outageId, at: change.at });
    case 'outage-ended':
      return noteOutage(record, { id: change.outageId, at: change.beganAt, until: change.at });
    case 'unknown':
      if (!record.unknown.some(({ from, to }) => from === change.at && to === change.until))
        record.unknown.push({ from: change.at, to: change.until });
      return;
    case 'status':
    case 'dormant':
    case 'woke':
    case 'gone':
      if (!record.marks.some((mark) => isSame(mark, change))) record.marks.push(change);
      return;
    default:
      return;
  }
}

/** The end of an outage tells its beginning too, so it may come first. */
function noteOutage({ outages }: ZoneRecord, outage: Outage): void {
  const known = outages.find(({ id }) => id === outage.id);
  if (!known) outages.push(outage);
  else if (outage.until !== undefined) known.until = outage.until;
}

const isSame = (one: Mark, other: Mark): boolean =>
  one.kind === other.kind && one.at === other.at && (one.kind !== 'status' || one.to === (other as typeof one).to);
