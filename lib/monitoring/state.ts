import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { type Access, access } from '../house/access.ts';
import { acknowledge } from '../house/acknowledge.ts';
import { folderAccess } from '../house/folder-access.ts';

/** What may be done with items by their key; `Query` asks for all items of one partition key. */
export type ZoneStatesAction = 'GetItem' | 'BatchGetItem' | 'PutItem' | 'Query';

/** What is known of every account's zones, and when each leg of a round was last looked at. Its stream is the news. */
export class ZoneStatesTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, { stage }: { stage: StageConfig }) {
    super(scope, id);
    const keep = stage.durableData === 'keep';
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      stream: StreamViewType.NEW_IMAGE,
      timeToLiveAttribute: 'expiresAt',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      encryption: TableEncryption.AWS_MANAGED,
      deletionProtection: keep,
      removalPolicy: keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    // Sparse: only accounts that are watched closely have the attribute. In a storm these are all, under one key, and
    // DynamoDB writes 1,000 KB a second to a key: an index of whole items would hold up the table itself.
    this.table.addGlobalSecondaryIndex({
      indexName: 'in-trouble',
      partitionKey: { name: 'trouble', type: AttributeType.STRING },
      sortKey: { name: 'troubleSince', type: AttributeType.STRING },
      projectionType: ProjectionType.INCLUDE,
      nonKeyAttributes: ['zonesOut'],
    });
  }

  /** May do exactly these with items of the table. */
  may(...actions: ZoneStatesAction[]): Access {
    return access(
      this.table.tableName,
      actions.map((action) => `dynamodb:${action}`),
      [this.table.tableArn],
    );
  }

  /** May ask which accounts have an outage or a suspicion. */
  get asksWhoIsInTrouble(): Access {
    return access(this.table.tableName, ['dynamodb:Query'], [`${this.table.tableArn}/index/in-trouble`]);
  }
}

/** Every change of every zone as it was told, for a year and a month: what the history can be made from once more. */
export class ChangesArchive extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { stage }: { stage: StageConfig }) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      enforceSSL: true,
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      // No cheaper class after a while: S3 leaves objects below 128 KiB where they are, and these seldom are larger.
      lifecycleRules: [{ expiration: Duration.days(400) }],
      removalPolicy: stage.durableData === 'keep' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    acknowledge(this.bucket, {
      'AwsSolutions-S1': 'Written by one function, whose own logs and traces name the objects.',
    });
  }

  may(...actions: ('GetObject' | 'PutObject')[]): Access {
    return folderAccess(this.bucket, 'changes', actions);
  }
}
