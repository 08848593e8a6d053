import type { SoundtrackClient } from '../../clients/soundtrack/client.ts';
import type { ShardNotes } from '../store/shard-notes.ts';
import type { ChosenWay } from './chosen-way.ts';
import type { TakeInPorts, TakenIn } from './take-in.ts';
import type { PollWork } from './work.ts';

export type PollPorts = TakeInPorts & {
  notes: ShardNotes;
  soundtrack: Pick<SoundtrackClient, 'ask'>;
  way: ChosenWay;
  /** Whether an account is this shard's. */
  owns(accountId: string): boolean;
  send(work: PollWork, delaySeconds: number): Promise<void>;
  /** The watched accounts of this shard. */
  accountIds: readonly string[];
  /** How much there is that a page may show: accounts and zones of all shards. */
  visible: { accounts: number; zones: number };
  /** How often every account is wanted to be looked at. */
  intervalSeconds: number;
  /** Spent so far in this run. */
  tokensSpent(): number;
};

/** How a message went. `postponed`: sent anew for later, because the tokens are needed elsewhere. */
export type Polled =
  | { kind: 'done'; taken: TakenIn; unread?: string }
  | { kind: 'learnt' }
  | { kind: 'already' }
  | { kind: 'postponed'; afterSeconds: number };
