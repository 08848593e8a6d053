import { CfnSecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { type Access, access } from './access.ts';
import { acknowledge } from './acknowledge.ts';

/** What a vendor gave us. Created empty: a person puts the value in once, and no template ever holds it. */
export class VendorSecret extends Secret {
  constructor(scope: Construct, id: string, { stage, holds }: { stage: StageConfig; holds: string }) {
    super(scope, id, {
      description: holds,
      removalPolicy: stage.durableData === 'keep' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    // A generated random value would look filled in; an empty secret says so when it is read.
    if (this.node.defaultChild instanceof CfnSecret) this.node.defaultChild.generateSecretString = undefined;
    acknowledge(this, {
      'AwsSolutions-SMG4':
        'The vendor issues it, so only a person can change it; the previous value stays valid beside.',
    });
  }

  get reads(): Access {
    return access(this.secretArn, ['secretsmanager:GetSecretValue'], [this.secretArn]);
  }
}
