import type { LegWork, PollWork } from '../polling/work.ts';
import type { Heartbeat } from './heartbeat.ts';
import { type Leg, legsOfAccounts, legsOfSurvey, type SurveyedLegs } from './legs.ts';
import { restingIn, shownIn } from './seen-in-legs.ts';

/**
 * What was sent last, by leg: which round of it, and the moment it was due; milliseconds since 1970. Of surveys and
 * probes: how often one was asked for since the last that brought something, and when last.
 */
export type Planned = Record<string, { round: number; at: number }>;

/** How a shard asks, as far as planning depends on it. */
export type WayOfAsking = { by: 'pages' | 'accounts'; measuredAt: number; intervalSeconds: number };

export type ShardSituation = {
  way: WayOfAsking | undefined;
  surveyed: SurveyedLegs | undefined;
  heartbeats: ReadonlyMap<string, Heartbeat>;
  planned: Planned;
  /** The watched accounts of this shard. */
  accountIds: readonly string[];
};

export type Send = { work: PollWork; delaySeconds: number };
export type RoundPlan = {
  sends: Send[];
  planned: Planned;
  /** Times the interval of what is healthy; 1 where the shard keeps up. */
  stretch: number;
  /** Legs that were sent and not read yet, longer ago than an interval. */
  outstanding: number;
  /** How long the one of them that waits longest is past its time. */
  lagSeconds: number;
};

const DAY = 86_400_000;
const MINUTE = 60_000;
/** How often plans are made. */
const TICK = MINUTE;
/** Accounts a message that asks by id; one request of modest size. */
const ACCOUNTS_A_LEG = 50;
/** Work of a tick is spread over so many seconds, so that it does not come as one. */
const SPREAD_SECONDS = 50;
/**
 * Within so much time a second survey or probe is not asked for: the first may still be under way. Each that brought
 * nothing doubles it, as what it costs is taken from the looks.
 */
const PATIENCE = 5 * MINUTE;
const LONGEST_PATIENCE = 60 * MINUTE;
/** When so many probes or surveys brought nothing, accounts are asked for by their ids, whatever that costs. */
const TRIES_IN_VAIN = 2;
const BY_IDS: WayOfAsking = { by: 'accounts', measuredAt: 0, intervalSeconds: 600 };
/** Just under ten minutes, for which a reading vouches: nobody is to be unknown only because nobody looked. */
const RESTING_EVERY = 1.8;
const LONGEST_STRETCHED_INTERVAL = 540_000;

/**
 * What to send a shard's poller now. Each leg has its own moment within the interval, so that a round is spread evenly.
 * After missed ticks a leg is sent once, not once per tick; a tick that comes twice plans the same rounds, which the
 * poller recognises. A leg that was sent and not read waits for two intervals: a slow shard gets no more work on top.
 */
export function planRound(situation: ShardSituation, intervalSeconds: number, now: number): RoundPlan {
  const { planned: before, heartbeats } = situation;
  const way = wayFor(situation);
  const planned: Planned = { ...before };
  const works: PollWork[] = [];
  const learn = (work: Extract<PollWork, { kind: Learning }>) => {
    const tries = inVain(situation, work.kind);
    // Where the budget does not hold a round in the wanted time, it does not hold a survey in five minutes either.
    const stretched = work.kind === 'survey' ? (situation.way?.intervalSeconds ?? 0) : 0;
    const first = stretched > intervalSeconds ? 2_000 * stretched : PATIENCE;
    const patience = Math.max(first, Math.min(first * 2 ** (tries - 1), LONGEST_PATIENCE));
    if (now - (before[work.kind]?.at ?? Number.NEGATIVE_INFINITY) < patience) return;
    planned[work.kind] = { round: tries + 1, at: now };
    works.push(work);
  };
  if (!situation.way || now - situation.way.measuredAt > DAY) learn({ kind: 'probe' });
  const interval = 1000 * Math.max(intervalSeconds, way?.intervalSeconds ?? 0);
  const legs = way ? legsOf(way, situation, now - 2 * interval) : [];
  const isOutstanding = (leg: string) => (before[leg]?.round ?? -1) > (heartbeats.get(leg)?.round ?? -1);
  const lags = legs.filter(({ id }) => isOutstanding(id)).map(({ id }) => now - (before[id]?.at ?? now) - interval);
  const late = lags.filter((lag) => lag > 0).length;
  const stretch = stretchFor(late, legs.length, interval);

  if (situation.way?.by === 'pages' && needsSurvey(situation, now)) {
    learn({ kind: 'survey', begunAt: now, after: null, ranges: [], seen: 0 });
  }
  for (const [place, leg] of legs.entries()) {
    const every = interval * stretch * (leg.kind === 'accounts' && leg.resting ? RESTING_EVERY : 1);
    const last = before[leg.id] ?? { round: 0, at: now - every * (1 + place / legs.length) };
    const passed = (now - last.at) / every;
    if (passed < 1 - TICK / 2 / every || (isOutstanding(leg.id) && passed < 2)) continue;
    // Heartbeats are remembered for longer than plans; a round they have seen would pass for read.
    const round = Math.max(last.round, heartbeats.get(leg.id)?.round ?? 0) + 1;
    works.push(workOf(leg, round));
    // Not `now`: a leg keeps its moment within the interval, whatever tick it was sent at.
    planned[leg.id] = { round, at: last.at + Math.max(1, Math.floor(passed + TICK / 2 / every)) * every };
  }
  for (const id of Object.keys(planned)) {
    if (now - (planned[id]?.at ?? 0) > DAY * 2) delete planned[id];
  }
  return {
    sends: spread(works),
    planned,
    stretch,
    outstanding: late,
    lagSeconds: Math.max(0, ...lags) / 1000,
  };
}

