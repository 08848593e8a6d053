import { type Asking, createSoundtrackClient } from '../../../lambdas/clients/soundtrack/index.ts';
import { patientSoundtrack } from '../../../lambdas/clients/soundtrack/patient-soundtrack.ts';
import type { ZoneChange } from '../../../lambdas/events/zone-change.ts';
import { addCoverage, coverageOf, NOTHING_COVERED } from '../../../lambdas/monitoring/planning/coverage.ts';
import type { Send } from '../../../lambdas/monitoring/planning/plan-round.ts';
import { planShard } from '../../../lambdas/monitoring/planning/plan-shard.ts';
import { tick as tickOf } from '../../../lambdas/monitoring/planning/tick.ts';
import { askWithinBudget } from '../../../lambdas/monitoring/polling/ask-within-budget.ts';
import { type ChosenWay, UNMEASURED_WAY } from '../../../lambdas/monitoring/polling/chosen-way.ts';
import { policyOfEnv } from '../../../lambdas/monitoring/polling/policy-of-env.ts';
import { poll } from '../../../lambdas/monitoring/polling/poll.ts';
import type { Polled } from '../../../lambdas/monitoring/polling/poll-ports.ts';
import { DOCUMENTED_TERMS } from '../../../lambdas/monitoring/polling/token-bucket.ts';
import { PollWork } from '../../../lambdas/monitoring/polling/work.ts';
import { SOUNDTRACK } from '../../../lambdas/monitoring/soundtrack-source.ts';
import type { ShardNotes } from '../../../lambdas/monitoring/store/shard-notes.ts';
import { keptWatched } from '../../../lambdas/monitoring/watched.ts';
import { outsideCall } from '../../../lambdas/runtime/resilience/outside-call.ts';
import type { WatchList } from '../../../lambdas/venues/index.ts';
import type { ZoneEntry } from '../../../lambdas/venues/publication/snapshot.ts';
import { manualTime, type SoundtrackOptions, startSoundtrackSimulator } from '../../../local/simulators/index.ts';
import { breakerStoreInMemory } from '../../runtime/resilience/breaker-store-in-memory.ts';
import { listening } from '../../runtime/shared-state/listening.ts';
import { monitorNotesInMemory, shardNotesInMemory, statesInMemory } from '../store/in-memory.ts';
import { aQueue, type Message } from './a-queue.ts';
import { anEstate } from './an-estate.ts';
import { Died, type Interfere, interferedWith } from './interference.ts';

export const START = Date.parse('2026-11-21T10:00:00.000Z');
/** As in production. */
export const RHYTHM = { POLL_INTERVAL_SECONDS: 300, RECHECK_SECONDS: 60, CONFIRM_DOWN: 3, CONFIRM_DOWN_CRITICAL: 3 };
/** From the fault to the moment everybody can know. */
export const PROMISE_SECONDS = 600;
const TIMEOUT_MILLISECONDS = 15_000;
/** A run of a poller, without what is left for saving. */
const RUN_SECONDS = 48;
/** After which a message whose poller died is seen again. */
const VISIBILITY_SECONDS = 61;

export type ShardOptions = Partial<SoundtrackOptions> & {
  shards?: readonly string[];
  rhythm?: Partial<typeof RHYTHM>;
  /** How all shards ask; measured by the product itself where nothing is said. */
  way?: Partial<ChosenWay>;
  /** How long one request takes. */
  latencyMilliseconds?: number;
  /** Messages a shard works off at once. */
  atOnce?: number;
};

export const aWay = (way: Partial<ChosenWay> = {}): ChosenWay => ({
  ...UNMEASURED_WAY,
  shape: 'pages',
  accountsPerRequest: 100,
  zonesPerAccount: 100,
  intervalSeconds: 300,
  because: 'full-fits',
  measuredAt: START,
  ...way,
});

/**
 * The planner, the pollers and their queues against the Soundtrack simulator, as the handlers put them together, on a
 * clock that only moves when work is waited for. One shard unless more are named.
 */
