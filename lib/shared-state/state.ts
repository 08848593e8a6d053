import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { type Access, access } from '../house/access.ts';
import { acknowledge } from '../house/acknowledge.ts';

/** What each use of the table does with its items. */
const ACTIONS = {
  breakers: ['GetItem', 'PutItem'],
  cache: ['BatchGetItem', 'PutItem', 'UpdateItem'],
  limits: ['UpdateItem'],
  leases: ['GetItem', 'PutItem', 'DeleteItem'],
  /** How a repeated job went last, which the next run starts from. */
  notes: ['GetItem', 'UpdateItem'],
} as const;
export type SharedStateUse = keyof typeof ACTIONS;

/**
 * What all instances have to see alike for minutes or hours: breakers, cached answers, rate limits, leases. Nothing in
 * it is the only copy of anything, so it goes with its stack on every stage.
 */
export class SharedStateTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: 'expiresAt',
      // Cached answers quote what people wrote and who they are: their use shows in CloudTrail, as the chats' does.
      encryption: TableEncryption.AWS_MANAGED,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    acknowledge(this.table, {
      'AwsSolutions-DDB3':
        'Everything in it expires within days and is made anew; an older lease or limit would be wrong.',
    });
  }

  /** May do what these uses need, and nothing else: `may('cache', 'breakers')`. */
  may(...uses: [SharedStateUse, ...SharedStateUse[]]): Access {
    const actions = [...new Set(uses.flatMap((use) => ACTIONS[use]))].map((action) => `dynamodb:${action}`);
    return access(this.table.tableName, actions, [this.table.tableArn]);
  }
}
