/** JSON as it travels; `id` says whose lease it is, the rest is for people who look ("since when, by which run"). */
export type Holder = { id: string; [detail: string]: Json };
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export type AcquireOutcome = { kind: 'acquired'; until: Date } | { kind: 'held'; by: Holder; until: Date };

/**
 * Lets one at a time do something, for at most so many seconds. A lease only ends by release or by expiry: who works
 * longer than it lasts acquires it again under the same id, and stops when that is refused. Throws when the table is
 * away: then nobody knows who holds it.
 */
export type Lease = {
  /** Also renews: the holder's own lease is no obstacle, so that a retried step is not stopped by itself. */
  acquire(name: string, holder: Holder, seconds: number): Promise<AcquireOutcome>;
  /** Answers whether it was (still) this holder's; somebody else's lease is left alone. */
  release(name: string, holder: Holder): Promise<boolean>;
  /** Nobody once it has expired, though the table may keep the item for days. */
  holderOf(name: string): Promise<{ holder: Holder; until: Date } | undefined>;
};
