import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { ChaseOverdueEnv, RelayDueWorkEnv } from '../../lambdas/conversation/env.ts';
import { HouseFunction } from '../house/house-function.ts';
import { ScheduledFunction } from '../house/scheduled-function.ts';
import { StreamConsumer } from '../house/stream-consumer.ts';
import type { StepProps } from './step.ts';

/** Turns saved changes into work for the next step, and finds what got stuck on the way. */
export class Relaying extends Construct {
  readonly relayDueWork;
  readonly chaseOverdue;
  readonly stream: StreamConsumer;
  readonly schedule: ScheduledFunction;

  constructor(scope: Construct, id: string, { stage, queues, chats, logSalt }: StepProps) {
    super(scope, id);
    const late = 'answers come up to two minutes late, when overdue work is looked for';
    this.relayDueWork = new HouseFunction<typeof RelayDueWorkEnv>(this, 'RelayDueWork', {
      stage,
      entry: 'conversation/relay-due-work',
      does: 'Tells the next step about every change that leaves work due',
      impact: late,
      timeout: Duration.seconds(10),
      environment: {
        TURNS_QUEUE_URL: queues.turns.may('SendMessage'),
        OUTBOX_QUEUE_URL: queues.outbox.may('SendMessage'),
        LOG_SALT: logSalt,
      },
    });
    this.stream = new StreamConsumer(this, 'Changes', {
      stage,
      table: chats.table,
      consumer: this.relayDueWork,
      filters: [{ eventName: ['INSERT', 'MODIFY'], dynamodb: { NewImage: { nudge: { BOOL: [true] } } } }],
      impact: late,
      runbook: 'relay-due-work',
    });

    const stuck = 'a message that got stuck stays stuck, and nobody answers';
    this.chaseOverdue = new HouseFunction<typeof ChaseOverdueEnv>(this, 'ChaseOverdue', {
      stage,
      entry: 'conversation/chase-overdue',
      does: 'Finds work that is past due and sends it on again',
      impact: stuck,
      timeout: Duration.seconds(30),
      environment: {
        CHAT_TABLE_NAME: chats.asksWhatIsDue,
        TURNS_QUEUE_URL: queues.turns.may('SendMessage'),
        OUTBOX_QUEUE_URL: queues.outbox.may('SendMessage'),
        LOG_SALT: logSalt,
      },
    });
    this.schedule = new ScheduledFunction(this, 'EveryMinute', {
      stage,
      runs: this.chaseOverdue,
      every: Duration.minutes(stage.chaseEveryMinutes),
      impact: stuck,
      runbook: 'chase-overdue',
    });
  }
}
