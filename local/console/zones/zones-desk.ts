import type { MonitoringPolicy } from '../../../lambdas/monitoring/policy.ts';
import type { MonitorNotes } from '../../../lambdas/monitoring/store/monitor-notes.ts';
import type { ShardNotes } from '../../../lambdas/monitoring/store/shard-notes.ts';
import type { WatchList } from '../../../lambdas/venues/index.ts';
import type { SimulatorClient } from '../simulator-client.ts';
import type { VenueNamed } from './estate-picture.ts';
import type { FollowedAccounts } from './followed-accounts.ts';
import type { PastOfZones } from './past-of-zones.ts';

/** Everything the page of the zones works with: the product's own stores, and the doors of the Soundtrack simulator. */
export type ZonesDesk = {
  accounts: FollowedAccounts;
  list(): Promise<WatchList>;
  named(venueId: string): VenueNamed | undefined;
  shards: readonly { id: string; notes: NotesOfShard }[];
  monitor: Pick<MonitorNotes, 'upstream'>;
  past: PastOfZones;
  soundtrack: Pick<SimulatorClient, 'door'>;
  policy: MonitoringPolicy;
  clock(): Date;
  /** How long a look is good for, and from one to the next while somebody looks. */
  pauseMilliseconds: number;
  close(): void;
};

export type NotesOfShard = Pick<ShardNotes, 'heartbeats' | 'surveyed' | 'planned' | 'way' | 'tokens'>;
