import * as z from 'zod';
import { MonitoringPolicy } from '../policy.ts';

const seconds = z.number().nonnegative();
const wallTime = z.string().regex(/^([01]?\d|2[0-3]):[0-5]\d$/, 'expected a time such as "09:00"');

/** What decides about telling rather than finding. Taken and kept, so that one set of params serves a whole replay. */
export const AlertingParams = z.object({
  alertLatencySec: seconds.default(30),
  multiZoneMin: z.int().positive().default(2),
  mediumAggregationSec: seconds.default(1_800),
  regionalEscalationSec: seconds.default(900),
  digestAtLocal: wallTime.default('09:00'),
  reminderEverySec: seconds.default(3_600),
  chainCorrelation: z
    .strictObject({ minVenues: z.int().positive().default(3), windowSec: seconds.default(300) })
    .default({ minVenues: 3, windowSec: 300 }),
});
export type AlertingParams = z.output<typeof AlertingParams>;

const Params = z.strictObject({
  ...MonitoringPolicy.shape,
  ...AlertingParams.shape,
  /** Readings come from the past only, unless somebody can answer further looks. */
  fastRecheckSec: seconds.default(0),
  /** As many as for any zone, where nothing is said of critical ones. */
  confirmDownCritical: z.int().positive().optional(),
});

export type ReplayParams = { policy: MonitoringPolicy; alerting: AlertingParams };

/** Later layers win, name by name; what is in none has the product's own default. A problem is told in words. */
export function readParams(...layers: readonly unknown[]): ReplayParams | { problem: string } {
  const merged: Record<string, unknown> = {};
  for (const layer of layers) {
    if (layer === undefined || layer === null) continue;
    if (typeof layer !== 'object' || Array.isArray(layer)) return { problem: 'params: expected an object' };
    Object.assign(merged, layer);
  }
  const read = Params.safeParse(merged);
  if (!read.success) return { problem: inWords(read.error.issues) };
  const { confirmDown, confirmDownCritical = confirmDown, volumeRange } = read.data;
  if (volumeRange[0] > volumeRange[1]) return { problem: 'params: volumeRange: expected [lowest, highest]' };
  return {
    policy: MonitoringPolicy.parse({ ...read.data, confirmDownCritical }),
    alerting: AlertingParams.parse(read.data),
  };
}

function inWords(issues: readonly z.core.$ZodIssue[]): string {
  const unknown = issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []));
  if (unknown.length > 0) return `params: unknown: ${unknown.join(', ')}; known are ${known.join(', ')}`;
  const [first] = issues;
  return `params: ${first?.path.join('.') || 'the object'}: ${first?.message}`;
}

const known = Object.keys(Params.shape);
