import type { Shape, ShapeChoice, ShapeCost, ShapeCosts } from './shapes.ts';

export type Demand = {
  accounts: number;
  zones: number;
  /** What a round may cost, see `budgetOf`. */
  budgetTokens: number;
  intervalSeconds: number;
  /** Of all accounts, so many have counters that moved in a round. @default 0.02 */
  movedShare?: number;
};

/** Tokens for one round: a fifth of what comes back in that time is left to people. */
export const budgetOf = ({ refillPerSecond, intervalSeconds }: { refillPerSecond: number; intervalSeconds: number }) =>
  Math.floor(refillPerSecond * intervalSeconds * 0.8);

/** With `presence`, details of a zone are at most so many rounds old: an hour of rounds every five minutes. */
const MOST_ROUNDS_UNTIL_FULL = 12;
const DAY_SECONDS = 86_400;

/**
 * The best way of asking that the budget holds: everything in full each round; else presence each round and in full
 * every few; else counters, and a closer look where they moved; else the cheapest of these at the shortest interval
 * that it can hold. Undefined when too little was measured to choose.
 */
export function chooseShape({ costs }: Pick<ShapeCosts, 'costs'>, demand: Demand): ShapeChoice | undefined {
  const { budgetTokens, intervalSeconds } = demand;
  const whole = walks(costs, demand);
  const counted = counters(costs, demand, whole);
  const fits = ({ tokensPerRound }: Way) => tokensPerRound <= budgetTokens;
  const chosen = (way: Way, because: ShapeChoice['because']): ShapeChoice => ({
    ...way,
    tokensPerRound: Math.ceil(way.tokensPerRound),
    intervalSeconds:
      because === 'nothing-fits' ? Math.ceil((way.tokensPerRound / budgetTokens) * intervalSeconds) : intervalSeconds,
    because,
  });

  const full = cheapest(whole.map(({ full }) => full).filter(fits));
  if (full) return chosen(full, 'full-fits');
  const [presence] = whole
    .flatMap((walk) => asOftenAsFits(walk, budgetTokens))
    .toSorted((a, b) => a.fullEvery - b.fullEvery || a.tokensPerRound - b.tokensPerRound);
  if (presence) return chosen(presence, 'presence-fits');
  const fitting = counted.filter(fits);
  // A closer look that tells everything is worth more than the tokens it costs.
  const closer = cheapest(fitting.filter(({ detail }) => detail === 'full')) ?? cheapest(fitting);
  if (closer) return chosen(closer, 'counters-fit');
  const least = cheapest([...whole.map((walk) => mixed(walk, MOST_ROUNDS_UNTIL_FULL)), ...counted]);
  return least && chosen(least, 'nothing-fits');
}

/** A way of asking with what a round of it costs. */
type Way = Omit<ShapeChoice, 'intervalSeconds' | 'because'>;
/** The same walk over all accounts with little and with all detail. */
type Walk = { presence: Way; full: Way };

const cheapest = (ways: readonly Way[]): Way | undefined =>
  ways.toSorted((a, b) => a.tokensPerRound - b.tokensPerRound || a.requestsPerRound - b.requestsPerRound)[0];

const costOf = (costs: readonly ShapeCost[], shape: Shape, detail: ShapeCost['detail']) =>
  costs.find((cost) => cost.shape === shape && cost.detail === detail);

/** Every walk over all accounts whose price is known for both details, with requests of a size that suits both. */
function walks(costs: readonly ShapeCost[], demand: Demand): Walk[] {
  return (['pages', 'accounts'] as const).flatMap((shape) => {
    const presence = costOf(costs, shape, 'presence');
    const full = costOf(costs, shape, 'full');
    if (!presence || !full) return [];
    const size = Math.min(presence.accountsPerRequest, full.accountsPerRequest);
    const way = (cost: ShapeCost) => walkOf(costs, cost, { ...demand, shape, size });
    return [{ presence: way(presence), full: way(full) }];
  });
}

function walkOf(
  costs: readonly ShapeCost[],
  cost: ShapeCost,
  { accounts, zones, shape, size }: Demand & { shape: 'pages' | 'accounts'; size: number },
): Way {
  const { detail, perAccount = 0 } = cost;
  const zonesPerAccount = zonesOf(cost);
  const requests = Math.max(1, Math.ceil(accounts / size));
  const tokens = cost.tokens - perAccount * (cost.accountsPerRequest - size);
  // Accounts by id: the last request is only as large, and as dear, as it has to be.
  const spent = shape === 'accounts' ? (accounts / size) * tokens : requests * tokens;
  const furtherPages = accounts * Math.max(0, Math.ceil(zones / Math.max(1, accounts) / zonesPerAccount) - 1);
  const byId = costOf(costs, 'accounts', detail);
  const furtherCost = byId ? byId.tokens / byId.accountsPerRequest : cost.tokens;
  return {
    shape,
    detail,
    fullEvery: 1,
    accountsPerRequest: size,
    zonesPerAccount,
    tokensPerRound: spent + furtherPages * furtherCost,
    requestsPerRound: requests + furtherPages,
  };
}

const zonesOf = ({ zonesPerRequest, accountsPerRequest }: ShapeCost) =>
  Math.max(1, Math.floor(zonesPerRequest / Math.max(1, accountsPerRequest)));

/** Presence each round, and each account in full every so many, staggered so that rounds cost the same. */
const mixed = ({ presence, full }: Walk, fullEvery: number): Way => ({
  ...presence,
  fullEvery,
  tokensPerRound: presence.tokensPerRound + (full.tokensPerRound - presence.tokensPerRound) / fullEvery,
});

function asOftenAsFits(walk: Walk, budgetTokens: number): Way[] {
  const spare = budgetTokens - walk.presence.tokensPerRound;
  const fullEvery = Math.max(2, Math.ceil((walk.full.tokensPerRound - walk.presence.tokensPerRound) / spare));
  return spare > 0 && fullEvery <= MOST_ROUNDS_UNTIL_FULL ? [mixed(walk, fullEvery)] : [];
}

/** Counters with a closer look at what moved, and all accounts in full as often as is left for it, at least once a day. */
function counters(costs: readonly ShapeCost[], demand: Demand, whole: readonly Walk[]): Way[] {
  const { accounts, budgetTokens, intervalSeconds, movedShare = 0.02 } = demand;
  const counter = costOf(costs, 'counters', 'presence');
  const full = cheapest(whole.map((walk) => walk.full));
  if (!counter || !full) return [];
  const requests = Math.max(1, Math.ceil(accounts / counter.accountsPerRequest));
  const moved = Math.ceil(accounts * movedShare);
  const roundsADay = Math.max(1, Math.floor(DAY_SECONDS / intervalSeconds));
  return (['full', 'presence'] as const).flatMap((detail) => {
    const byId = costOf(costs, 'accounts', detail);
    if (!byId) return [];
    const base = requests * counter.tokens + (moved * byId.tokens) / byId.accountsPerRequest;
    const wanted = Math.ceil(full.tokensPerRound / (budgetTokens - base));
    const fullEvery = wanted > 0 && wanted <= roundsADay ? wanted : roundsADay;
    return [
      {
        shape: 'counters' as const,
        detail,
        fullEvery,
        accountsPerRequest: counter.accountsPerRequest,
        zonesPerAccount: zonesOf(byId),
        tokensPerRound: base + full.tokensPerRound / fullEvery,
        requestsPerRound: requests + Math.ceil(moved / byId.accountsPerRequest),
      },
    ];
  });
}
