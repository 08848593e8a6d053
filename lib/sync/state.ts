import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import type { Access } from '../house/access.ts';
import { acknowledge } from '../house/acknowledge.ts';
import { folderAccess } from '../house/folder-access.ts';

/** What each sync run fetched, made of it and reported. Holds people's addresses, so nothing stays longer than needed. */
export class SyncRuns extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { stage }: { stage: StageConfig }) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      enforceSSL: true,
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      lifecycleRules: [{ expiration: Duration.days(30) }],
      removalPolicy: stage.durableData === 'keep' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    acknowledge(this.bucket, {
      'AwsSolutions-S1': 'Written and read by the steps of the sync, whose own logs and traces name the objects.',
    });
  }

  may(...actions: ('GetObject' | 'PutObject')[]): Access {
    return folderAccess(this.bucket, 'runs', actions);
  }
}
