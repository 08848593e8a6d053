import { nextOccurrences } from '../../lambdas/venues/hours/next-windows.ts';
import type { MaintenanceWindow } from '../../lambdas/venues/index.ts';
import type { KeptMaintenance } from '../../lambdas/venues/record/kept-maintenance-in-postgres.ts';
import { oneLine } from '../venue-facts/one-line.ts';

const SHOWN = 5;

type Surroundings = { now: Date; timeZone: string | null; nameOf(zoneId: string): string };

/** A window, who made it and why, and the next five times it comes, in UTC and in the venue's time. */
export function maintenanceInWords(kept: KeptMaintenance, surroundings: Surroundings): string[] {
  const { id, window, reason, createdBy, createdAt } = kept;
  const since = createdAt.toISOString().slice(0, 10);
  return [
    `  ${id}  ${windowInWords(window, surroundings)}`,
    `    because ${oneLine(reason)} (${oneLine(createdBy)}, ${since})`,
    ...occurrences(window, surroundings),
  ];
}

function windowInWords(window: MaintenanceWindow, { nameOf }: Surroundings): string {
  const zones = window.zoneIds ? window.zoneIds.map((id) => oneLine(nameOf(id))).join(', ') : 'the whole venue';
  if (!('daily' in window)) return `once, ${zones}`;
  return `${window.weekdays?.join(', ') ?? 'every day'} ${window.daily.join('-')} ${window.timeZone}, ${zones}`;
}

const occurrences = (window: MaintenanceWindow, { now, timeZone }: Surroundings): string[] =>
  nextOccurrences(window, now.getTime(), SHOWN, timeZone).map(({ utc, local }) =>
    local.endsWith(' UTC') ? `      ${utc}` : `      ${utc} = ${local}`,
  );

/** Whether a window may still come: those that cannot are history. */
export const mayCome = ({ window, endedAt }: KeptMaintenance, now: Date): boolean =>
  endedAt === null && ('daily' in window || Date.parse(window.to) > now.getTime());
