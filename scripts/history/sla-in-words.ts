import type { VenueMonth } from '../../lambdas/monitoring/history/sla-of-venue-in-postgres.ts';
import type { Sla } from '../../lambdas/monitoring/sla/sla.ts';
import { availabilityOf, coverageOf, inPercent } from '../../lambdas/monitoring/sla/venue-sla.ts';
import { table } from '../in-words.ts';
import { oneLine } from '../venue-facts/one-line.ts';

const HEADING = ['', 'Availability', 'Coverage', 'Up', 'Down', 'Unknown', 'Excluded'];

/** A month's figures, zone by zone and together. */
export function slaInWords({ zones, venue }: VenueMonth): string[] {
  if (zones.length === 0) return ['  no zones'];
  const rows = zones.map(({ zone, sla }) => row(oneLine(zone.name), share(availabilityOf(sla)), sla));
  const together = row(`all (${venue.figure})`, share(venue.availability), venue.total);
  const warning = venue.lowCoverage ? ['  Too little is known of that time for the availability to mean much.'] : [];
  return [...table(HEADING, zones.length > 1 ? [...rows, together] : rows).map((line) => `  ${line}`), ...warning];
}

const share = (figure: number | null): string => (figure === null ? '–' : `${inPercent(figure)} %`);

const row = (name: string, availability: string, sla: Sla): string[] => [
  name,
  availability,
  share(coverageOf(sla)),
  ...[sla.upSec, sla.downSec, sla.unknownSec, sla.excludedSec].map(hours),
];

/** "49:05:07": hours, because nobody reckons an SLA in days. */
export function hours(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${Math.floor(seconds / 3_600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
