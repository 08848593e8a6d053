import * as z from 'zod';

export const SHAPES = ['pages', 'accounts', 'zones', 'counters'] as const;

/** How a credential asks, chosen by what each way of asking was measured to cost; kept and shown. */
export const ChosenWay = z.object({
  /** `pages`: pages of all accounts with their zones. `counters`: counts first, then accounts whose counts moved. */
  shape: z.enum(['pages', 'accounts', 'counters']),
  detail: z.enum(['presence', 'full']),
  /** With detail `presence`: every so many rounds all details are read. */
  fullEvery: z.int().positive(),
  accountsPerRequest: z.int().positive(),
  zonesPerAccount: z.int().positive(),
  tokensPerRound: z.number(),
  /** The shortest interval the budget holds; at least what is wanted. */
  intervalSeconds: z.number().positive(),
  because: z.string(),
  measuredAt: z.int(),
  /** What was measured: tokens of one request, and for how many accounts (or zones, with shape `zones`) it was. */
  costs: z.array(
    z.object({
      shape: z.enum(SHAPES),
      detail: z.enum(['presence', 'full']),
      tokens: z.number(),
      accounts: z.int().positive(),
    }),
  ),
});
export type ChosenWay = z.infer<typeof ChosenWay>;
