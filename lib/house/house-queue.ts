import { DeduplicationScope, FifoThroughputLimit, Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { type Access, access } from './access.ts';
import { acknowledge } from './acknowledge.ts';
import { HouseAlarm, MINUTE } from './house-alarm.ts';

export interface HouseQueueProps {
  readonly stage: StageConfig;
  /** The timeout of the function that reads it; a message stays invisible six times as long, as AWS asks. */
  readonly consumerTimeout: Duration;
  /** After this many tries a message is set aside among the dead letters. */
  readonly maxReceiveCount: number;
  /** A message older than this means people are waiting. */
  readonly oldest: Duration;
  /** What it means for people when messages wait or are set aside, as half a sentence. */
  readonly impact: string;
  /** The runbook's section on this queue. */
  readonly runbook: string;
  /**
   * Keeps the order within a message group, one message of a group at a time.
   * @default false
   */
  readonly fifo?: boolean;
}

/** A queue with its dead letters and the two alarms that tell when messages wait or are lost from sight. */
export class HouseQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly maxReceiveCount: number;
  readonly consumerTimeout: Duration;
  readonly alarms: HouseAlarm[];

  constructor(scope: Construct, id: string, props: HouseQueueProps) {
    super(scope, id);
    this.maxReceiveCount = props.maxReceiveCount;
    this.consumerTimeout = props.consumerTimeout;
    this.deadLetters = deadLetterQueue(this, 'DeadLetters', props);
    this.queue = new Queue(this, 'Queue', {
      ...sealed,
      ...(props.fifo ? ordered : {}),
      // Dead letters of a standard queue keep their age, so the queue itself must keep messages for less than they do.
      retentionPeriod: Duration.days(props.fifo ? 14 : 4),
      visibilityTimeout: Duration.seconds(props.consumerTimeout.toSeconds() * 6),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: props.maxReceiveCount },
    });
    this.alarms = [
      new HouseAlarm(this, 'Waiting', {
        sees: `A message has waited for more than ${props.oldest.toSeconds()} seconds.`,
        impact: props.impact,
        runbook: props.runbook,
        metric: this.queue.metricApproximateAgeOfOldestMessage({ period: MINUTE, statistic: 'Maximum' }),
        threshold: props.oldest.toSeconds(),
      }),
      deadLetterAlarm(this, this.deadLetters, props),
    ];
  }

  /**
   * May do exactly these with the queue. A consumer that may change the visibility has a message it failed on back
   * sooner than six timeouts later, so a chat is not blocked that long.
   */
  may(...actions: ('SendMessage' | 'ChangeMessageVisibility')[]): Access {
    return access(
      this.queue.queueUrl,
      actions.map((action) => `sqs:${action}`),
      [this.queue.queueArn],
    );
  }
}

const sealed = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true } satisfies QueueProps;
const ordered = {
  fifo: true,
  deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
  fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
} satisfies QueueProps;

/** Where what could not be done waits for a person: longer than any queue keeps it, and kept when the stack goes. */
export function deadLetterQueue(scope: Construct, id: string, props: { stage: StageConfig; fifo?: boolean }): Queue {
  const queue = new Queue(scope, id, {
    ...sealed,
    ...(props.fifo ? ordered : {}),
    retentionPeriod: Duration.days(14),
    removalPolicy: props.stage.durableData === 'keep' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
  const reason = 'These are the dead letters; a person reads them, see the runbook.';
  acknowledge(queue, { 'AwsSolutions-SQS3': reason, 'Serverless-SQSRedrivePolicy': reason });
  return queue;
}

/** Anything among the dead letters is somebody's message or work. */
export function deadLetterAlarm(
  scope: Construct,
  queue: Queue,
  props: { impact: string; runbook: string },
): HouseAlarm {
  return new HouseAlarm(scope, 'SetAside', {
    sees: 'Messages are set aside among the dead letters.',
    impact: props.impact,
    runbook: props.runbook,
    metric: queue.metricApproximateNumberOfMessagesVisible({ period: MINUTE, statistic: 'Maximum' }),
    threshold: 0,
  });
}
