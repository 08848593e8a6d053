import type { Tokens } from '../polling/token-bucket.ts';
import type { ShardNotes } from '../store/shard-notes.ts';
import { addCoverage, type Coverage, coverageOf, NOTHING_COVERED } from './coverage.ts';
import { judgeUpstream, type UpstreamPorts } from './judge-upstream.ts';
import type { RoundPlan, Send } from './plan-round.ts';
import { planShard } from './plan-shard.ts';

export type TickingShard = {
  id: string;
  notes: ShardNotes;
  send(sends: readonly Send[]): Promise<void>;
  /** The watched accounts of the shard. */
  accountIds: readonly string[];
};

export type TickPorts = UpstreamPorts & { zonesOf(accountId: string): number };

export type Tick = {
  /** Of all shards; of one that failed nobody is known to be watched. */
  coverage: Coverage;
  /** Whether Soundtrack is the trouble; undefined where that cannot be told, because a shard failed. */
  degraded: boolean | undefined;
  planned: { id: string; plan: RoundPlan; tokens: Tokens | undefined }[];
  failed: { id: string; error: unknown }[];
};

/** Plans every shard's work, then looks at how well everything is watched. A shard that fails does not stop the others. */
export async function tick(shards: readonly TickingShard[], ports: TickPorts, now: Date): Promise<Tick> {
  const { policy, zonesOf } = ports;
  const about = { now: now.getTime(), staleAfterSeconds: policy.staleAfterSec, zonesOf };
  const coverage = { ...NOTHING_COVERED };
  const planned: Tick['planned'] = [];
  const failed: Tick['failed'] = [];
  const one = async ({ id, notes, send, accountIds }: TickingShard) => {
    try {
      const plan = await planShard({ notes, send, accountIds, intervalSeconds: policy.pollIntervalSec }, now);
      const [heartbeats, tokens] = [await notes.heartbeats(), await notes.tokens()];
      addCoverage(coverage, coverageOf(accountIds, heartbeats.values(), about));
      planned.push({ id, plan, tokens });
    } catch (error) {
      addCoverage(coverage, coverageOf(accountIds, [], about));
      failed.push({ id, error });
    }
  };
  await Promise.all(shards.map(one));
  // Judged by a part of the shards, trouble might seem to begin or to be over.
  const degraded = failed.length > 0 ? undefined : (await judgeUpstream(coverage, ports, now)).degraded;
  return { coverage, degraded, planned, failed };
}
