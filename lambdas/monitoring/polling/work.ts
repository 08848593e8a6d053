import * as z from 'zod';

/**
 * What one message asks a shard's poller to do. A leg is the part of a round that one message covers; `round` counts
 * the intervals since 1970, so that the same leg planned twice for the same round is seen to be the same.
 */
export const PollWork = z.discriminatedUnion('kind', [
  /** Accounts in the order Soundtrack lists them, from a cursor up to and including an account. */
  z.object({
    kind: z.literal('pages'),
    leg: z.string(),
    round: z.int(),
    after: z.string().nullable(),
    until: z.string().nullable(),
    accounts: z.int().positive(),
  }),
  /** These accounts, each by its id. */
  z.object({ kind: z.literal('accounts'), leg: z.string(), round: z.int(), accountIds: z.array(z.string()).min(1) }),
  /** A further look at accounts of which a reading was contrary to what was known; `looks` counts them. */
  z.object({ kind: z.literal('recheck'), accountIds: z.array(z.string()).min(1), looks: z.int().nonnegative() }),
  /** Learns anew where the legs of this shard begin and end, page by page; each part asks for the next. */
  z.object({
    kind: z.literal('survey'),
    survey: z.string(),
    part: z.int().nonnegative(),
    after: z.string().nullable(),
  }),
  /** Measures what each way of asking costs, and chooses one. */
  z.object({ kind: z.literal('probe'), at: z.string() }),
]);
export type PollWork = z.infer<typeof PollWork>;
