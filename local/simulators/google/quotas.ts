export type Quota = {
  /** Whether so much more is allowed to this user now; counts it if so. */
  spend(user: string, units: number): boolean;
  clear(): void;
};

/** So many units a user and minute, filled up again as each minute begins. */
export function createQuota(clock: () => Date, limit: () => number | null): Quota {
  let minute = 0;
  const spent = new Map<string, number>();
  return {
    spend(user, units) {
      const now = Math.floor(clock().getTime() / 60_000);
      if (now !== minute) spent.clear();
      minute = now;
      const most = limit();
      const total = (spent.get(user) ?? 0) + units;
      if (most !== null && total > most) return false;
      spent.set(user, total);
      return true;
    },
    clear: () => spent.clear(),
  };
}
