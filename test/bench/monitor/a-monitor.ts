import { createSoundtrackClient } from '../../../lambdas/clients/soundtrack/index.ts';
import { patientSoundtrack } from '../../../lambdas/clients/soundtrack/patient-soundtrack.ts';
import type { Coverage } from '../../../lambdas/monitoring/planning/coverage.ts';
import { coverageOf } from '../../../lambdas/monitoring/planning/coverage.ts';
import { judgeUpstream } from '../../../lambdas/monitoring/planning/judge-upstream.ts';
import type { Send } from '../../../lambdas/monitoring/planning/plan-round.ts';
import { planShard } from '../../../lambdas/monitoring/planning/plan-shard.ts';
import { askWithinBudget } from '../../../lambdas/monitoring/polling/ask-within-budget.ts';
import { UNMEASURED_WAY } from '../../../lambdas/monitoring/polling/chosen-way.ts';
import { policyOfEnv } from '../../../lambdas/monitoring/polling/policy-of-env.ts';
import { poll } from '../../../lambdas/monitoring/polling/poll.ts';
import type { Polled } from '../../../lambdas/monitoring/polling/poll-ports.ts';
import { DOCUMENTED_TERMS } from '../../../lambdas/monitoring/polling/token-bucket.ts';
import { PollWork } from '../../../lambdas/monitoring/polling/work.ts';
import { accountStatesInDynamoDb } from '../../../lambdas/monitoring/store/account-states-in-dynamodb.ts';
import { monitorNotesInDynamoDb } from '../../../lambdas/monitoring/store/monitor-notes-in-dynamodb.ts';
import { shardNotesInDynamoDb } from '../../../lambdas/monitoring/store/shard-notes-in-dynamodb.ts';
import { breakerStoreInDynamoDb } from '../../../lambdas/runtime/resilience/breaker-store-in-dynamodb.ts';
import { outsideCall } from '../../../lambdas/runtime/resilience/outside-call.ts';
import { source } from '../../../lambdas/runtime/resilience/source.ts';
import { stageConfig } from '../../../lib/config.ts';
import type { CountedTables } from './counted-tables.ts';
import type { DueQueue } from './due-queue.ts';
import type { SimulatedSoundtrack } from './simulated-soundtrack.ts';
import { SHARD, type WatchedEstate } from './watched-estate.ts';

/** The planner and one poller, put together as their handlers do it, on a clock that is moved. */
export type AMonitor = ReturnType<typeof aMonitor>;

const prod = stageConfig('Prod').monitoring;
export const policy = policyOfEnv({
  POLL_INTERVAL_SECONDS: prod.intervalSeconds,
  RECHECK_SECONDS: prod.recheckSeconds,
  CONFIRM_DOWN: prod.confirmDown,
  CONFIRM_DOWN_CRITICAL: prod.confirmDownCritical,
});
/** What the function has for a message, less what it keeps for saving. */
const MESSAGE_SECONDS = 60 - 12;
const PLANNED_AT_ONCE = 10;

type Parts = { soundtrack: SimulatedSoundtrack; tables: CountedTables; queue: DueQueue; estate: WatchedEstate };

export function aMonitor({ soundtrack, tables, queue, estate }: Parts) {
  const { db, states: table, shared } = tables;
  const { watched, list } = estate;
  const clock = () => new Date(soundtrack.now());
  const waited = { seconds: 0 };
  const sleep = async (seconds: number) => {
    waited.seconds += seconds;
    await soundtrack.moveTo(soundtrack.now() + seconds * 1000);
  };
  const states = accountStatesInDynamoDb(db, table);
  const notes = shardNotesInDynamoDb(db, table, SHARD);
  const monitor = monitorNotesInDynamoDb(db, table);
  const parts = { clock, sleep, meter: NO_METER, log: NO_LOG };
  const outside = outsideCall(source('soundtrack', 16, { tries: 2, breaker: { failures: 3, openSeconds: 60 } }), {
    ...parts,
    breakers: breakerStoreInDynamoDb(db, shared, clock, 30_000),
  });
  const direct = createSoundtrackClient({
    url: soundtrack.apiUrl,
    token: async () => 'local-soundtrack-token',
    timeoutMilliseconds: 60_000,
  });
  const costs = new Map<string, number>();
  const sends = { requests: 0 };
  const send = async (some: readonly Send[]) => {
    sends.requests += Math.ceil(some.length / PLANNED_AT_ONCE);
    for (const { work, delaySeconds } of some) {
      queue.put(JSON.stringify(work), soundtrack.now() + Math.max(0, Math.ceil(delaySeconds)) * 1000);
    }
  };
  const plan = () =>
    planShard({ notes, send, accountIds: watched.accountIds, intervalSeconds: policy.pollIntervalSec }, clock());

  return {
    states,
    notes,
    monitor,
    direct,
    sends,
    waited,

    /** What the planner's function does each minute. */
    async tick(): Promise<{ coverage: Coverage; lagSeconds: number }> {
      const { lagSeconds } = await plan();
      const heartbeats = await notes.heartbeats();
      await notes.tokens();
      const coverage = coverageOf(watched.accountIds, heartbeats.values(), {
        now: soundtrack.now(),
        staleAfterSeconds: policy.staleAfterSec,
        zonesOf: (accountId) => list.accounts.get(accountId)?.zones.length ?? 0,
      });
      await judgeUpstream(coverage, { notes: monitor, tell: async () => {}, policy }, clock());
      await monitor.outages();
      return { coverage, lagSeconds };
    },

    /** What the poller's function does with one message. */
    async work(body: string): Promise<Polled> {
      const work = PollWork.parse(JSON.parse(body));
      const deadline = new Date(soundtrack.now() + MESSAGE_SECONDS * 1000);
      const tokens = await notes.tokens();
      const budgeted = askWithinBudget(patientSoundtrack(direct, { outside, clock, deadline }), {
        ...parts,
        deadline,
        costs,
        terms: DOCUMENTED_TERMS,
        ...(tokens && { tokens }),
      });
      const polled = await poll(work, {
        ...{ states, notes, policy, shard: SHARD, clock },
        way: (await notes.way()) ?? UNMEASURED_WAY,
        soundtrack: budgeted.client,
        tokensSpent: () => budgeted.spent().tokens,
        owns: watched.owns,
        zonesOf: watched.zonesOf,
        accountIds: watched.accountIds,
        visible: watched.visible,
        send: (next, delaySeconds) => send([{ work: next, delaySeconds }]),
        intervalSeconds: policy.pollIntervalSec,
      });
      await notes.saveTokens(budgeted.tokens());
      if (polled.kind === 'learnt') await plan();
      return polled;
    },
  };
}

const NO_METER = { count() {}, milliseconds() {}, level() {}, flush() {} };
const NO_LOG = {
  info() {},
  warn: (message: string) => void process.stderr.write(`! ${message}\n`),
  error: (message: string) => void process.stderr.write(`! ${message}\n`),
  who: (id: string) => id,
};
