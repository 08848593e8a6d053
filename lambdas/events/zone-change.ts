import * as z from 'zod';

/**
 * What a zone is, as far as several agreeing readings say. `up`: connected, and playing unless it is meant to rest.
 * `silent`: connected, but paused while it is expected to play. `unpaired` and `lapsed` (subscription over) are matters
 * of the account, no outages. `unseen`: never read yet.
 */
export const ZONE_STATUSES = ['unseen', 'up', 'down', 'silent', 'unpaired', 'lapsed'] as const;
export const ZoneStatus = z.enum(ZONE_STATUSES);
export type ZoneStatus = z.infer<typeof ZoneStatus>;

/** Milliseconds since 1970. `at` is always when the player was observed, never when we heard of it. */
const instant = z.int().nonnegative();
const zoneId = z.string().min(1);
const reason = z.string().min(1);

/** Why a zone is (not) expected to play at a moment. */
export const EXPECTATIONS = [
  'open',
  'closed',
  'maintenance',
  'never-seen-up',
  'dormant',
  'usually-off',
  'not-a-venue',
] as const;
export const Expectation = z.enum(EXPECTATIONS);
export type Expectation = z.infer<typeof Expectation>;

export const OUTAGE_CAUSES = ['down', 'silent'] as const;
export const OutageCause = z.enum(OUTAGE_CAUSES);
export type OutageCause = z.infer<typeof OutageCause>;

/** One thing that became true of a zone. Written with the state it belongs to, carried onward by the table's stream. */
export const ZoneChange = z.discriminatedUnion('kind', [
  /** A first contrary reading: looked at again soon, told to nobody. */
  z.object({ kind: z.literal('suspected'), zoneId, at: instant, from: ZoneStatus, to: ZoneStatus, reason }),
  /** The suspicion was not confirmed. */
  z.object({ kind: z.literal('dismissed'), zoneId, at: instant, status: ZoneStatus, reason }),
  /** Enough agreeing readings; `at` is the first of them, `confirmedAt` the last. */
  z.object({
    kind: z.literal('status'),
    zoneId,
    at: instant,
    confirmedAt: instant,
    from: ZoneStatus,
    to: ZoneStatus,
    readings: z.int().positive(),
    reason,
  }),
  /**
   * A zone that is expected to play does not. `at`: its first bad reading, which may lie before the venue opened;
   * `countedFrom`: the first bad reading of the time it was expected in.
   */
  z.object({
    kind: z.literal('outage-began'),
    zoneId,
    outageId: z.string().min(1),
    cause: OutageCause,
    at: instant,
    countedFrom: instant,
    confirmedAt: instant,
    critical: z.boolean(),
    readings: z.int().positive(),
    reason,
  }),
  /** `at`: the first good reading. */
  z.object({
    kind: z.literal('outage-ended'),
    zoneId,
    outageId: z.string().min(1),
    cause: OutageCause,
    beganAt: instant,
    at: instant,
    confirmedAt: instant,
    reason: z.enum(['recovered', 'unpaired', 'lapsed', 'dormant', 'gone', 'became-down', 'became-silent']),
  }),
  /** Nobody knows what the zone did in that time. Excluded from its SLA, whatever its status. */
  z.object({ kind: z.literal('unknown'), zoneId, at: instant, until: instant, reason }),
  z.object({ kind: z.literal('flapping-began'), zoneId, at: instant, changes: z.int(), reason }),
  z.object({ kind: z.literal('flapping-ended'), zoneId, at: instant, reason }),
  /** Many single bad readings in an hour, none confirmed: for the dashboard, never critical. */
  z.object({ kind: z.literal('chatter-began'), zoneId, at: instant, bad: z.int(), reason }),
  z.object({ kind: z.literal('chatter-ended'), zoneId, at: instant, reason }),
  /** Volume outside the agreed range. `percent` of 16 steps. */
  z.object({
    kind: z.literal('volume-off'),
    zoneId,
    at: instant,
    percent: z.number(),
    reason: z.enum(['too-quiet', 'too-loud', 'muted']),
  }),
  z.object({ kind: z.literal('volume-fine'), zoneId, at: instant, percent: z.number(), reason }),
  /** Down for so long that it is presumed closed for the season; watched less often, told no more. */
  z.object({ kind: z.literal('dormant'), zoneId, at: instant, reason }),
  z.object({ kind: z.literal('woke'), zoneId, at: instant, reason }),
  /** No longer among the account's zones. */
  z.object({ kind: z.literal('gone'), zoneId, at: instant, reason }),
]);
export type ZoneChange = z.infer<typeof ZoneChange>;

/** All changes of one account that one reading brought. `id` is the same however often the event is delivered. */
export const AccountChanged = z.object({
  id: z.string().min(1),
  accountId: z.string().min(1),
  /** Counts the account's saved changes, without gaps: what a reader has seen and what it missed. */
  seq: z.int().positive(),
  observedAt: instant,
  /** The venue of each zone named in the changes, null where it is not known. */
  venueOf: z.record(z.string(), z.string().nullable()),
  changes: z.array(ZoneChange),
});
export type AccountChanged = z.infer<typeof AccountChanged>;
