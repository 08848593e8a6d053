import { Duration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { PlanPollsEnv } from '../../lambdas/monitoring/env.ts';
import { type Access, access, allOf } from '../house/access.ts';
import { HouseFunction } from '../house/house-function.ts';
import { ScheduledFunction } from '../house/scheduled-function.ts';
import type { PolledShard } from './polling.ts';
import { rhythmOf, type StepProps } from './step.ts';

const IMPACT = 'outages are not noticed until polling resumes';

/** Every minute: which accounts are due, which looks did not come back, and whether the trouble is theirs or the API's. */
export class Planning extends Construct {
  readonly planPolls: HouseFunction<typeof PlanPollsEnv>;
  readonly schedule: ScheduledFunction;

  constructor(scope: Construct, id: string, props: StepProps & { shards: PolledShard[] }) {
    super(scope, id);
    const { stage, states, directory, notices, logSalt, shards } = props;
    this.planPolls = new HouseFunction<typeof PlanPollsEnv>(this, 'PlanPolls', {
      stage,
      entry: 'monitoring/plan-polls',
      does: 'Asks for the zones that are due to be read, and measures how far behind the readings are',
      impact: IMPACT,
      timeout: Duration.seconds(30),
      memoryMb: 1024,
      environment: {
        ...rhythmOf(stage),
        ZONE_STATES_TABLE: allOf(states.may('GetItem', 'PutItem', 'Query'), states.asksWhoIsInTrouble),
        DIRECTORY_BUCKET: directory.reads,
        SHARDS: this.asksAnyOf(shards),
        NOTICES_TOPIC_ARN: notices.tells,
        LOG_SALT: logSalt,
      },
    });
    this.schedule = new ScheduledFunction(this, 'EveryMinute', {
      stage,
      runs: this.planPolls,
      every: Duration.minutes(1),
      missedRuns: 3,
      impact: IMPACT,
      runbook: 'plan-polls',
    });
  }

  /** May send work to each shard; the value names them all. */
  private asksAnyOf(shards: PolledShard[]): Access {
    const named = shards.map(({ shard, polls }) => ({ id: shard, queueUrl: polls.queue.queueUrl }));
    return access(
      Stack.of(this).toJsonString(named),
      ['sqs:SendMessage'],
      shards.map(({ polls }) => polls.queue.queueArn),
    );
  }
}