export async function aShard(options: ShardOptions = {}) {
  const { shards: shardIds = ['one'], rhythm, way, latencyMilliseconds = 150, atOnce = 1, ...simulated } = options;
  const time = manualTime(new Date(START));
  const now = () => time.clock().getTime();
  const estate = options.estate ?? anEstate();
  const tokenOf = (shard: string) => `token of ${shard}`;

  let isMoving = false;
  const inFlight = new Set<AbortController>();
  const pass = (milliseconds: number) => {
    isMoving = true;
    time.advance(milliseconds);
    isMoving = false;
  };
  /** Soundtrack keeps somebody waiting: the clock moves on, and whoever has waited long enough gives up. */
  const keepsWaiting = (milliseconds: number) => {
    const isTooLong = milliseconds > TIMEOUT_MILLISECONDS;
    pass(isTooLong ? TIMEOUT_MILLISECONDS : milliseconds);
    if (isTooLong) for (const one of inFlight) one.abort(new DOMException('no answer in time', 'TimeoutError'));
  };
  const simulator = await startSoundtrackSimulator({
    tokens: shardIds.map((shard) => ({ token: tokenOf(shard) })),
    ...simulated,
    estate,
    time: {
      clock: time.clock,
      scheduler: {
        after(milliseconds, task) {
          if (inFlight.size > 0 && !isMoving) setImmediate(keepsWaiting, milliseconds);
          return time.scheduler.after(milliseconds, task);
        },
      },
    },
  });
  // biome-ignore lint/suspicious/noExplicitAny: answers of the control doors are read field by field
  const door = async (method: string, path: string, body?: unknown): Promise<any> => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const response = await fetch(`${simulator.url}/_sim/${path}`, { method, body: text });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`);
    return answer;
  };

  const critical = new Set(
    estate.venues.flatMap((venue) => venue.zones.filter((zone) => zone.critical)).map(({ name }) => name),
  );
  const readList = async (): Promise<WatchList> => {
    const zones: ZoneEntry[] = (await door('GET', 'zones')).map(
      (row: { id: string; name: string; account: { id: string }; venue: string | null }) => ({
        id: row.id,
        name: row.name,
        kind: 'zone',
        critical: critical.has(row.name),
        accountId: row.account.id,
        venueId: row.venue,
        timeZone: 'Asia/Bangkok',
      }),
    );
    const accounts = Map.groupBy(zones, ({ accountId }) => accountId);
    return {
      version: String(now()),
      accounts: new Map([...accounts].map(([id, all]) => [id, { id, zones: all }])),
      hoursOf: (venueId) => ({ venueId, timeZone: 'Asia/Bangkok', opening: 'always', maintenance: [] }),
      habitOf: () => undefined,
    };
  };
  let list = await readList();

  const policy = policyOfEnv({ ...RHYTHM, ...rhythm });
  const intervalSeconds = policy.pollIntervalSec;
  const states = statesInMemory();
  const monitor = monitorNotesInMemory(states);
  const breakers = breakerStoreInMemory();
  const notices: { subject: string; at: number }[] = [];
  const heard = listening();
  let interfere: Interfere | undefined;
  const mortal = interferedWith(() => interfere);
  const failures: unknown[] = [];
  const polled: (Polled & { work: PollWork; at: number })[] = [];

  const allNotes = new Map<string, ShardNotes>();
  const shards = shardIds.map((id) => {
    const queue = aQueue(time.clock, id);
    const notes = shardNotesInMemory(allNotes);
    allNotes.set(id, notes);
    const direct = createSoundtrackClient({
      url: simulator.apiUrl,
      token: async () => tokenOf(id),
      timeoutMilliseconds: 60_000,
    });
    const overTheWire: Asking = {
      async ask(operation, variables) {
        const controller = new AbortController();
        inFlight.add(controller);
        pass(latencyMilliseconds / 2);
        try {
          const outcome = await direct.ask(operation, variables, { signal: controller.signal });
          pass(latencyMilliseconds / 2);
          return outcome;
        } finally {
          inFlight.delete(controller);
        }
      },
    };
    const outside = outsideCall(
      { ...SOUNDTRACK, jitter: false },
      {
        clock: time.clock,
        sleep: async (seconds) => pass(seconds * 1000),
        breakers,
        ...heard,
      },
    );
    return {
      id,
      queue,
      notes,
      mortalNotes: mortal(notes),
      overTheWire: mortal(overTheWire),
      outside,
      costs: new Map<string, number>(),
      watchedIn: keptWatched(id, shardIds),
      /** Levels the bucket had after each answer. */
      lowest: Number.POSITIVE_INFINITY,
    };
  });
  type Shard = (typeof shards)[number];
  const mortalStates = mortal(states);
  const sending = ({ queue }: Shard) =>
    mortal({ send: async (work: PollWork, delaySeconds: number) => queue.send(work, delaySeconds) }).send;

  if (way) for (const { notes } of shards) await notes.saveWay(aWay(way));

  const planning = (shard: Shard) => {
    const send = sending(shard);
    return {
      id: shard.id,
      notes: shard.mortalNotes,
      async send(sends: readonly Send[]) {
        for (const { work, delaySeconds } of sends) await send(work, delaySeconds);
      },
      accountIds: shard.watchedIn(list).accountIds,
    };
  };

  const zonesOf = (accountId: string) => list.accounts.get(accountId)?.zones.length ?? 0;
  const coverageNow = async () => {
    const coverage = { ...NOTHING_COVERED };
    const about = { now: now(), staleAfterSeconds: policy.staleAfterSec, zonesOf };
    for (const { notes, watchedIn } of shards) {
      addCoverage(coverage, coverageOf(watchedIn(list).accountIds, (await notes.heartbeats()).values(), about));
    }
    return coverage;
  };

  /** As the handler of plan-polls does it. */
  const tick = async () => {
    const tell = async (subject: string) => void notices.push({ subject, at: now() });
    const ticked = await tickOf(shards.map(planning), { notes: monitor, tell, policy, zonesOf }, new Date(now()));
    failures.push(...ticked.failed.map(({ error }) => error));
    return ticked;
  };

  /** As the handler of poll-zones does it. */
  const doWork = async (work: PollWork, isRedelivered: boolean, shard: Shard) => {
    const deadline = new Date(now() + RUN_SECONDS * 1000);
    const watched = shard.watchedIn(list);
    const tokens = await shard.mortalNotes.tokens();
    const { outside, overTheWire, costs } = shard;
    const budgeted = askWithinBudget(patientSoundtrack(overTheWire, { outside, clock: time.clock, deadline }), {
      clock: time.clock,
      sleep: async (seconds) => pass(seconds * 1000),
      deadline,
      costs,
      terms: DOCUMENTED_TERMS,
      shared: shard.mortalNotes,
      ...(tokens && { tokens }),
    });
    const result = await poll(work, {
      states: mortalStates,
      notes: shard.mortalNotes,
      policy,
      shard: shard.id,
      clock: time.clock,
      isRedelivered,
      way: (await shard.mortalNotes.way()) ?? UNMEASURED_WAY,
      soundtrack: budgeted.client,
      tokensSpent: () => budgeted.spent().tokens,
      owns: watched.owns,
      zonesOf: watched.zonesOf,
      accountIds: watched.accountIds,
      visible: watched.visible,
      send: sending(shard),
      intervalSeconds,
    });
    await shard.mortalNotes.saveTokens(budgeted.tokens());
    shard.lowest = Math.min(shard.lowest, budgeted.tokens().available);
    polled.push({ ...result, work, at: now() });
    if (result.kind === 'learnt') await planShard({ ...planning(shard), intervalSeconds }, time.clock());
  };

  const workOff = async (message: Message, shard: Shard) => {
    try {
      await doWork(PollWork.parse(JSON.parse(message.body)), message.receives > 1, shard);
    } catch (error) {
      failures.push(error);
      shard.queue.giveBack(message, error instanceof Died ? VISIBILITY_SECONDS : Math.min(2 ** message.receives, 30));
    }
  };

  let nextTickAt = START;
  const planner = { isDown: false };
  const self = {
    time,
    now,
    estate,
    policy,
    states,
    shards,
    one: shards[0] as Shard,
    notices,
    failures,
    polled,
    planner,
    list: () => list,
    door,
    faults: (faults: object) => door('POST', 'faults', faults),
    break: (what: object) => door('POST', 'break', what),
    mend: (what: object) => door('POST', 'break', { ...what, state: 'mend' }),
    async watchAgain() {
      list = await readList();
    },
    /** Until it is called off by undefined. */
    interfere(how: Interfere | undefined) {
      interfere = how;
    },
    tick,
    coverageNow,
    /** Everything that falls due within so many seconds, in its order. */
    async run(seconds: number) {
      const end = now() + seconds * 1000;
      for (;;) {
        const next = Math.min(nextTickAt, ...shards.map(({ queue }) => queue.nextAt()));
        if (next > end) break;
        if (next > now()) pass(next - now());
        if (nextTickAt <= now()) {
          nextTickAt += 60_000;
          if (!planner.isDown) await tick();
        }
        for (const shard of shards) {
          await Promise.all(shard.queue.take(atOnce).map((message) => workOff(message, shard)));
        }
      }
      if (end > now()) pass(end - now());
    },
    changes: (): ZoneChange[] => states.writes.flatMap(({ event }) => event.changes),
    told: <Kind extends ZoneChange['kind']>(kind: Kind) =>
      self.changes().filter((change): change is Extract<ZoneChange, { kind: Kind }> => change.kind === kind),
    zonesOfVenue: (venueId: string) =>
      [...list.accounts.values()].flatMap(({ zones }) => zones).filter((zone) => zone.venueId === venueId),
    zoneIds: () => [...list.accounts.values()].flatMap(({ zones }) => zones.map(({ id }) => id)),
    close: () => simulator.close(),
  };
  return self;
}
export type ShardUnderTest = Awaited<ReturnType<typeof aShard>>;
