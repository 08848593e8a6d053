/** What is known of a credential's bucket: how many tokens it held at a moment; milliseconds since 1970. */
export type Tokens = { available: number; at: number };

export type BucketTerms = {
  capacity: number;
  refillPerSecond: number;
  /** Left for people who ask for something now: at least a fifth. */
  keep: number;
};

export const DOCUMENTED_TERMS: BucketTerms = { capacity: 3_600, refillPerSecond: 50, keep: 720 };

/** What the bucket holds now, if nobody else took any. */
export const tokensAt = ({ available, at }: Tokens, now: number, { capacity, refillPerSecond }: BucketTerms): number =>
  Math.min(capacity, available + (Math.max(0, now - at) / 1000) * refillPerSecond);

/** Seconds to wait before a request of so many tokens leaves the kept part alone; never for longer than until the bucket is full. */
export function secondsUntilAffordable(tokens: Tokens, cost: number, now: number, terms: BucketTerms): number {
  const wanted = Math.min(terms.capacity, cost + terms.keep);
  return Math.max(0, Math.ceil((wanted - tokensAt(tokens, now, terms)) / terms.refillPerSecond));
}
