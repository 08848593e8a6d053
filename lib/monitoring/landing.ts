import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { LandChangesEnv } from '../../lambdas/monitoring/env.ts';
import { HouseFunction } from '../house/house-function.ts';
import { StreamConsumer } from '../house/stream-consumer.ts';
import type { StepProps } from './step.ts';

const IMPACT = 'outages are missing from the history and from the SLA until they are landed; nothing is lost meanwhile';

/** From the table's stream to the archive and the database: the record an SLA is reckoned from. */
export class Landing extends Construct {
  readonly landChanges: HouseFunction<typeof LandChangesEnv>;
  readonly stream: StreamConsumer;

  constructor(scope: Construct, id: string, { stage, states, archive, database, logSalt }: StepProps) {
    super(scope, id);
    this.landChanges = new HouseFunction<typeof LandChangesEnv>(this, 'LandChanges', {
      stage,
      entry: 'monitoring/land-changes',
      does: 'Writes what changed into the archive and the history',
      impact: IMPACT,
      // A database that sleeps takes half a minute to wake up.
      timeout: Duration.minutes(2),
      environment: {
        ...database.variablesAs('app'),
        CHANGES_BUCKET: archive.may('PutObject'),
        LOG_SALT: logSalt,
      },
    });
    this.stream = new StreamConsumer(this, 'Changes', {
      stage,
      table: states.table,
      consumer: this.landChanges,
      // Heartbeats and notes of the planner are in the table too, and are nobody's history.
      filters: [{ eventName: ['INSERT', 'MODIFY'], dynamodb: { Keys: { pk: { S: [{ prefix: 'ACCOUNT#' }] } } } }],
      // As long as the stream keeps a record: a database may be away for hours, and then it is lag, not loss.
      triesFor: Duration.hours(24),
      // Few runs with full batches: each costs a request of the database, an object of the archive and lines of log.
      parallelizationFactor: 1,
      collectsFor: Duration.seconds(stage.monitoring.landingSeconds),
      late: Duration.minutes(5),
      impact: IMPACT,
      runbook: 'land-changes',
    });
  }
}
