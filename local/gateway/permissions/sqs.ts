import { arn } from '../../assembly/place.ts';
import type { Need } from './policy.ts';

/** IAM knows no batch actions of SQS: a batch needs the single action. */
export function sqsNeeds(operation: string, body: Record<string, unknown>): Need[] {
  const queue = typeof body.QueueUrl === 'string' ? body.QueueUrl.split('/').at(-1) : body.QueueName;
  return [
    {
      action: `sqs:${operation.replace(/Batch$/, '')}`,
      resource: typeof queue === 'string' ? arn('sqs', queue) : '*',
    },
  ];
}
