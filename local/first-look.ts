import type { DemoPart } from './demo.ts';
import { planNow } from './plan-now.ts';

/** Has the zones looked at as soon as there are venues, instead of at the planner's first minute. */
export const firstLook: DemoPart['start'] = async ({ stack, onProblem }) => {
  const { stageConfig } = await import('../lib/config.ts');
  const { inIds } = await import('../lib/monitoring/shard-in-ids.ts');
  const { shards, intervalSeconds } = stageConfig('Local').monitoring;
  const queues = shards.map((id) => ({ id, queueUrl: stack.outputs[`Polls${inIds(id)}QueueUrl`] ?? '' }));
  await planNow(stack, { shards: queues, intervalSeconds }).catch((problem: Error) =>
    onProblem(`zones are not looked at before the planner's first minute: ${problem.message}`),
  );
  return { close: async () => {} };
};
