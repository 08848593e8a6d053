import * as z from 'zod';

const instant = z.int().nonnegative();

/** How the last look at a leg went. One item a leg, written at every look: what makes writing each account needless. */
export const Heartbeat = z.object({
  leg: z.string(),
  round: z.int(),
  /** It was a further look, beside the rounds. */
  again: z.boolean().optional(),
  /** When the first of the answers came that the accounts below were read from; milliseconds since 1970. */
  at: instant,
  /** Watched accounts that were read. */
  read: z.array(z.string()),
  /** Accounts that this leg has read before, but not this time, and when it did. */
  behind: z.record(z.string(), instant),
  /** Of these, the ones without a zone that is expected to play at any time: looked at less often where that saves. */
  resting: z.array(z.string()),
  /** Watched accounts that were in the answer, but could not be read. */
  missed: z.array(z.string()),
  /** What is behind could not be read since then, and why; absent where it was simply not in the answers. */
  unread: z.object({ since: instant, reason: z.string() }).optional(),
  /** The account that the leg should end with did not come: the legs must be learnt anew. */
  lost: z.boolean(),
  tokens: z.int().nonnegative(),
});
export type Heartbeat = z.infer<typeof Heartbeat>;

/** When the leg last read an account; undefined where it does not know. */
export const lastReadAt = ({ at, read, behind }: Heartbeat, accountId: string): number | undefined =>
  read.includes(accountId) ? at : behind[accountId];

const REMEMBERED = 86_400_000;

/** Those of the last look that this one did not read, with when they were read. */
export function behindOf(last: Heartbeat | undefined, read: readonly string[], now: number): Record<string, number> {
  if (!last) return {};
  const isRead = new Set(read);
  const all: [string, number][] = [
    ...Object.entries(last.behind),
    ...last.read.map((id): [string, number] => [id, last.at]),
  ];
  return Object.fromEntries(all.filter(([id, at]) => !isRead.has(id) && now - at < REMEMBERED));
}
