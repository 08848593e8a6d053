import type { Heartbeat } from '../../../lambdas/monitoring/planning/heartbeat.ts';
import { planRound, type RoundPlan, type ShardSituation } from '../../../lambdas/monitoring/planning/plan-round.ts';

export const NOW = Date.UTC(2026, 10, 21, 10);
export const MINUTE = 60_000;
export const DAY = 86_400_000;
export const INTERVAL_SECONDS = 300;

export const aHeartbeat = (leg: string, more: Partial<Heartbeat> = {}): Heartbeat => ({
  leg,
  round: 1,
  at: NOW - MINUTE,
  read: [],
  behind: {},
  resting: [],
  missed: [],
  lost: false,
  tokens: 25,
  ...more,
});

export const accountIds = (count: number): string[] => Array.from({ length: count }, (_, at) => `account ${at}`);
const ranges = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    after: at === 0 ? null : `cursor ${at}`,
    until: at === count - 1 ? null : `last of ${at}`,
  }));
export const aSurvey = (legs: number, madeAt = NOW - 60 * MINUTE) => ({ madeAt, ranges: ranges(legs) });

/** A shard that is measured and surveyed, with so many legs of pages. */
export const aSituation = (more: Partial<ShardSituation> = {}): ShardSituation => ({
  way: { by: 'pages', measuredAt: NOW - 60 * MINUTE, intervalSeconds: INTERVAL_SECONDS },
  surveyed: aSurvey(4),
  heartbeats: new Map(),
  planned: {},
  accountIds: [],
  ...more,
});

export const heartbeatsOf = (...heartbeats: Heartbeat[]) => new Map(heartbeats.map((one) => [one.leg, one]));

/** Which legs a plan sends, as 'leg round', in order of name. */
export const legsIn = ({ sends }: Pick<RoundPlan, 'sends'>): string[] =>
  sends.flatMap(({ work }) => ('leg' in work ? [`${work.leg} ${work.round}`] : [])).sort();
export const kindsIn = ({ sends }: Pick<RoundPlan, 'sends'>): string[] => sends.map(({ work }) => work.kind);

/**
 * Ticks of a planner, each with what the one before noted. `reads` is what a poller makes of the work that was sent, as
 * heartbeats; nothing where it answers nothing.
 */
export function ticking(
  situation: ShardSituation,
  reads: (plan: RoundPlan, now: number) => readonly Heartbeat[] = ({ sends }, now) =>
    sends.flatMap(({ work }) => ('leg' in work ? [aHeartbeat(work.leg, { round: work.round, at: now })] : [])),
) {
  let { planned } = situation;
  const heartbeats = new Map(situation.heartbeats);
  return (now: number): RoundPlan => {
    const plan = planRound({ ...situation, planned, heartbeats }, INTERVAL_SECONDS, now);
    planned = plan.planned;
    for (const heartbeat of reads(plan, now)) heartbeats.set(heartbeat.leg, heartbeat);
    return plan;
  };
}
