import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { type Access, access } from '../house/access.ts';
import { acknowledge } from '../house/acknowledge.ts';

/** The venue directory as one published object; older versions stay for the day a bad one was published. */
export class DirectoryBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { stage }: { stage: StageConfig }) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      versioned: true,
      enforceSSL: true,
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(30) }],
      removalPolicy: stage.durableData === 'keep' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    acknowledge(this.bucket, {
      'AwsSolutions-S1': 'One object, written by the sync and read by functions, whose own logs and traces name them.',
    });
  }

  /** May read the one published object. */
  get reads(): Access {
    return access(this.bucket.bucketName, ['s3:GetObject'], [this.bucket.arnForObjects('directory/current.json')]);
  }
}
