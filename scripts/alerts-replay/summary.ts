import type { Replay } from '../../lambdas/monitoring/replay/replay.ts';
import type { ReplayFleet } from '../../lambdas/monitoring/replay/replay-fleet.ts';
import type { Tallies } from '../../lambdas/monitoring/replay/tallies.ts';
import { counted } from '../in-words.ts';

export type Summary = ReturnType<typeof summaryOf>;

export function summaryOf(done: { replay: Replay; fleet: ReplayFleet; tallies: Tallies; seconds: number }) {
  const { replay, fleet, tallies, seconds } = done;
  const { events, polls, readings, late, restarts, early, ahead } = replay.counts;
  return {
    venues: fleet.venues.length,
    zones: fleet.venues.reduce((sum, { zones }) => sum + zones.length, 0),
    periodSec: (replay.now() - fleet.t0) / 1_000,
    events,
    polls,
    /** Marks of zones in all lines of polls. */
    readings,
    /** Lines without anything new: redelivered, or older than what was known. */
    ignored: late,
    restarts,
    /** Lines whose `t` is before that of a line above: the clock does not go back for them. */
    deliveredOutOfOrder: early,
    /** Lines observed after their delivery: read as observed when delivered. */
    observedAhead: ahead,
    changes: tallies.changes,
    outages: tallies.outages,
    /** From the first bad reading that counted to its outage being told. */
    detectionSec: sharesOf(tallies.detectionSec),
    upstream: tallies.upstream,
    tookSec: Math.round(seconds * 1_000) / 1_000,
    eventsPerSec: seconds > 0 ? Math.round(events / seconds) : 0,
    peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1_024),
  };
}

/** Null where there is nothing to tell of. */
function sharesOf(numbers: readonly number[]) {
  const ordered = numbers.toSorted((one, other) => one - other);
  const at = (share: number) => ordered[Math.max(0, Math.ceil(share * ordered.length) - 1)] ?? null;
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

export function inWords(summary: Summary): string {
  const { outages, events, venues, zones, tookSec, eventsPerSec, deliveredOutOfOrder } = summary;
  const lines = [
    `${counted(events, 'event')} of ${counted(venues, 'venue')} with ${counted(zones, 'zone')} in ${tookSec} s (${eventsPerSec.toLocaleString('en')} a second)`,
    `${counted(outages.began, 'outage')}, ${outages.critical} of critical zones, ${outages.open} still open`,
  ];
  if (deliveredOutOfOrder > 0) {
    lines.push(`${counted(deliveredOutOfOrder, 'line')} out of order: taken as they stand, the clock does not go back`);
  }
  return lines.join('\n');
}
