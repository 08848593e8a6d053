import * as z from 'zod';

const instant = z.int().nonnegative();

/** How the last look at a leg went. One item a leg, written at every look: what makes writing each account needless. */
export const Heartbeat = z.object({
  leg: z.string(),
  round: z.int(),
  /** When the answer came that the accounts below were read from; milliseconds since 1970. 0: never any. */
  at: instant,
  /** Watched accounts that were read. */
  read: z.array(z.string()),
  /** Of these, the ones without a zone that is expected to play at any time: looked at less often where that saves. */
  resting: z.array(z.string()),
  /** Watched accounts that were in the answer, but could not be read. */
  missed: z.array(z.string()),
  /** Nothing of the leg could be read since then, and why. */
  unread: z.object({ since: instant, reason: z.string() }).optional(),
  /** The account that the leg should end with did not come: the legs must be learnt anew. */
  lost: z.boolean(),
  tokens: z.int().nonnegative(),
});
export type Heartbeat = z.infer<typeof Heartbeat>;
