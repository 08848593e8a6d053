import type { ShardNotes } from '../store/shard-notes.ts';
import { planRound, type RoundPlan, type Send } from './plan-round.ts';

export type PlanPorts = {
  notes: ShardNotes;
  send(sends: readonly Send[]): Promise<void>;
  /** The watched accounts of the shard. */
  accountIds: readonly string[];
  intervalSeconds: number;
};

/**
 * Sends a shard's poller what is due. Sent first and noted after: whoever dies between has it sent twice, which the
 * poller sees by the round; the other way round a whole interval would be left out.
 */
export async function planShard(ports: PlanPorts, now: Date): Promise<RoundPlan> {
  const { notes, accountIds, intervalSeconds } = ports;
  const [way, surveyed, heartbeats, before] = await Promise.all([
    notes.way(),
    notes.surveyed(),
    notes.heartbeats(),
    notes.planned(),
  ]);
  const asking = way && {
    by: way.shape === 'accounts' ? ('accounts' as const) : ('pages' as const),
    measuredAt: way.measuredAt,
    intervalSeconds: way.intervalSeconds,
  };
  const situation = { way: asking, surveyed, heartbeats, planned: before.planned, accountIds };
  const plan = planRound(situation, intervalSeconds, now.getTime());
  if (plan.sends.length > 0) {
    await ports.send(plan.sends);
    await notes.savePlanned(plan.planned, before.version);
  }
  return plan;
}
