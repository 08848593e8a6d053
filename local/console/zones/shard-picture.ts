import { coverageOf } from '../../../lambdas/monitoring/planning/coverage.ts';
import type { Heartbeat } from '../../../lambdas/monitoring/planning/heartbeat.ts';
import type { SurveyedLegs } from '../../../lambdas/monitoring/planning/legs.ts';
import { type Planned, planRound } from '../../../lambdas/monitoring/planning/plan-round.ts';
import type { MonitoringPolicy } from '../../../lambdas/monitoring/policy.ts';
import type { ChosenWay } from '../../../lambdas/monitoring/polling/chosen-way.ts';
import { DOCUMENTED_TERMS, type Tokens, tokensAt } from '../../../lambdas/monitoring/polling/token-bucket.ts';

/** What planner and poller of one shard noted. */
export type ShardNoted = {
  id: string;
  way: ChosenWay | undefined;
  surveyed: SurveyedLegs | undefined;
  heartbeats: ReadonlyMap<string, Heartbeat>;
  planned: Planned;
  tokens: Tokens | undefined;
  /** Watched accounts of this shard. */
  accountIds: readonly string[];
};

export type ShardPicture = {
  id: string;
  accounts: number;
  /** `left` is what the product counts on. */
  budget?: { left: number; capacity: number; keep: number; refillPerSecond: number };
  way?: Omit<ChosenWay, 'measured'> & {
    costs: ChosenWay['measured']['costs'];
    unmeasured: ChosenWay['measured']['unmeasured'];
  };
  coverage: { fresh: number; unread: number; oldestSeconds: number };
  stretch: number;
  outstanding: number;
  lagSeconds: number;
  legs: LegPicture[];
};
export type LegPicture = {
  leg: string;
  round: number;
  /** Of the last look; milliseconds since 1970, 0: never. */
  at: number;
  read: number;
  behind: number;
  missed: number;
  resting: number;
  tokens: number;
  unread?: { since: number; reason: string };
  nextAt?: number;
};

type Asked = {
  policy: MonitoringPolicy;
  zonesOf(accountId: string): number;
  now: number;
};

export function shardPicture(noted: ShardNoted, { policy, zonesOf, now }: Asked): ShardPicture {
  const { id, way, surveyed, heartbeats, planned, tokens, accountIds } = noted;
  const asking = way && {
    by: way.shape === 'accounts' ? ('accounts' as const) : ('pages' as const),
    measuredAt: way.measuredAt,
    intervalSeconds: way.intervalSeconds,
  };
  const plan = planRound({ way: asking, surveyed, heartbeats, planned, accountIds }, policy.pollIntervalSec, now);
  const { fresh, unread, oldestSeconds } = coverageOf(accountIds, heartbeats.values(), {
    now,
    staleAfterSeconds: policy.staleAfterSec,
    zonesOf,
  });
  const every = 1000 * plan.stretch * Math.max(policy.pollIntervalSec, way?.intervalSeconds ?? 0);
  const { capacity, keep, refillPerSecond } = DOCUMENTED_TERMS;
  return {
    id,
    accounts: accountIds.length,
    ...(tokens && {
      budget: { left: Math.round(tokensAt(tokens, now, DOCUMENTED_TERMS)), capacity, keep, refillPerSecond },
    }),
    ...(way && { way: shownWay(way) }),
    coverage: { fresh, unread, oldestSeconds },
    stretch: plan.stretch,
    outstanding: plan.outstanding,
    lagSeconds: Math.round(plan.lagSeconds),
    legs: legsShown(heartbeats, planned, every),
  };
}

function shownWay({ measured, ...way }: ChosenWay): ShardPicture['way'] {
  return { ...way, costs: measured.costs, unmeasured: measured.unmeasured };
}

/** Jobs that are planned like legs, but look at no account. */
const NO_LEG = new Set(['probe', 'survey']);

function legsShown(heartbeats: ReadonlyMap<string, Heartbeat>, planned: Planned, every: number): LegPicture[] {
  const ids = new Set([...heartbeats.keys(), ...Object.keys(planned)].filter((leg) => !NO_LEG.has(leg)));
  return [...ids].sort(inOrder).map((leg) => {
    const heartbeat = heartbeats.get(leg);
    const last = planned[leg];
    return {
      leg,
      round: heartbeat?.round ?? 0,
      at: heartbeat?.at ?? 0,
      read: heartbeat?.read.length ?? 0,
      behind: Object.keys(heartbeat?.behind ?? {}).length,
      missed: heartbeat?.missed.length ?? 0,
      resting: heartbeat?.resting.length ?? 0,
      tokens: heartbeat?.tokens ?? 0,
      ...(heartbeat?.unread && { unread: heartbeat.unread }),
      // Legs of resting accounts are looked at every other time.
      ...(last && { nextAt: last.at + every * (leg.startsWith('r') ? 2 : 1) }),
    };
  });
}

const inOrder = (one: string, other: string): number => one.localeCompare(other, 'en', { numeric: true });
