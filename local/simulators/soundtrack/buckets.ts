export type BucketLimits = { capacity: number; refillPerSecond: number };

export type Bucket = {
  /** Takes the tokens, or nothing when there are too few. */
  take(tokens: number): boolean;
  /** Whole tokens that are there now. */
  available(): number;
};

/** One credential's tokens: full at first, refilled with time up to its capacity. */
export function createBucket({ capacity, refillPerSecond }: BucketLimits, clock: () => Date): Bucket {
  let tokens = capacity;
  let at = clock().getTime();
  const refill = () => {
    const now = clock().getTime();
    tokens = Math.min(capacity, tokens + (Math.max(0, now - at) / 1000) * refillPerSecond);
    at = now;
  };
  return {
    take(wanted) {
      refill();
      if (wanted > tokens) return false;
      tokens -= wanted;
      return true;
    },
    available() {
      refill();
      return Math.floor(tokens);
    },
  };
}
