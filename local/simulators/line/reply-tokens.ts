const REDELIVERABLE_MS = 20 * 60 * 1000;

export type ReplyTokens = {
  issue(token: string, eventAt: Date): void;
  /** A redelivered event's token lives anew, unless it was used or the event is older than 20 minutes. */
  renew(token: string): void;
  isUsable(token: string): boolean;
  use(token: string): void;
  clear(): void;
};

/** Reply tokens: one use each, about a minute of life. */
export function createReplyTokens(clock: () => Date, lifeMs: () => number): ReplyTokens {
  const tokens = new Map<string, { eventAt: number; expiresAt: number; used: boolean }>();
  const now = () => clock().getTime();
  return {
    issue: (token, eventAt) =>
      void tokens.set(token, { eventAt: eventAt.getTime(), expiresAt: now() + lifeMs(), used: false }),
    renew(token) {
      const known = tokens.get(token);
      if (known && now() - known.eventAt <= REDELIVERABLE_MS) known.expiresAt = now() + lifeMs();
    },
    isUsable(token) {
      const known = tokens.get(token);
      return known !== undefined && !known.used && now() < known.expiresAt;
    },
    use(token) {
      const known = tokens.get(token);
      if (known) known.used = true;
    },
    clear: () => tokens.clear(),
  };
}
