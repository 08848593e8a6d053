import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import type { Access } from '../house/access.ts';
import { acknowledge } from '../house/acknowledge.ts';
import { folderAccess } from '../house/folder-access.ts';

/** The published venue directory: a pointer and the versions it has pointed at. */
export class DirectoryBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { stage }: { stage: StageConfig }) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      versioned: true,
      enforceSSL: true,
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      lifecycleRules: [
        { noncurrentVersionExpiration: Duration.days(30) },
        // Publishing renews the version in force every 30 days, so this only takes those that nobody reads.
        { prefix: 'directory/versions/', expiration: Duration.days(90) },
      ],
      removalPolicy: stage.durableData === 'keep' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    acknowledge(this.bucket, {
      'AwsSolutions-S1': 'Written by the sync and read by functions, whose own logs and traces name the objects.',
    });
  }

  /** May read what is published. */
  get reads(): Access {
    return folderAccess(this.bucket, 'directory', ['GetObject']);
  }

  /** May publish a version and point at it. */
  get publishes(): Access {
    return folderAccess(this.bucket, 'directory', ['GetObject', 'PutObject']);
  }
}
