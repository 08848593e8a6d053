import { Stage, Tags } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { DataStack } from './data-stack.ts';
import { SchemaStack } from './schema-stack.ts';
import { ServiceStack } from './service-stack.ts';

/** The whole product once: what is kept, its schema, and what runs on it. */
export class BmaStage extends Stage {
  readonly data: DataStack;
  readonly schema: SchemaStack;
  readonly service: ServiceStack;

  constructor(scope: Construct, id: string, { stage, account }: { stage: StageConfig; account: string | undefined }) {
    super(scope, id, account ? { env: { account, region: stage.region } } : {});
    this.data = new DataStack(this, 'Data', { stage, description: 'BMA Social: what must survive' });
    this.schema = new SchemaStack(this, 'Schema', { stage, data: this.data, description: 'BMA Social: its schema' });
    this.service = new ServiceStack(this, 'Service', { stage, data: this.data, description: 'BMA Social: what runs' });
    // New code finds the schema it was written for, or is not deployed.
    this.service.addStackDependency(this.schema);
    Tags.of(this).add('product', 'bma-social');
    Tags.of(this).add('stage', stage.name);
  }
}
