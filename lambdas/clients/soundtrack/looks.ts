import type { SubscriptionState } from './operations.ts';
import type { Cost, SoundtrackOutcome } from './outcome.ts';

/** How much is asked of a zone: `presence` is id, isPaired and online; `full` adds subscription, playback state, volume. */
export type Detail = 'presence' | 'full';

export type PlaybackState = 'playing' | 'paused' | 'offline' | 'unpaired' | 'not_supported';

/** A zone as an answer tells it; what was not asked for is undefined, what Soundtrack could not tell is null. */
export type ZoneLook = {
  id: string;
  isPaired: boolean;
  online: boolean;
  subscriptionState?: SubscriptionState | null;
  playback?: { state: PlaybackState | null; volume: number | null } | null;
};

/** An account as far as one answer tells it. `complete`: all its zones are here. */
export type AccountLook = {
  accountId: string;
  zones: ZoneLook[];
  complete: boolean;
  /** Zones that are in the answer without their data: there, but unread. Their ids are not told. */
  unreadZones: number;
  /** Why the account, or the rest of its zones, could not be read. */
  failure?: 'forbidden' | 'not-found' | 'failed';
};

/** What a request for several accounts came to: per account where there was an answer, else why there was none. */
export type LookOutcome<More = object> =
  | ({ kind: 'answer'; accounts: AccountLook[]; cost?: Cost } & More)
  | Exclude<SoundtrackOutcome<never>, { kind: 'answer' }>;

/** Where a page of accounts ended; `next` is null after the last one. */
export type PageEnd = { next: string | null; total: number };

/** Counters of an account, for the way of asking that only looks closer where one moved. */
export type AccountCount = { accountId: string; total: number; offline: number };
