/**
 * One look at a zone. A reading is no state: what could not be read is `unknown`, never `offline`. `online` is what a
 * look without the playback state tells: connected, whatever it plays. `not-reporting`: a player that is connected and
 * never says what it plays.
 */
export const READING_KINDS = [
  'playing',
  'paused',
  'offline',
  'unpaired',
  'subscription-expired',
  'not-reporting',
  'online',
  'unknown',
] as const;
export type ReadingKind = (typeof READING_KINDS)[number];

export type ZoneReading = {
  kind: ReadingKind;
  /** 0 to 16; absent where it was not asked for or not told. */
  volume?: number;
};

/** One look at all zones of an account: what came in one answer belongs together. */
export type AccountReading = {
  accountId: string;
  /** Milliseconds since 1970, by our clock, when the answer came. */
  observedAt: number;
  /** A zone of the account that is not in here was not in the answer. */
  zones: ReadonlyMap<string, ZoneReading>;
  /** Every zone of the account was listed: one that is not here is not there. */
  complete: boolean;
  /** Why the account could not be read at all; `zones` is then empty. */
  unread?: string;
};
