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

/** Seconds to wait before a request of so many tokens leaves the kept part alone; never for one that is larger than the rest. */
export function secondsUntilAffordable(tokens: Tokens, cost: number, now: number, terms: BucketTerms): number {
  const keep = Math.min(terms.keep, Math.max(0, terms.capacity - cost));
  const missing = cost + keep - tokensAt(tokens, now, terms);
  return missing <= 0 ? 0 : Math.ceil(missing / terms.refillPerSecond);
}
