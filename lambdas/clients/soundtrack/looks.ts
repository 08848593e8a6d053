import type { Cost, SoundtrackOutcome } from './outcome.ts';
import type { PlaybackState, SubscriptionState } from './states.ts';

export type { PlaybackState } from './states.ts';

/** How much is asked of a zone: `presence` is id, isPaired and online; `full` adds subscription, playback state, volume. */
export type Detail = 'presence' | 'full';

/** A zone as an answer tells it; what was not asked for is undefined, what Soundtrack could not tell is null. */
export type ZoneLook = {
  id: string;
  isPaired: boolean;
  online: boolean;
  subscriptionState?: SubscriptionState | null;
  playback?: { state: PlaybackState | null; volume: number | null } | null;
};

/** Why a thing that was asked for is not in the answer. */
export type LookFailure = 'forbidden' | 'not-found' | 'failed';

/** An account as far as one answer tells it. `complete`: all its zones are here. */
export type AccountLook = {
  accountId: string;
  zones: ZoneLook[];
  complete: boolean;
  /** Zones that are in the answer, or counted in it, without their data: there, but unread. Their ids are not told. */
  unreadZones: number;
  /** Zones of the account by Soundtrack's own count; absent where that was not told. */
  total?: number;
  /** The account has more zones than were asked for: where to go on, see `lookAtRest`. */
  restAfter?: string;
  /** Why the account, or the rest of its zones, could not be read. */
  failure?: LookFailure;
};

/** Soundtrack did not answer, or not in a way that is of use. */
export type NoAnswer = Exclude<SoundtrackOutcome<never>, { kind: 'answer' }>;

/** What a request for several accounts came to: per account where there was an answer, else why there was none. */
export type LookOutcome<More = object> = ({ kind: 'answer'; accounts: AccountLook[]; cost?: Cost } & More) | NoAnswer;

/** Where a page of accounts ended; `next` is null after the last one. */
export type PageEnd = {
  next: string | null;
  /** Accounts of the credential by Soundtrack's own count. */
  total: number;
  /** Accounts of this page that came without their data; which ones is not told. Absent: none. */
  unread?: number;
};

/** One zone that was asked for by its id. */
export type ZoneFinding = { zoneId: string; zone: ZoneLook } | { zoneId: string; failure: LookFailure };
export type ZonesOutcome = { kind: 'answer'; zones: ZoneFinding[]; cost?: Cost } | NoAnswer;

/** Counters of an account, for the way of asking that only looks closer where one moved. */
export type AccountCount = {
  accountId: string;
  total: number;
  /** Zones with a player that is not connected. */
  offline: number;
};
export type CountOutcome =
  | ({
      kind: 'answer';
      counts: AccountCount[];
      /** Accounts that are in the page without their counters. */
      failures: { accountId: string; failure: LookFailure }[];
      cost?: Cost;
    } & PageEnd)
  | NoAnswer;
