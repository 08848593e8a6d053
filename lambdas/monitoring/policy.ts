import * as z from 'zod';

const seconds = z.number().nonnegative();
const count = z.int().positive();

/** How readings become outages. Everything a venue, a stage or a replay may set differently; seconds unless named. */
export const MonitoringPolicy = z.object({
  pollIntervalSec: seconds.positive().default(300),
  /** Looked at again after so long on a first contrary reading; 0: only at the next poll. */
  fastRecheckSec: seconds.default(60),
  /** The same after a second one, when there is little doubt left. */
  furtherRecheckSec: seconds.default(30),
  /** Bad readings that make an outage, of a zone that is critical or not. */
  confirmDown: count.default(2),
  confirmDownCritical: count.default(2),
  /** A paused player is more often meant than a dead one: so many readings, over at least so long a time. */
  confirmSilent: count.default(3),
  confirmSilentSec: seconds.default(600),
  confirmUp: count.default(2),
  /** Good readings in a row that end flapping. */
  confirmCalm: count.default(4),
  /** Two bad readings further apart than this do not belong together. */
  confirmWindowSec: seconds.default(900),
  /** Two readings closer together than this are one: a message that came twice proves nothing. */
  minSpacingSec: seconds.default(0),
  /** A reading vouches for its zone for so long; beyond it nobody knows. */
  staleAfterSec: seconds.default(600),
  flapDetection: z.boolean().default(true),
  flapWindowSec: seconds.default(7_200),
  flapChanges: count.default(4),
  /** Of the readings of an hour; more unconfirmed bad ones than this share are chatter. */
  chatterShare: z.number().min(0).max(1).default(0.3),
  /** An outage of so many days is a closure that nobody told us of. */
  dormantAfterDays: z.number().positive().default(7),
  alertDuringMaintenance: z.boolean().default(false),
  alertOutsideOpeningHours: z.boolean().default(false),
  /** Percent of the 16 steps of volume. */
  volumeRange: z.tuple([z.number(), z.number()]).default([40, 75]),
  volumeConfirm: count.default(2),
  /** More than this share of venues unread for so many cycles in a row: the API is the trouble, not the venues. */
  upstreamErrorRate: z.number().min(0).max(1).default(0.1),
  upstreamCycles: count.default(2),
  upstreamMinVenues: count.default(5),
});
export type MonitoringPolicy = z.infer<typeof MonitoringPolicy>;

export const DEFAULT_POLICY: MonitoringPolicy = MonitoringPolicy.parse({});
