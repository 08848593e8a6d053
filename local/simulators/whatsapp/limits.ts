const WINDOW_MS = 24 * 60 * 60 * 1000;
const PAIR_SPACING_MS = 6_000;
const PAIR_BURST = 45;

/** Free-form messages are allowed for 24 hours after a person's last message. */
export type Windows = { heard(userId: string, at: Date): void; isOpen(userId: string): boolean; clear(): void };

export function createWindows(clock: () => Date): Windows {
  const lastHeard = new Map<string, number>();
  return {
    heard: (userId, at) => void lastHeard.set(userId, Math.max(at.getTime(), lastHeard.get(userId) ?? 0)),
    isOpen: (userId) => clock().getTime() - (lastHeard.get(userId) ?? Number.NEGATIVE_INFINITY) < WINDOW_MS,
    clear: () => lastHeard.clear(),
  };
}

/** One message per person every 6 seconds; up to 45 at once may be borrowed from the time to come. */
export type PairRate = { take(userId: string): boolean; clear(): void };

export function createPairRate(clock: () => Date): PairRate {
  // When the messages sent so far would have ended, had they been sent at the steady rate.
  const paidUntil = new Map<string, number>();
  return {
    take(userId) {
      const now = clock().getTime();
      const from = Math.max(now, paidUntil.get(userId) ?? 0);
      if (from - now > (PAIR_BURST - 1) * PAIR_SPACING_MS) return false;
      paidUntil.set(userId, from + PAIR_SPACING_MS);
      return true;
    },
    clear: () => paidUntil.clear(),
  };
}