type Learning = 'probe' | 'survey';

/** How often it was asked for since the last that brought something. */
function inVain({ way, surveyed, planned }: ShardSituation, what: Learning): number {
  const asked = planned[what];
  const broughtAt = (what === 'probe' ? way?.measuredAt : surveyed?.madeAt) ?? 0;
  return asked && broughtAt < asked.at ? asked.round : 0;
}

/** How accounts are asked for now. As long as nothing is known, a probe or a survey may still be under way. */
function wayFor(situation: ShardSituation): WayOfAsking | undefined {
  const { way, surveyed } = situation;
  if (way && (way.by === 'accounts' || surveyed)) return way;
  return inVain(situation, way ? 'survey' : 'probe') < TRIES_IN_VAIN ? way : BY_IDS;
}

function legsOf(way: WayOfAsking, situation: ShardSituation, freshAfter: number): Leg[] {
  const { surveyed, heartbeats, accountIds } = situation;
  if (way.by === 'accounts') {
    const resting = restingIn(heartbeats.values());
    return legsOfAccounts(accountIds, { perLeg: ACCOUNTS_A_LEG, isResting: (id) => resting.has(id) });
  }
  if (!surveyed) return [];
  const legs = legsOfSurvey(surveyed);
  const walkedOnce = legs.every(({ id }) => (heartbeats.get(id)?.at ?? 0) >= surveyed.madeAt - DAY);
  const shown = shownIn(heartbeats.values(), { legs: new Set(legs.map(({ id }) => id)), freshAfter });
  // Accounts that no page shows: asked for by their ids, which tells why.
  const absent = walkedOnce ? accountIds.filter((id) => !shown.has(id)) : [];
  return [...legs, ...legsOfAccounts(absent, { perLeg: ACCOUNTS_A_LEG, isResting: () => true })];
}

function needsSurvey({ surveyed, heartbeats }: ShardSituation, now: number): boolean {
  if (!surveyed || now - surveyed.madeAt > DAY) return true;
  return [...heartbeats.values()].some(({ lost, at }) => lost && at > surveyed.madeAt);
}

/** A quarter of the legs late: half as often again; half of them: twice as long, up to nine minutes. */
function stretchFor(late: number, legs: number, interval: number): number {
  const share = legs === 0 ? 0 : late / legs;
  const wanted = share > 0.5 ? 2 : share > 0.25 ? 1.5 : 1;
  return Math.max(1, Math.min(wanted, LONGEST_STRETCHED_INTERVAL / interval));
}

const workOf = (leg: Leg, round: number): LegWork =>
  leg.kind === 'pages'
    ? { kind: 'pages', leg: leg.id, round, range: leg.range }
    : { kind: 'accounts', leg: leg.id, round, accountIds: leg.accountIds };

const spread = (works: PollWork[]): Send[] =>
  works.map((work, at) => ({ work, delaySeconds: Math.floor((at / works.length) * SPREAD_SECONDS) }));
