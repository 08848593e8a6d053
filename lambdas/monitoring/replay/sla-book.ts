import type { MonitoringPolicy } from '../policy.ts';
import type { Sla } from '../sla/sla.ts';
import { createSlaLedger, type ExcludedTimes, type SlaLedger } from '../sla/sla-ledger.ts';
import type { Listener } from './listener.ts';
import type { ReplayFleet } from './replay-fleet.ts';
import type { WatchedVenue } from './watched-venue.ts';

/** By venue and zone. */
export type SlaReport = Record<string, Record<string, Sla>>;

/** Keeps a ledger for each venue: zone ids may repeat from venue to venue. The period begins at t0. */
export function createSlaBook({ t0, venues }: ReplayFleet, policy: MonitoringPolicy) {
  const ledgers = new Map(venues.map(({ id }): [string, SlaLedger] => [id, createSlaLedger()]));
  const listener: Listener = {
    changed(venue, changes) {
      const ledger = ledgers.get(venue.id);
      for (const change of changes) ledger?.apply(change);
    },
  };
  return {
    ...listener,
    report(watches: ReadonlyMap<string, WatchedVenue>, until: number): SlaReport {
      const report: SlaReport = {};
      for (const [venueId, watch] of watches) {
        const ledger = ledgers.get(venueId);
        const zones: Record<string, Sla> = {};
        for (const { id } of watch.venue.zones) {
          const unknownSince = unknownSinceIn(watch, id, until, policy);
          const surroundings = { calendar: excludedIn(watch, id), unknownSince };
          if (ledger) zones[id] = ledger.report(id, { from: t0, to: until }, surroundings);
        }
        report[venueId] = zones;
      }
      return report;
    },
  };
}

/** A zone that is removed before anything was known of it leaves no change that would tell. */
function excludedIn(watch: WatchedVenue, zoneId: string): ExcludedTimes {
  const from = watch.removedAt(zoneId);
  if (from === undefined) return watch.venue.times;
  return { excluded: (period) => [...watch.venue.times.excluded(period, zoneId), { from, to: period.to }] };
}

/** What no change tells yet, because no reading came that ends it: unread, not in the answers, or not polled any more. */
function unknownSinceIn(watch: WatchedVenue, zoneId: string, until: number, policy: MonitoringPolicy) {
  const { state, heardAt } = watch.memory();
  const staleAt = heardAt === undefined ? Number.POSITIVE_INFINITY : heardAt + policy.staleAfterSec * 1_000;
  const since = Math.min(
    state.unread?.since ?? Number.POSITIVE_INFINITY,
    state.zones[zoneId]?.unknownSince ?? Number.POSITIVE_INFINITY,
    staleAt,
  );
  return since < until ? since : undefined;
}
