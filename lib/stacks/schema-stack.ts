import { Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { Pager } from '../operations/pager.ts';
import { DatabaseUpkeep } from '../venues/database-upkeep.ts';
import { SchemaMigration } from '../venues/schema-migration.ts';
import type { DataStack } from './data-stack.ts';

export interface SchemaStackProps extends StackProps {
  readonly stage: StageConfig;
  readonly data: DataStack;
}

/** What must have happened to the kept data before new code may run on it, and what keeps it in shape from then on. */
export class SchemaStack extends Stack {
  readonly migration: SchemaMigration;
  readonly upkeep: DatabaseUpkeep;

  constructor(scope: Construct, id: string, props: SchemaStackProps) {
    super(scope, id, props);
    const { stage, data } = props;
    this.migration = new SchemaMigration(this, 'Migration', { stage, database: data.database });
    this.upkeep = new DatabaseUpkeep(this, 'Upkeep', { stage, database: data.database });
    this.upkeep.node.addDependency(this.migration);
    new Pager(this, 'Pager', { email: stage.alarmEmail });
  }
}
