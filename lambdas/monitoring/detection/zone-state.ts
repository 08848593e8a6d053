import * as z from 'zod';
import { OutageCause, ZoneStatus } from '../../events/zone-change.ts';

const instant = z.int().nonnegative();

/** What is remembered of a zone between two readings; milliseconds since 1970. Absent fields: nothing of the kind. */
export const ZoneState = z.object({
  status: ZoneStatus,
  /** First reading of this status. */
  since: instant,
  /** Newest reading that agreed with the status, as far as it was saved: agreeing readings alone save nothing. */
  agreedAt: instant,
  /**
   * Contrary readings after `agreedAt`, oldest first, all telling the same other status: not enough of them yet.
   * `after`: the newest reading that told yet another one; none at or before it belongs to them.
   */
  contrary: z.object({ to: ZoneStatus, at: z.array(instant), after: instant.optional() }).optional(),
  /** Has ever been up: a zone that never was is not missed by anybody. */
  everUp: z.boolean(),
  /** Readings in a bad status while expected to play, as long as they are too few for an outage. */
  missed: z.array(instant).optional(),
  outage: z
    .object({ id: z.string(), cause: OutageCause, beganAt: instant, countedFrom: instant, confirmedAt: instant })
    .optional(),
  /** Confirmed changes between up and bad within the flap window. */
  flips: z.array(instant).optional(),
  flappingSince: instant.optional(),
  /** Good readings in a row while flapping. */
  calm: z.array(instant).optional(),
  /** Bad readings of the last hour that were not confirmed. */
  blips: z.array(instant).optional(),
  chatteringSince: instant.optional(),
  dormantSince: instant.optional(),
  /** Complete listings of the account that lacked the zone, too few to call it gone. */
  absent: z.array(instant).optional(),
  /** First reading that told nothing since the last that told something. */
  unknownSince: instant.optional(),
  /** Readings outside the agreed range, or inside it again while `off`, too few to tell. */
  volume: z.object({ off: z.boolean(), against: z.array(instant), percent: z.number() }).optional(),
});
export type ZoneState = z.infer<typeof ZoneState>;

/** Everything remembered of an account's zones. */
export const AccountState = z.object({
  zones: z.record(z.string(), ZoneState),
  /** Newest reading that was taken into account, as far as it was saved. */
  observedAt: instant,
  /** The account could not be read since then, and why. */
  unread: z.object({ since: instant, reason: z.string() }).optional(),
});
export type AccountState = z.infer<typeof AccountState>;

export const UNSEEN: AccountState = { zones: {}, observedAt: 0 };
