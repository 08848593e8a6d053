import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { VendorSecrets } from '../conversation/secrets.ts';
import { ChatTable } from '../conversation/state.ts';
import { VenueDatabase } from '../venues/database.ts';
import { DirectoryBucket } from '../venues/state.ts';

export interface DataStackProps extends StackProps {
  readonly stage: StageConfig;
}

/** Everything that must survive: deployed first, seldom changed, never replaced. */
export class DataStack extends Stack {
  readonly chats: ChatTable;
  readonly directory: DirectoryBucket;
  readonly secrets: VendorSecrets;
  readonly database: VenueDatabase;

  constructor(scope: Construct, id: string, props: DataStackProps) {
    super(scope, id, { ...props, terminationProtection: props.stage.durableData === 'keep' });
    this.chats = new ChatTable(this, 'Chats', props);
    this.directory = new DirectoryBucket(this, 'Directory', props);
    this.secrets = new VendorSecrets(this, 'Vendors', props);
    this.database = new VenueDatabase(this, 'Database', props);
    new CfnOutput(this, 'ChatTableName', { value: this.chats.table.tableName });
    new CfnOutput(this, 'DirectoryBucketName', { value: this.directory.bucket.bucketName });
    new CfnOutput(this, 'WhatsAppSecretArn', { value: this.secrets.whatsApp.secretArn });
    new CfnOutput(this, 'LineSecretArn', { value: this.secrets.line.secretArn });
    for (const [key, value] of Object.entries(this.database.outputs)) new CfnOutput(this, key, { value });
  }
}
