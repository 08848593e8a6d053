import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { type Access, access, allOf } from '../house/access.ts';

/** What may be done with items by their key. */
export type ItemAction = 'GetItem' | 'PutItem' | 'DeleteItem' | 'DescribeTable';

/** Chats, their outbox and what was processed: the one place where a message lives between two steps of its path. */
export class ChatTable extends Construct {
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
      // Chats are personal data: every use of this key shows in CloudTrail, and unlike a key of our own no deploy can
      // lose it. Moving to an own key later changes the table in place.
      encryption: TableEncryption.AWS_MANAGED,
      deletionProtection: keep,
      removalPolicy: keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    // Local, because only such an index is read consistently; it exists from the table's first day or never.
    this.table.addLocalSecondaryIndex({
      indexName: 'open',
      sortKey: { name: 'open', type: AttributeType.STRING },
      projectionType: ProjectionType.ALL,
    });
    this.table.addGlobalSecondaryIndex({
      indexName: 'due',
      partitionKey: { name: 'dueShard', type: AttributeType.STRING },
      sortKey: { name: 'due', type: AttributeType.STRING },
      projectionType: ProjectionType.INCLUDE,
      nonKeyAttributes: ['v'],
    });
  }

  /** May do exactly these with items of the table. */
  may(...actions: ItemAction[]): Access {
    return access(
      this.table.tableName,
      actions.map((action) => `dynamodb:${action}`),
      [this.table.tableArn],
    );
  }

  /** May ask which answers of a chat are still open, besides these. */
  asksWhatIsOpen(...actions: ItemAction[]): Access {
    return allOf(this.may(...actions), this.asks('open'));
  }

  /** May ask what is due in any chat, and nothing else. */
  get asksWhatIsDue(): Access {
    return this.asks('due');
  }

  private asks(index: 'open' | 'due'): Access {
    return access(this.table.tableName, ['dynamodb:Query'], [`${this.table.tableArn}/index/${index}`]);
  }
}
