const RETRY_KEY_LIFE_MS = 24 * 60 * 60 * 1000;
const TOKYO_MS = 9 * 60 * 60 * 1000;

/** The outcome a retry key is bound to. */
export type Accepted = { requestId: string; sentMessages: unknown[] };

export type RetryKeys = {
  accepted(key: string): Accepted | undefined;
  bind(key: string, accepted: Accepted): void;
  clear(): void;
};

/** The first success binds a retry key for 24 hours. */
export function createRetryKeys(clock: () => Date): RetryKeys {
  const keys = new Map<string, Accepted & { until: number }>();
  return {
    accepted(key) {
      const known = keys.get(key.toLowerCase());
      return known && clock().getTime() < known.until ? known : undefined;
    },
    bind: (key, accepted) =>
      void keys.set(key.toLowerCase(), { ...accepted, until: clock().getTime() + RETRY_KEY_LIFE_MS }),
    clear: () => keys.clear(),
  };
}

export type Quota = {
  used(): number;
  allows(recipients: number): boolean;
  spend(recipients: number): void;
  clear(): void;
};

/** Pushed messages of this calendar month in LINE's time zone; recipients count, not message objects. */
export function createQuota(clock: () => Date, limit: () => number | null): Quota {
  const usage = new Map<string, number>();
  const month = () => new Date(clock().getTime() + TOKYO_MS).toISOString().slice(0, 7);
  const used = () => usage.get(month()) ?? 0;
  return {
    used,
    allows(recipients) {
      const most = limit();
      return most === null || used() + recipients <= most;
    },
    spend: (recipients) => void usage.set(month(), used() + recipients),
    clear: () => usage.clear(),
  };
}
