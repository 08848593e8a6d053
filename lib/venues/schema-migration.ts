import { Duration } from 'aws-cdk-lib/core';
import { Trigger } from 'aws-cdk-lib/triggers';
import { Construct } from 'constructs';
import type { MigrateDatabaseEnv } from '../../lambdas/venues/env.ts';
import type { StageConfig } from '../config.ts';
import { acknowledge } from '../house/acknowledge.ts';
import { HouseFunction } from '../house/house-function.ts';
import type { VenueDatabase } from './database.ts';

const TIMEOUT = Duration.minutes(10);

/** Brings the database's schema up to date while the stack is deployed; a migration that fails stops the deploy. */
export class SchemaMigration extends Construct {
  readonly function: HouseFunction<typeof MigrateDatabaseEnv>;

  constructor(scope: Construct, id: string, { stage, database }: { stage: StageConfig; database: VenueDatabase }) {
    super(scope, id);
    this.function = new HouseFunction<typeof MigrateDatabaseEnv>(this, 'MigrateDatabase', {
      stage,
      entry: 'venues/migrate-database',
      does: 'Brings the schema of the database up to date and gives its roles their passwords',
      impact: 'this deploy stops before new code serves; the version before goes on serving',
      timeout: TIMEOUT,
      environment: {
        ...database.variablesAs('owner'),
        APP_SECRET_ARN: database.readsPasswordOf('app'),
        READER_SECRET_ARN: database.readsPasswordOf('reader'),
      },
    });
    acknowledge(this.function, {
      'Serverless-LambdaDLQ': 'The deploy calls it and waits: whoever deploys sees it fail.',
    });
    // A new migration is new content of the function, and that is a new version, which runs it.
    const trigger = new Trigger(this, 'OnDeploy', { handler: this.function.function, timeout: TIMEOUT });
    trigger.executeAfter(this.function);
  }
}
