import { performance } from 'node:perf_hooks';
import { lookAtAccounts } from '../../../lambdas/clients/soundtrack/index.ts';
import { currentStateOf } from '../../../lambdas/monitoring/index.ts';
import type { ChosenWay } from '../../../lambdas/monitoring/polling/chosen-way.ts';
import type { CostModel } from '../../../local/simulators/soundtrack/settings.ts';
import { percentile } from '../figures.ts';
import { aMonitor, policy } from './a-monitor.ts';
import { countedTables } from './counted-tables.ts';
import { dueQueue } from './due-queue.ts';
import { type Phase, phases, type Told } from './phases.ts';
import { simulatedSoundtrack } from './simulated-soundtrack.ts';
import { watchedEstate } from './watched-estate.ts';

export type RunSize = { venues: number; zones: number; costModel: CostModel; quietCycles: number };
export type Run = RunSize & {
  accounts: number;
  watchedZones: number;
  way: ChosenWay;
  /** Of a look at one account by its id, as the naive plan asks for each venue. */
  naiveTokens: number;
  cycleSeconds: number;
  /** Accounts that were never read within the longest first round that is waited for. */
  neverRead: number;
  phases: Phase[];
  /** Zones that were broken, were meant to play and stayed so, and what was told of them. */
  storm: { broken: number; missed: number; falseOutages: number; secondsToTell: number[] };
  outagesLeft: number;
  currentState: { p50: number; p99: number };
  readListMilliseconds: number;
  memory: { beforeMb: number; peakMb: number; simulatorMb: number };
};

/** Noon in Bangkok, on a Wednesday. */
const START = Date.parse('2026-05-13T05:00:00Z');
const LONGEST_FIRST_ROUND_MS = 12 * 3_600_000;
const LOOK_UPS = 1_000;

/** Quiet cycles, a storm, a chain that fails, and the recovery, with everything real but the clock and the queue. */
export async function oneRun(size: RunSize, show: (what: string) => void): Promise<Run> {
  const { venues, zones, costModel, quietCycles } = size;
  const estate = watchedEstate({ venues, zones });
  const soundtrack = await simulatedSoundtrack({ venues, zones, costModel, start: START });
  const tables = await countedTables();
  const queue = dueQueue();
  const told: Told[] = [];
  try {
    const monitor = aMonitor({ soundtrack, tables, queue, estate });
    const { watched } = estate;
    const phase = phases({ monitor, soundtrack, tables, queue, told, show });
    globalThis.gc?.();
    const memory = watchMemory();
    const done: Phase[] = [];
    const run = async (...[name, until]: Parameters<typeof phase>) => {
      const one = await phase(name, until);
      done.push(one);
      show(`${name}: ${one.soundtrack.requests} calls, ${one.poller.wallSeconds.toFixed(1)} s of a poller`);
    };

    const isPatienceOver = () => soundtrack.now() - START > LONGEST_FIRST_ROUND_MS;
    await run('first', ({ everRead, accounts }) => everRead === accounts || isPatienceOver());
    const { accounts, everRead } = done[0]?.coverage ?? { accounts: 0, everRead: 0 };
    const neverRead = accounts - everRead;
    const way = await monitor.notes.way();
    if (!way) throw new Error('no way of asking was chosen');
    const cycleSeconds = Math.ceil(Math.max(policy.pollIntervalSec, way.intervalSeconds) / 60) * 60;
    const cycle = { seconds: cycleSeconds };
    for (let at = 1; at <= quietCycles; at++) await run(`quiet ${at}`, cycle);

    told.length = 0;
    const brokenAt = soundtrack.now();
    const inStorm = await soundtrack.breakZones({ share: 0.05, state: 'offline' });
    await run(`storm: ${inStorm} zones fail`, cycle);
    await run('the cycle after it', cycle);
    const ofStorm = await soundtrack.brokenSince(brokenAt);
    const inChain = await soundtrack.breakZones({ chain: estate.largestChain, state: 'offline' });
    await run(`a chain fails: ${inChain} zones`, cycle);
    await run('the cycle after it', cycle);
    const broken = new Set(await soundtrack.brokenSince(brokenAt));
    const storm = heldAgainst(new Set(ofStorm), broken, told, brokenAt, expectedAmong(estate, brokenAt));
    await soundtrack.breakZones({ share: 1, mend: true });
    await run('recovery', cycle);
    await run('the cycle after it', cycle);
    const { zones: outagesLeft } = await monitor.monitor.outages();

    const { accountIds } = watched;
    const took: number[] = [];
    for (let at = 0; at < LOOK_UPS; at++) {
      const began = performance.now();
      await currentStateOf(
        accountIds[(at * 7919) % accountIds.length] ?? '',
        {
          states: monitor.states,
          heartbeatOf: (_, leg) => monitor.notes.heartbeat(leg),
          staleAfterSeconds: policy.staleAfterSec,
        },
        new Date(soundtrack.now()),
      );
      took.push(performance.now() - began);
    }
    const naive = await lookAtAccounts(monitor.direct, accountIds.slice(0, 1), { zonesPerAccount: 10, detail: 'full' });
    return {
      ...size,
      accounts: watched.visible.accounts,
      watchedZones: watched.visible.zones,
      way,
      naiveTokens: (naive.kind === 'answer' && naive.cost?.tokens) || 0,
      cycleSeconds,
      neverRead,
      phases: done,
      storm,
      outagesLeft,
      currentState: { p50: percentile(took, 0.5), p99: percentile(took, 0.99) },
      readListMilliseconds: estate.readMilliseconds,
      memory: { ...memory(), simulatorMb: (await soundtrack.usage()).peakMb },
    };
  } finally {
    soundtrack.close();
    await tables.close();
  }
}

type Estate = ReturnType<typeof watchedEstate>;

/** The zones that play on an ordinary day, belong to a venue and are meant to play at a moment. */
function expectedAmong({ watched: { accountIds, zonesOf }, playing }: Estate, at: number): Set<string> {
  const zones = accountIds.flatMap((id) => [...zonesOf(id)]);
  return new Set(
    zones
      .filter(({ id, venueId, hoursAt }) => venueId !== null && playing.has(id) && hoursAt(at) === 'open')
      .map(({ id }) => id),
  );
}

function heldAgainst(
  storm: ReadonlySet<string>,
  broken: ReadonlySet<string>,
  told: readonly Told[],
  brokenAt: number,
  expected: ReadonlySet<string>,
): Run['storm'] {
  const since = told.filter(({ countedFrom }) => countedFrom >= brokenAt);
  const named = new Set(since.map(({ zoneId }) => zoneId));
  const meant = [...broken].filter((id) => expected.has(id));
  return {
    broken: meant.length,
    missed: meant.filter((id) => !named.has(id)).length,
    falseOutages: [...named].filter((id) => !broken.has(id)).length,
    secondsToTell: since
      .filter(({ zoneId }) => storm.has(zoneId) && expected.has(zoneId))
      .map(({ confirmedAt }) => (confirmedAt - brokenAt) / 1000),
  };
}

/** Resident memory of this process, which is the planner, the poller and the bench itself. */
function watchMemory(): () => { beforeMb: number; peakMb: number } {
  const inMb = () => process.memoryUsage().rss / 1024 ** 2;
  const beforeMb = inMb();
  let peakMb = beforeMb;
  const timer = setInterval(() => {
    peakMb = Math.max(peakMb, inMb());
  }, 50);
  return () => {
    clearInterval(timer);
    return { beforeMb, peakMb: Math.max(peakMb, inMb()) };
  };
}
