import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type * as z from 'zod';
import type { StageConfig } from '../config.ts';
import { acknowledge, acknowledgeWildcard } from './acknowledge.ts';
import { HouseAlarm, MINUTE } from './house-alarm.ts';
import type { HouseFunction } from './house-function.ts';
import { deadLetterAlarm, deadLetterQueue } from './house-queue.ts';

export interface StreamConsumerProps {
  readonly stage: StageConfig;
  /** A table with a stream. */
  readonly table: Table;
  readonly consumer: HouseFunction<z.ZodType>;
  /** Which records are worth a run; the others are dropped before they cost one. */
  readonly filters: Record<string, unknown>[];
  /** What it means for people when changes are not passed on, as half a sentence. */
  readonly impact: string;
  readonly runbook: string;
  /**
   * Runs per shard at the same time; the order within a partition key holds.
   * @default 10
   */
  readonly parallelizationFactor?: number;
  /**
   * A record that keeps failing is tried until it is this old, a day at most, and only then set aside.
   * @default 10 tries, and no longer than an hour
   */
  readonly triesFor?: Duration;
  /**
   * Changes are collected for so long before a run, unless they fill a batch sooner; 5 minutes at most.
   * @default none
   */
  readonly collectsFor?: Duration;
  /**
   * Changes that are passed on later than this are late. More than `collectsFor`.
   * @default a minute
   */
  readonly late?: Duration;
}

/** CloudFormation's word for tries without an end. */
const ENDLESS = -1;

/** A function that follows a table's changes. A record that keeps failing is set aside instead of blocking its shard. */
export class StreamConsumer extends Construct {
  readonly deadLetters: Queue;
  readonly alarms: HouseAlarm[];
  private readonly consumer: StreamConsumerProps['consumer'];

  constructor(scope: Construct, id: string, props: StreamConsumerProps) {
    super(scope, id);
    this.consumer = props.consumer;
    const { consumer, table, impact, runbook, late = MINUTE } = props;
    this.deadLetters = deadLetterQueue(this, 'DeadLetters', props);
    this.allowReading(props);
    new EventSourceMapping(this, 'Mapping', {
      target: consumer.target,
      eventSourceArn: table.tableStreamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: props.filters.map((filter) => FilterCriteria.filter(filter)),
      batchSize: 100,
      maxBatchingWindow: props.collectsFor,
      parallelizationFactor: props.parallelizationFactor ?? 10,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      ...(props.triesFor
        ? { retryAttempts: ENDLESS, maxRecordAge: props.triesFor }
        : { retryAttempts: 10, maxRecordAge: Duration.hours(1) }),
      onFailure: { bind: () => ({ destination: this.deadLetters.queueArn }) },
    });
    this.alarms = [
      new HouseAlarm(this, 'Behind', {
        sees: `Changes are passed on more than ${late.toHumanString()} late.`,
        impact,
        runbook,
        metric: this.lateness(MINUTE),
        threshold: late.toMilliseconds(),
      }),
      deadLetterAlarm(this, this.deadLetters, props),
    ];
  }

  /** How old changes are when a run gets them, in milliseconds; also of runs that fail. */
  lateness(period: Duration): Metric {
    return this.consumer.target.metric('IteratorAge', { period, statistic: 'Maximum' });
  }

  private allowReading({ consumer, table }: StreamConsumerProps) {
    consumer.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.deadLetters.queueArn] }),
    );
    consumer.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
        resources: [table.tableStreamArn ?? ''],
      }),
    );
    consumer.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: [`${table.tableArn}/stream/*`] }),
    );
    acknowledgeWildcard(
      consumer,
      { owner: table, arn: table.tableArn, end: '/stream/*' },
      'Lambda lists the streams of this one table before it attaches; their names end in the time they were made.',
    );
    acknowledge(consumer, { 'Serverless-LambdaDLQ': 'The mapping sets aside what keeps failing, see DeadLetters.' });
  }
}
