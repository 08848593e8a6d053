import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { LearnHabitsEnv } from '../../lambdas/monitoring/env.ts';
import { HouseFunction } from '../house/house-function.ts';
import { ScheduledFunction } from '../house/scheduled-function.ts';
import type { StepProps } from './step.ts';

const IMPACT = 'zones that are off at the same hours every week are told as outages, or new habits are not known';

/** Once a day: at which hours of the week a zone is usually off. */
export class Habits extends Construct {
  readonly learnHabits: HouseFunction<typeof LearnHabitsEnv>;
  readonly schedule: ScheduledFunction;

  constructor(scope: Construct, id: string, { stage, database, logSalt }: StepProps) {
    super(scope, id);
    this.learnHabits = new HouseFunction<typeof LearnHabitsEnv>(this, 'LearnHabits', {
      stage,
      entry: 'monitoring/learn-habits',
      does: 'Learns from the last weeks at which hours a zone is usually off',
      impact: IMPACT,
      timeout: Duration.minutes(5),
      memoryMb: 1024,
      environment: { ...database.variablesAs('app'), LOG_SALT: logSalt },
    });
    this.schedule = new ScheduledFunction(this, 'EveryDay', {
      stage,
      runs: this.learnHabits,
      every: Duration.days(1),
      impact: IMPACT,
      runbook: 'learn-habits',
    });
  }
}
