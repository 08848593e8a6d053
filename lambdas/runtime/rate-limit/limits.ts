/** A full bucket holds `most`, and fills up in `perSeconds`: a burst of `most`, then a steady rate. */
export type Limit = {
  most: number;
  perSeconds: number;
  /** What is right while nobody can count: going on, or rather not. */
  whenUnknown: 'allow' | 'refuse';
};

/**
 * How often things may be done. While the table is away searches, looks and syncs go on, because people wait for them
 * and the sources defend themselves; e-mail is refused, because one sent too often cannot be taken back.
 */
export const LIMITS = {
  venue_search: { most: 100, perSeconds: 60, whenUnknown: 'allow' },
  status_check: { most: 1_000, perSeconds: 60, whenUnknown: 'allow' },
  data_sync: { most: 10, perSeconds: 60, whenUnknown: 'allow' },
  email_send: { most: 50, perSeconds: 3_600, whenUnknown: 'refuse' },
} as const satisfies Record<string, Limit>;
export type LimitName = keyof typeof LIMITS;
