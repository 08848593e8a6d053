import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { ExerciseCanaryEnv } from '../../lambdas/monitoring/env.ts';
import { HouseFunction } from '../house/house-function.ts';
import { ScheduledFunction } from '../house/scheduled-function.ts';
import type { StepProps } from './step.ts';

const IMPACT = 'nobody knows from outside whether the monitor still notices a silent zone';

/** A zone of ours is silenced on purpose, and must be noticed: the monitor monitored. */
export class Canary extends Construct {
  readonly exerciseCanary: HouseFunction<typeof ExerciseCanaryEnv>;
  readonly schedule: ScheduledFunction;

  constructor(scope: Construct, id: string, { stage, states, shared, secrets, logSalt }: StepProps) {
    super(scope, id);
    this.exerciseCanary = new HouseFunction<typeof ExerciseCanaryEnv>(this, 'ExerciseCanary', {
      stage,
      entry: 'monitoring/exercise-canary',
      does: 'Pauses a zone of ours, sees whether that is noticed, and lets it play again',
      impact: IMPACT,
      timeout: Duration.seconds(60),
      environment: {
        ZONE_STATES_TABLE: states.may('BatchGetItem', 'GetItem'),
        SHARED_STATE_TABLE: shared.may('breakers', 'notes'),
        SOUNDTRACK_URL: stage.soundtrack.url,
        SOUNDTRACK_SECRET_ARN: secrets.reads('one'),
        CANARY_ZONE_ID: stage.monitoring.canary.zoneId,
        CANARY_ACCOUNT_ID: stage.monitoring.canary.accountId,
        LOG_SALT: logSalt,
      },
    });
    this.schedule = new ScheduledFunction(this, 'EveryFiveMinutes', {
      stage,
      runs: this.exerciseCanary,
      every: Duration.minutes(5),
      impact: IMPACT,
      runbook: 'exercise-canary',
    });
  }
}
