import type { ZoneChange } from '../../events/zone-change.ts';
import type { Listener } from './listener.ts';

export type Tallies = {
  changes: Record<string, number>;
  /** `open`: not over yet; `ended` by reason. */
  outages: { began: number; critical: number; open: number; ended: Record<string, number> };
  /** From the first bad reading that counted to its outage being told; seconds. */
  detectionSec: number[];
  /** How often monitoring was said to be degraded, and not to be any more. */
  upstream: { degraded: number; restored: number };
};

/** Counts what was found, by kind. */
export function createTallies(): Listener & { tallies: Tallies } {
  const changes: Tallies['changes'] = {};
  const outages: Tallies['outages'] = { began: 0, critical: 0, open: 0, ended: {} };
  const upstream: Tallies['upstream'] = { degraded: 0, restored: 0 };
  const detectionSec: number[] = [];
  const count = (change: ZoneChange, now: number) => {
    changes[change.kind] = (changes[change.kind] ?? 0) + 1;
    if (change.kind === 'outage-began') {
      outages.began += 1;
      outages.open += 1;
      detectionSec.push((now - change.countedFrom) / 1_000);
      if (change.critical) outages.critical += 1;
    }
    if (change.kind === 'outage-ended') {
      outages.open -= 1;
      outages.ended[change.reason] = (outages.ended[change.reason] ?? 0) + 1;
    }
  };
  return {
    tallies: { changes, outages, detectionSec, upstream },
    changed(_, news, now) {
      for (const change of news) count(change, now);
    },
    upstream({ kind }) {
      upstream[kind] += 1;
    },
  };
}
