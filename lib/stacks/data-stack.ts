import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { VendorSecrets } from '../conversation/secrets.ts';
import { ChatTable } from '../conversation/state.ts';
import { ShardSecrets } from '../monitoring/secrets.ts';
import { ChangesArchive, ZoneStatesTable } from '../monitoring/state.ts';
import { SharedStateTable } from '../shared-state/state.ts';
import { SourceSecrets } from '../sync/secrets.ts';
import { SyncRuns } from '../sync/state.ts';
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
  readonly shared: SharedStateTable;
  readonly syncRuns: SyncRuns;
  readonly sources: SourceSecrets;
  readonly zoneStates: ZoneStatesTable;
  readonly changes: ChangesArchive;
  readonly shards: ShardSecrets;

  constructor(scope: Construct, id: string, props: DataStackProps) {
    super(scope, id, { ...props, terminationProtection: props.stage.durableData === 'keep' });
    this.chats = new ChatTable(this, 'Chats', props);
    this.directory = new DirectoryBucket(this, 'Directory', props);
    this.secrets = new VendorSecrets(this, 'Vendors', props);
    this.database = new VenueDatabase(this, 'Database', props);
    this.shared = new SharedStateTable(this, 'Shared');
    this.syncRuns = new SyncRuns(this, 'SyncRuns', props);
    this.sources = new SourceSecrets(this, 'Sources', props);
    this.zoneStates = new ZoneStatesTable(this, 'ZoneStates', props);
    this.changes = new ChangesArchive(this, 'Changes', props);
    this.shards = new ShardSecrets(this, 'Shards', { ...props, first: this.sources.soundtrack });
    for (const [key, value] of Object.entries(this.outputs())) new CfnOutput(this, key, { value });
  }

  /** Read by scripts/ and by people. */
  private outputs(): Record<string, string> {
    return {
      ChatTableName: this.chats.table.tableName,
      DirectoryBucketName: this.directory.bucket.bucketName,
      WhatsAppSecretArn: this.secrets.whatsApp.secretArn,
      LineSecretArn: this.secrets.line.secretArn,
      GoogleSecretArn: this.sources.google.secretArn,
      SoundtrackSecretArn: this.sources.soundtrack.secretArn,
      SharedStateTableName: this.shared.table.tableName,
      SyncRunsBucketName: this.syncRuns.bucket.bucketName,
      ZoneStatesTableName: this.zoneStates.table.tableName,
      ChangesArchiveBucketName: this.changes.bucket.bucketName,
      ...this.shards.outputs,
      ...this.database.outputs,
    };
  }
}
