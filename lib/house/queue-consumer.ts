import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type * as z from 'zod';
import { acknowledge } from './acknowledge.ts';
import type { HouseFunction } from './house-function.ts';
import type { HouseQueue } from './house-queue.ts';

export interface QueueConsumerProps {
  readonly queue: HouseQueue;
  readonly consumer: HouseFunction<z.ZodType>;
  /**
   * Messages given to one run.
   * @default 10, the most a FIFO queue gives without a window
   */
  readonly batchSize?: number;
  /** Runs at the same time at most, so that one busy queue leaves room for the others. */
  readonly maxConcurrency: number;
}

/** A function that reads a queue and reports each message it could not do, so the others are not done again. */
export class QueueConsumer extends Construct {
  constructor(scope: Construct, id: string, { queue, consumer, batchSize, maxConcurrency }: QueueConsumerProps) {
    super(scope, id);
    if (consumer.timeout.toSeconds() > queue.consumerTimeout.toSeconds()) {
      throw new Error(`${consumer.node.path} may run longer than ${queue.node.path} expects.`);
    }
    consumer.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
        resources: [queue.queue.queueArn],
      }),
    );
    const mapping = new EventSourceMapping(this, 'Mapping', {
      target: consumer.target,
      eventSourceArn: queue.queue.queueArn,
      batchSize: batchSize ?? 10,
      maxConcurrency,
      reportBatchItemFailures: true,
    });
    const reason = 'The queue itself sets aside what keeps failing.';
    acknowledge(mapping, { 'Serverless-LambdaEventSourceMappingDestination': reason });
    acknowledge(consumer, { 'Serverless-LambdaDLQ': reason });
  }
}
