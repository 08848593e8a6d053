import * as z from 'zod';

/** Most that a queue delays a message. */
export const LONGEST_DELAY_SECONDS = 900;

/** Accounts in the order Soundtrack lists them: those after a cursor, up to and including an account; null is the end. */
export const PageRange = z.object({ after: z.string().nullable(), until: z.string().nullable() });
export type PageRange = z.infer<typeof PageRange>;

/** How long it was put off already, because the tokens were needed elsewhere. */
const putOff = { waitedSeconds: z.int().nonnegative().optional() };

/**
 * What one message asks a shard's poller to do. A leg is the part of a round that one message covers; `round` counts
 * the intervals since 1970, so that the same leg planned twice for one round is seen to be the same.
 */
export const PollWork = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('pages'),
    leg: z.string(),
    round: z.int(),
    range: PageRange,
    again: z.int().optional(),
    ...putOff,
  }),
  /** These accounts, each by its id. */
  z.object({
    kind: z.literal('accounts'),
    leg: z.string(),
    round: z.int(),
    accountIds: z.array(z.string()).min(1),
    again: z.int().optional(),
    ...putOff,
  }),
  /** A further look at accounts that were not as before. */
  z.object({
    kind: z.literal('recheck'),
    accountIds: z.array(z.string()).min(1),
    ...putOff,
  }),
  /** Learns where the legs of this shard begin and end; each part asks for the next and hands on what it learnt. */
  z.object({
    kind: z.literal('survey'),
    /** When it was begun; of two surveys the later one counts. */
    begunAt: z.int(),
    after: z.string().nullable(),
    ranges: z.array(PageRange),
    /** Accounts before `after`. */
    seen: z.int().nonnegative(),
    ...putOff,
  }),
  /** Measures what each way of asking costs, and chooses one. */
  z.object({ kind: z.literal('probe') }),
]);
export type PollWork = z.infer<typeof PollWork>;
/** A leg as it is planned. `again`: the same round once more, because too many accounts deserve a further look. */
export type LegWork = Extract<PollWork, { kind: 'pages' | 'accounts' }>;
