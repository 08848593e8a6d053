import { SQSClient } from '@aws-sdk/client-sqs';
import { shardOf } from '../../lambdas/monitoring/planning/rendezvous.ts';
import { pollWorkOnSqs } from '../../lambdas/monitoring/polling/poll-work-on-sqs.ts';
import type { LocalStack } from '../../local/stack.ts';

const SHARDS = ['one', 'two'];
export const queueUrlOf = ({ outputs }: Pick<LocalStack, 'outputs'>, shard: string): string =>
  outputs[`Polls${shard === 'one' ? 'One' : 'Two'}QueueUrl`] ?? '';

/** Asks the product's own pollers for a look at an account, instead of waiting for its round. */
export async function lookNow(stack: Pick<LocalStack, 'admin' | 'outputs'>, accountId: string): Promise<void> {
  const sqs = new SQSClient({ ...stack.admin, useQueueUrlAsEndpoint: false });
  try {
    const send = pollWorkOnSqs(sqs, queueUrlOf(stack, shardOf(accountId, SHARDS)));
    await send([{ work: { kind: 'recheck', accountIds: [accountId] }, delaySeconds: 0 }]);
  } finally {
    sqs.destroy();
  }
}
