import type { StageConfig } from '../config.ts';
import type { OpsNotices } from '../house/ops-notices.ts';
import type { SharedStateTable } from '../shared-state/state.ts';
import type { VenueDatabase } from '../venues/database.ts';
import type { DirectoryBucket } from '../venues/state.ts';
import type { ShardSecrets } from './secrets.ts';
import type { ChangesArchive, ZoneStatesTable } from './state.ts';

/** What the steps from a look at a zone to its history are built from. */
export interface StepProps {
  readonly stage: StageConfig;
  readonly states: ZoneStatesTable;
  readonly archive: ChangesArchive;
  readonly secrets: ShardSecrets;
  readonly directory: DirectoryBucket;
  readonly shared: SharedStateTable;
  readonly database: VenueDatabase;
  readonly notices: OpsNotices;
  readonly logSalt: string;
}

/** How often and how surely, as the functions that plan and read are told. */
export const rhythmOf = ({ monitoring }: StageConfig) => ({
  POLL_INTERVAL_SECONDS: String(monitoring.intervalSeconds),
  RECHECK_SECONDS: String(monitoring.recheckSeconds),
  CONFIRM_DOWN: String(monitoring.confirmDown),
  CONFIRM_DOWN_CRITICAL: String(monitoring.confirmDownCritical),
});
