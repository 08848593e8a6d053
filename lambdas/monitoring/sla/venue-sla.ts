import { assertNever } from '../../runtime/failure.ts';
import type { Sla } from './sla.ts';

/** How the zones' figures become the venue's: a matter of its contract, named on its report. */
export const VENUE_FIGURES = ['mean', 'weighted', 'worst-critical'] as const;
export type VenueFigure = (typeof VENUE_FIGURES)[number];

export type ZoneSla = {
  sla: Sla;
  critical: boolean;
  /** For the weighted figure. @default 1 */
  weight?: number;
};

export type VenueSla = {
  figure: VenueFigure;
  /** 0 to 1; null where no zone has a time that can be judged. */
  availability: number | null;
  /** How much of the expected time is known, 0 to 1; null where nothing was expected. */
  coverage: number | null;
  /** Too little is known for the availability to be shown without saying so. */
  lowCoverage: boolean;
  /** Over all zones. */
  total: Sla;
};

const ENOUGH_COVERAGE = 0.95;

/** Null where nothing is known of a time in which music was expected. */
export const availabilityOf = ({ upSec, downSec }: Sla): number | null =>
  upSec + downSec > 0 ? upSec / (upSec + downSec) : null;

export const coverageOf = ({ upSec, downSec, unknownSec }: Sla): number | null =>
  upSec + downSec + unknownSec > 0 ? (upSec + downSec) / (upSec + downSec + unknownSec) : null;

/** Zones without a time that can be judged do not count. Without critical zones the worst of all is the worst. */
export function venueSla(zones: readonly ZoneSla[], figure: VenueFigure = 'mean'): VenueSla {
  const total = zones.reduce(
    (sum, { sla }): Sla => ({
      upSec: sum.upSec + sla.upSec,
      downSec: sum.downSec + sla.downSec,
      unknownSec: sum.unknownSec + sla.unknownSec,
      excludedSec: sum.excludedSec + sla.excludedSec,
    }),
    { upSec: 0, downSec: 0, unknownSec: 0, excludedSec: 0 },
  );
  const coverage = coverageOf(total);
  return {
    figure,
    availability: figureOf(zones, figure),
    coverage,
    lowCoverage: coverage !== null && coverage < ENOUGH_COVERAGE,
    total,
  };
}

function figureOf(zones: readonly ZoneSla[], figure: VenueFigure): number | null {
  switch (figure) {
    case 'mean':
      return weightedMean(zones, () => 1);
    case 'weighted':
      return weightedMean(zones, ({ weight = 1 }) => weight);
    case 'worst-critical': {
      const critical = zones.filter((zone) => zone.critical);
      const figures = (critical.length > 0 ? critical : zones).flatMap(({ sla }) => availabilityOf(sla) ?? []);
      return figures.length > 0 ? Math.min(...figures) : null;
    }
    default:
      return assertNever(figure);
  }
}

function weightedMean(zones: readonly ZoneSla[], weightOf: (zone: ZoneSla) => number): number | null {
  let weights = 0;
  let sum = 0;
  for (const zone of zones) {
    const availability = availabilityOf(zone.sla);
    if (availability === null) continue;
    weights += weightOf(zone);
    sum += weightOf(zone) * availability;
  }
  return weights > 0 ? sum / weights : null;
}

/** "99.982": three decimals, rounded down, so that a second of downtime never shows as 100. */
export function inPercent(share: number): string {
  const thousandths = Math.floor(share * 100_000 + 1e-7);
  return ((share < 1 ? Math.min(thousandths, 99_999) : thousandths) / 1000).toFixed(3);
}
