import {
  budgetOf,
  chooseShape,
  type Demand,
  ShapeChoice,
  type ShapeCost,
} from '../../../lambdas/clients/soundtrack/index.ts';

const measured = (
  shape: ShapeCost['shape'],
  detail: ShapeCost['detail'],
  tokens: number,
  [accountsPerRequest, zonesPerRequest]: [number, number],
  perAccount = 0,
): ShapeCost => ({ shape, detail, tokens, accountsPerRequest, zonesPerRequest, perAccount, measuredAt: 0 });

/** Prices as they would be measured if page sizes multiply (M) or the level of a field counts (L). */
const M = [
  measured('pages', 'presence', 1_101, [100, 1_000], 11),
  measured('pages', 'full', 1_179, [38, 380], 31),
  measured('accounts', 'presence', 275, [25, 250], 11),
  measured('accounts', 'full', 775, [25, 250], 31),
  measured('zones', 'presence', 25, [0, 25]),
  measured('zones', 'full', 100, [0, 25]),
  measured('counters', 'presence', 201, [100, 0], 2),
];
const L = [
  measured('pages', 'presence', 25, [100, 10_000]),
  measured('pages', 'full', 43, [100, 10_000]),
  measured('accounts', 'presence', 425, [25, 2_500], 17),
  measured('accounts', 'full', 750, [25, 2_500], 30),
  measured('counters', 'presence', 16, [100, 0]),
];
const S = { accounts: 2_000, zones: 10_000 };
const H = { accounts: 10_000, zones: 100_000 };
const every = (intervalSeconds: number, refillPerSecond = 50) => ({
  intervalSeconds,
  budgetTokens: budgetOf({ refillPerSecond, intervalSeconds }),
});

type Case = [string, ShapeCost[], Demand, Partial<ShapeChoice>];

describe('the way of asking', () => {
  it.each<Case>([
    [
      '10,000 zones where levels count',
      L,
      { ...S, ...every(300) },
      { shape: 'pages', detail: 'full', fullEvery: 1, tokensPerRound: 860, requestsPerRound: 20, because: 'full-fits' },
    ],
    [
      '100,000 zones where levels count',
      L,
      { ...H, ...every(300) },
      { shape: 'pages', detail: 'full', tokensPerRound: 4_300, requestsPerRound: 100, because: 'full-fits' },
    ],
    // 4,020 for the counters, 1,240 for 40 accounts that moved, and what is left for all in full: 62,000 in ten rounds.
    [
      '10,000 zones where page sizes multiply',
      M,
      { ...S, ...every(300) },
      {
        shape: 'counters',
        detail: 'full',
        fullEvery: 10,
        intervalSeconds: 300,
        tokensPerRound: 11_460,
        because: 'counters-fit',
      },
    ],
    // 20,100 for the counters, 2,200 for 200 that moved, 310,000 spread over the day: 23,377 at 40 a second.
    [
      '100,000 zones where page sizes multiply',
      M,
      { ...H, ...every(300) },
      { shape: 'counters', detail: 'presence', fullEvery: 288, intervalSeconds: 585, because: 'nothing-fits' },
    ],
    [
      '10,000 zones at a tenth of the refill',
      L,
      { ...S, ...every(300, 5) },
      { shape: 'pages', detail: 'full', tokensPerRound: 860, because: 'full-fits' },
    ],
    [
      '100,000 zones at a tenth of the refill',
      L,
      { ...H, ...every(300, 5) },
      { shape: 'pages', detail: 'presence', fullEvery: 12, intervalSeconds: 663, because: 'nothing-fits' },
    ],
    [
      'few venues, whatever the price',
      M,
      { accounts: 200, zones: 1_000, ...every(300) },
      { shape: 'accounts', detail: 'full', fullEvery: 1, tokensPerRound: 6_200, because: 'full-fits' },
    ],
    // 8,800 for presence leaves 3,200: a fifth of the 16,000 more that all details cost.
    [
      'venues whose presence fits',
      M,
      { accounts: 800, zones: 4_000, ...every(300) },
      { shape: 'accounts', detail: 'presence', fullEvery: 5, tokensPerRound: 12_000, because: 'presence-fits' },
    ],
    [
      'presence that leaves too little for details within the hour',
      M,
      { accounts: 1_000, zones: 5_000, ...every(300) },
      { shape: 'counters', because: 'counters-fit' },
    ],
    [
      'one round a minute',
      L,
      { accounts: 8_000, zones: 80_000, ...every(60) },
      { shape: 'pages', detail: 'presence', fullEvery: 4, tokensPerRound: 2_360, because: 'presence-fits' },
    ],
    [
      'one round a minute, and too many venues for it',
      L,
      { ...H, ...every(60) },
      { shape: 'pages', detail: 'presence', fullEvery: 12, tokensPerRound: 2_650, intervalSeconds: 67 },
    ],
  ])('for %s', (_, costs, demand, expected) => {
    const choice = chooseShape({ costs }, demand);
    expect(choice).toMatchObject(expected);
    expect(ShapeChoice.parse(choice)).toEqual(choice);
  });

  it('holds the interval it names', () => {
    for (const costs of [M, L]) {
      for (const accounts of [1, 10, 500, 900, 2_000, 5_000, 20_000]) {
        for (const [seconds, refill] of [
          [60, 50],
          [300, 50],
          [300, 5],
        ] as const) {
          const choice = chooseShape({ costs }, { accounts, zones: accounts * 7, ...every(seconds, refill) });
          if (!choice) throw new Error('nothing chosen');
          expect(choice.tokensPerRound).toBeLessThanOrEqual(Math.ceil(choice.intervalSeconds * refill * 0.8));
          expect(choice.intervalSeconds).toBeGreaterThanOrEqual(seconds);
        }
      }
    }
  });

  it('counts the further pages of accounts that have more zones than are asked for', () => {
    const costs = M.filter(({ shape }) => shape === 'accounts');
    const choice = chooseShape({ costs }, { accounts: 100, zones: 2_500, ...every(300) });
    // 4 requests for 25 accounts each, then two further pages for each account; all at 31 tokens an account.
    expect(choice).toMatchObject({ detail: 'full', requestsPerRound: 204, tokensPerRound: 9_300 });
  });

  it('takes pages of a size that both details can afford', () => {
    const costs = M.filter(({ shape }) => shape === 'pages');
    const choice = chooseShape({ costs }, { accounts: 760, zones: 4_000, ...every(300) });
    // 20 pages of 38 accounts: 419 tokens each, once in seven in full.
    expect(choice).toMatchObject({ shape: 'pages', accountsPerRequest: 38, zonesPerAccount: 10, requestsPerRound: 20 });
    expect(choice?.tokensPerRound).toBe(Math.ceil(8_380 + (23_580 - 8_380) / 5));
  });

  it('is not chosen from too little', () => {
    const demand = { ...S, ...every(300) };
    expect(chooseShape({ costs: [] }, demand)).toBeUndefined();
    expect(chooseShape({ costs: M.filter(({ shape }) => shape === 'zones') }, demand)).toBeUndefined();
    expect(chooseShape({ costs: M.filter(({ shape }) => shape === 'counters') }, demand)).toBeUndefined();
  });

  it('leaves a fifth to people', () => {
    expect(budgetOf({ refillPerSecond: 50, intervalSeconds: 300 })).toBe(12_000);
  });
});
