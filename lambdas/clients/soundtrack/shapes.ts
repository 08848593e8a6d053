import * as z from 'zod';

/**
 * Ways of asking. `pages`: accounts in Soundtrack's order with their first zones. `accounts`: accounts by id. `zones`:
 * zones by id. `counters`: pages of accounts with two counts each.
 */
export const SHAPES = ['pages', 'accounts', 'zones', 'counters'] as const;
export type Shape = (typeof SHAPES)[number];

const DETAILS = ['presence', 'full'] as const;
const whole = z.int().nonnegative();

/** What one request of a shape really cost, as large as it is going to be used. */
export const ShapeCost = z.object({
  shape: z.enum(SHAPES),
  /** Counters know no details: theirs is `presence`. */
  detail: z.enum(DETAILS),
  tokens: z.number().nonnegative(),
  /** Tokens for one more account in the same request; absent for zones by id. */
  perAccount: z.number().optional(),
  /** 0 for zones by id. */
  accountsPerRequest: whole,
  /** Zones there is room for: of all accounts together; 0 for counters. */
  zonesPerRequest: whole,
  /** Milliseconds since 1970. */
  measuredAt: whole,
});
export type ShapeCost = z.infer<typeof ShapeCost>;

export const ShapeCosts = z.object({
  measuredAt: whole,
  costs: z.array(ShapeCost),
  /** What could not be measured, and why. */
  unmeasured: z.array(z.object({ shape: z.enum(SHAPES), detail: z.enum(DETAILS), because: z.string() })),
});
export type ShapeCosts = z.infer<typeof ShapeCosts>;

/** How a credential is to be asked. */
export const ShapeChoice = z.object({
  /** `counters`: an account whose counts moved is looked at by its id. */
  shape: z.enum(['pages', 'accounts', 'counters']),
  /** Of a round; with `counters`, of the accounts that moved. */
  detail: z.enum(DETAILS),
  /** Every so many rounds an account is read in full, each round another part of them; 1: all in every round. */
  fullEvery: z.int().positive(),
  /** With `counters`, of a page of counters. */
  accountsPerRequest: z.int().positive(),
  /** Asked of each account at once. With `counters`, when an account is looked at. */
  zonesPerAccount: z.int().positive(),
  /** On average, the looks in full among them. */
  tokensPerRound: z.number(),
  requestsPerRound: z.number(),
  /** What is wanted, or the shortest that the budget holds. */
  intervalSeconds: z.number().positive(),
  because: z.enum(['full-fits', 'presence-fits', 'counters-fit', 'nothing-fits']),
});
export type ShapeChoice = z.infer<typeof ShapeChoice>;
