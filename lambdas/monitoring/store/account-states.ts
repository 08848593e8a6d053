import type { AccountChanged } from '../../events/zone-change.ts';
import type { AccountState } from '../detection/zone-state.ts';
import type { Trouble } from './account-item.ts';

/** What is kept of an account between two readings. */
export type SavedAccount = {
  seq: number;
  state: AccountState;
  shard: string;
  leg: string;
  /** When a further look is on its way; milliseconds since 1970. */
  recheckAt?: number;
  trouble?: Trouble;
  /** ISO. */
  troubleSince?: string;
  /** Zones with an outage; absent for none. */
  zonesOut?: number;
};

export type AccountToSave = Omit<SavedAccount, 'seq'> & { accountId: string; event: AccountChanged };

/** Where the states of accounts are kept. State and news are one write. */
export type AccountStates = {
  /**
   * Those there are; an account without an entry was never read. Reads what was written last. What this version cannot
   * read is told, where somebody wants to know, and throws otherwise: nobody may take it for never read.
   */
  load(accountIds: readonly string[], onUnreadable?: (accountId: string) => void): Promise<Map<string, SavedAccount>>;
  /** Saves as number `event.seq`, unless somebody else saved that one meanwhile. */
  save(account: AccountToSave, now: Date): Promise<'saved' | 'conflict'>;
};
