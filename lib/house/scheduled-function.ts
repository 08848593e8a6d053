import { ComparisonOperator } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Aws, type Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type * as z from 'zod';
import type { StageConfig } from '../config.ts';
import { acknowledge } from './acknowledge.ts';
import { HouseAlarm } from './house-alarm.ts';
import type { HouseFunction } from './house-function.ts';
import { deadLetterAlarm, deadLetterQueue } from './house-queue.ts';

export interface ScheduledFunctionProps {
  readonly stage: StageConfig;
  readonly runs: HouseFunction<z.ZodType>;
  readonly every: Duration;
  /** What it means for people when it no longer runs, as half a sentence. */
  readonly impact: string;
  readonly runbook: string;
  /**
   * So many runs in a row must be missing before it counts as silent.
   * @default 5
   */
  readonly missedRuns?: number;
}

/** A function run again and again, and an alarm that fires when it is not: silence is the failure nobody sees. */
export class ScheduledFunction extends Construct {
  readonly deadLetters: Queue;
  readonly alarms: HouseAlarm[];

  constructor(scope: Construct, id: string, props: ScheduledFunctionProps) {
    super(scope, id);
    const { runs, every, impact, runbook, missedRuns = 5 } = props;
    this.deadLetters = deadLetterQueue(this, 'DeadLetters', props);
    const role = this.role(runs);
    const schedule = new Schedule(this, 'Schedule', {
      schedule: ScheduleExpression.rate(every),
      target: new LambdaInvoke(runs.target, {
        // The target would also allow every version of the function; the role's own policy names just the one.
        role: role.withoutPolicyUpdates(),
        deadLetterQueue: this.deadLetters,
        // The next run does what this one missed, so an old one is not worth starting.
        maxEventAge: every,
        retryAttempts: 2,
      }),
    });
    schedule.node.addDependency(role);
    acknowledge(runs, {
      'Serverless-LambdaDLQ': 'A failed run is tried twice more, and the next one does the same work.',
    });
    this.alarms = [
      new HouseAlarm(this, 'Silent', {
        sees: `It has not run for ${every.toMinutes() * missedRuns} minutes.`,
        impact,
        runbook,
        metric: runs.target.metricInvocations({ period: every, statistic: 'Sum' }),
        threshold: 1,
        comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
        bad: [missedRuns, missedRuns],
        silenceIsBad: true,
      }),
      deadLetterAlarm(this, this.deadLetters, props),
    ];
  }

  private role(runs: HouseFunction<z.ZodType>): Role {
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [runs.target.functionArn] }));
    role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.deadLetters.queueArn] }));
    return role;
  }
}
