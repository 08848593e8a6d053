import type { ZoneChange } from '../../events/zone-change.ts';
import type { Sql } from '../../runtime/sql/sql-client.ts';
import type { Sla } from '../sla/sla.ts';
import { createSlaLedger, type SlaLedger, type SlaSurroundings } from '../sla/sla-ledger.ts';
import { type VenueFigure, type VenueSla, venueSla } from '../sla/venue-sla.ts';
import { eventsOf } from './events-in-postgres.ts';
import { outagesOf, type PastOutage } from './outages-in-postgres.ts';
import { standingBefore } from './standing-in-postgres.ts';
import { unknownOf } from './unknown-in-postgres.ts';
import { type Span, type ZoneOfHistory, zonesOf } from './whose.ts';

export type SlaAsked = {
  /** A month of the venue's own time, as a rule; what lies after `now` is left out. */
  span: Span;
  now: Date;
  /** @default always meant to have music */
  calendar?: SlaSurroundings['calendar'];
  /** Since when nothing has been heard of a zone, which no change tells yet; milliseconds since 1970. */
  unknownSince?(zoneId: string): number | undefined;
  figure?: VenueFigure;
};

/** Of one zone. */
export type ZoneMonth = { zone: ZoneOfHistory; sla: Sla };
/** `span`: what of the span asked for was over. */
export type VenueMonth = { span: Span; zones: ZoneMonth[]; venue: VenueSla };

/** What the time of a venue's zones counts as, by the history in the database. */
export const slaOfVenue = async (sql: Sql, venueId: number, asked: SlaAsked): Promise<VenueMonth> =>
  slaOfZones(sql, await zonesOf(sql, { venueId }), asked);

/** The same of some zones, as if they were a venue. Those that went before the span are left out. */
export async function slaOfZones(sql: Sql, zones: readonly ZoneOfHistory[], asked: SlaAsked): Promise<VenueMonth> {
  const { calendar, unknownSince, figure, now } = asked;
  const span = { from: asked.span.from, to: new Date(Math.min(asked.span.to.getTime(), now.getTime())) };
  const there = zones.filter(({ goneAt }) => goneAt === null || goneAt > span.from);
  const ids = there.map(({ id }) => id);
  const ledger = await ledgerOf(sql, ids, span);
  const period = { from: span.from.getTime(), to: span.to.getTime() };
  const months = there.map((zone) => ({
    zone,
    sla: ledger.report(zone.id, period, { calendar, unknownSince: unknownSince?.(zone.id) }),
  }));
  const slas = months.map(({ zone, sla }) => ({ sla, critical: zone.critical }));
  return { span, zones: months, venue: venueSla(slas, figure) };
}

/** A ledger of everything that matters to a span. */
export async function ledgerOf(sql: Sql, zoneIds: readonly string[], span: Span): Promise<SlaLedger> {
  const ledger = createSlaLedger();
  for (const change of await standingBefore(sql, zoneIds, span)) ledger.apply(change);
  for await (const page of eventsOf(sql, zoneIds, span)) {
    // Outages come from their own table, where those are that began before the span and only those that are counted.
    for (const { change } of page) if (!isOutage(change)) ledger.apply(change);
  }
  for await (const page of outagesOf(sql, zoneIds, span)) {
    for (const outage of page) for (const change of changesOf(outage)) ledger.apply(change);
  }
  for await (const page of unknownOf(sql, zoneIds, span)) {
    for (const { zoneId, at, until, reason } of page) {
      ledger.apply({ kind: 'unknown', zoneId, at: at.getTime(), until: until.getTime(), reason });
    }
  }
  return ledger;
}

const isOutage = ({ kind }: ZoneChange): boolean => kind === 'outage-began' || kind === 'outage-ended';

/** An outage as the ledger hears of it: what it does not ask for is not made up with care. */
function changesOf({ id, zoneId, cause, beganAt, endedAt }: PastOutage): ZoneChange[] {
  const at = beganAt.getTime();
  const outage = { zoneId, outageId: id, cause };
  if (endedAt === null) {
    return [
      {
        ...outage,
        kind: 'outage-began',
        at,
        countedFrom: at,
        confirmedAt: at,
        critical: false,
        readings: 1,
        reason: 'landed',
      },
    ];
  }
  const until = endedAt.getTime();
  return [{ ...outage, kind: 'outage-ended', beganAt: at, at: until, confirmedAt: until, reason: 'recovered' }];
}
