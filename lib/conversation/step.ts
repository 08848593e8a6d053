import type { StageConfig } from '../config.ts';
import type { DirectoryBucket } from '../venues/state.ts';
import type { ConversationQueues } from './queues.ts';
import type { VendorSecrets } from './secrets.ts';
import type { ChatTable } from './state.ts';

/** What the steps of a message's path are built from. */
export interface StepProps {
  readonly stage: StageConfig;
  readonly queues: ConversationQueues;
  readonly chats: ChatTable;
  readonly secrets: VendorSecrets;
  readonly directory: DirectoryBucket;
  /** Makes the names people have in log lines differ from those of any other deployment. */
  readonly logSalt: string;
}
