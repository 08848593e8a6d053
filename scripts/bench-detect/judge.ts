import type { OutageRow } from '../../lambdas/monitoring/replay/outage-log.ts';
import type { Day } from './day.ts';
import { joined, MINUTE, type Period } from './faults.ts';
import type { Troubles } from './polls.ts';

export type Verdict = {
  /** Real outages that had to be found: at a time with music, of a zone seen up, long enough for three polls and more. */
  due: number;
  missed: number;
  outages: number;
  /** Outages of zones that were alive the whole time. */
  false: number;
  falseCritical: number;
  /** From the fault (or from opening time, if it is older) to its outage being told; milliseconds. */
  latencies: number[];
  /** Of those with a poll, an answer and its delivery on time, for which alone a worst case can be promised. */
  promptLatencies: number[];
};

const FINDABLE = 30 * MINUTE;

/** Holds what detection found against what was really so. */
export function judge(day: Day, rows: readonly OutageRow[], troubles: Troubles): Verdict {
  const { fleet, period, faults, apiOutage } = day;
  const seconds = (at: number) => fleet.t0 + at * 1_000;
  const byZone = Map.groupBy(rows, ({ venue, zone }) => `${venue} ${zone}`);
  const verdict: Verdict = {
    ...{ due: 0, missed: 0, outages: rows.length, false: 0, falseCritical: 0 },
    ...{ latencies: [], promptLatencies: [] },
  };
  for (const [at, venue] of fleet.venues.entries()) {
    for (const [place, zone] of venue.zones.entries()) {
      const dead = faults[at]?.[place] ?? [];
      const found = (byZone.get(`${venue.id} ${zone.id}`) ?? []).map((row) => ({
        from: seconds(row.at),
        to: row.endedAt === null ? Number.POSITIVE_INFINITY : seconds(row.endedAt),
        confirmedAt: seconds(row.confirmedAt),
        toldAt: seconds(row.toldAt),
      }));
      for (const outage of found) {
        if (dead.some(({ from, to }) => from <= outage.confirmedAt && outage.from < to)) continue;
        verdict.false += 1;
        if (zone.critical) verdict.falseCritical += 1;
      }
      if (dead[0]?.from === period.from) continue;
      const missable = without(dead, joined([...venue.times.excluded(period, zone.id)]));
      for (const fault of missable) {
        if (without([fault], [apiOutage]).every(({ from, to }) => to - from < FINDABLE)) continue;
        verdict.due += 1;
        const outage = found.find(({ from, to }) => from < fault.to && to > fault.from);
        if (!outage) verdict.missed += 1;
        else if (outage.toldAt > fault.from) {
          const latency = outage.toldAt - fault.from;
          verdict.latencies.push(latency);
          const disturbed = [...(troubles[at] ?? []), { from: apiOutage.from - 20 * MINUTE, to: apiOutage.to }];
          if (!disturbed.some(({ from, to }) => from < outage.toldAt && to > fault.from)) {
            verdict.promptLatencies.push(latency);
          }
        }
      }
    }
  }
  return verdict;
}

/** What is left of the periods outside the others; both in order. */
function without(periods: readonly Period[], others: readonly Period[]): Period[] {
  let left: Period[] = [...periods];
  for (const other of others) {
    left = left.flatMap((period) =>
      [
        { from: period.from, to: Math.min(period.to, other.from) },
        { from: Math.max(period.from, other.to), to: period.to },
      ].filter(({ from, to }) => from < to),
    );
  }
  return left;
}
