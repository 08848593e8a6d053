import { Stage, Tags } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { DataStack } from './data-stack.ts';
import { ServiceStack } from './service-stack.ts';

/** The whole product once: what is kept, and what runs on it. */
export class BmaStage extends Stage {
  readonly data: DataStack;
  readonly service: ServiceStack;

  constructor(scope: Construct, id: string, { stage, account }: { stage: StageConfig; account: string | undefined }) {
    super(scope, id, account ? { env: { account, region: stage.region } } : {});
    this.data = new DataStack(this, 'Data', { stage, description: 'BMA Social: what must survive' });
    this.service = new ServiceStack(this, 'Service', { stage, data: this.data, description: 'BMA Social: what runs' });
    Tags.of(this).add('product', 'bma-social');
    Tags.of(this).add('stage', stage.name);
  }
}
