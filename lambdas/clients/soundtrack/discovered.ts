import type { LaterReason, RefusalReason } from './outcome.ts';
import type { SubscriptionState } from './states.ts';

export type DiscoveredLocation = { id: string; name: string; timezone: string };

export type DiscoveredZone = {
  id: string;
  name: string;
  /** Null when Soundtrack names none; see `locationUnread`. */
  locationId: string | null;
  /** The zone was read, its location was not: what was known of it may still be true. */
  locationUnread?: true;
  isPaired: boolean;
  online: boolean;
  /** Null for a state that the published schema does not have. */
  subscriptionState: SubscriptionState | null;
};

/** One account as far as it could be read; `complete` when every zone of it is here. */
export type DiscoveredAccount = {
  account: { id: string; name: string; plan: string };
  locations: DiscoveredLocation[];
  zones: DiscoveredZone[];
  complete: boolean;
};

/** What could not be read; `accountId` is null when not even that is known. */
export type DiscoveryFailure = {
  accountId: string | null;
  reason: 'forbidden' | 'failed' | 'short' | RefusalReason | LaterReason;
  message: string;
};

/** How a walk through all accounts of a credential went. */
export type Discovery = {
  /** Every account and every zone was seen; only then may what is absent be called gone. */
  complete: boolean;
  failures: DiscoveryFailure[];
  accounts: number;
  zones: number;
  requests: number;
  tokens: number;
};
