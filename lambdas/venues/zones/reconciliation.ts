import type { DiscoveredAccount } from '../../clients/soundtrack/index.ts';
import type { KindOfZone } from './zone-kind.ts';
import type { ZoneKind } from './zone-words.ts';

/** All that is needed to bring what Soundtrack shows and what the record says together. */
export type ToReconcile = {
  /** Every page of one walk. Only after a complete one may an absent zone be called gone. */
  discovery: { complete: boolean; accounts: readonly DiscoveredAccount[] };
  known: { accounts: readonly KnownAccount[]; zones: readonly KnownZone[] };
  /** The open venues, with the accounts they name. */
  venues: readonly VenueWithAccounts[];
  overrides: readonly ZoneOverride[];
};

export type VenueWithAccounts = {
  id: number;
  name: string;
  aliases?: readonly string[];
  accountIds: readonly string[];
  /** As the venue sheet says; null or absent is nothing said. */
  zoneCount?: number | null;
  subscriptionStatus?: 'active' | 'cancelled' | 'expired' | 'paused' | 'trial' | 'unknown' | null;
};

export type KnownAccount = { id: string; name: string | null; gone: boolean };

/** A zone as the record has it. */
export type KnownZone = {
  id: string;
  accountId: string;
  venueId: number | null;
  locationName: string | null;
  timeZone: string | null;
  name: string;
  kind: string;
  critical: boolean;
  kindSource: 'inferred' | 'override';
  gone: boolean;
};

/** What a person decided about a zone. An absent field is not decided; `venueId: null` says that it is no venue's. */
export type ZoneOverride = { zoneId: string; venueId?: number | null; kind?: ZoneKind; critical?: boolean };

export type AccountToSave = { id: string; name: string; nameFolded: string };
export type ZoneToSave = Omit<KnownZone, 'gone' | 'kind'> & {
  nameFolded: string;
  kind: ZoneKind;
  /** Why it is critical or not, and why it is this venue's or nobody's. */
  why: KindOfZone['why'] | 'override';
  because: VenueReason;
};

export type VenueReason =
  | 'override'
  /** The account belongs to one venue only. */
  | 'only-venue-of-account'
  | 'location-name-equal'
  | 'location-name-contained'
  /** Its location could not be read this time; what was known stays. */
  | 'location-unread'
  | 'account-without-venue'
  /** The account has several venues, and the location names none of them, or more than one. */
  | 'location-names-no-venue'
  | 'location-names-several';

export type SuggestedLink = {
  accountId: string;
  venueId: number;
  because: 'account-name-equal' | 'account-name-contained';
};

/** Where Soundtrack and the sheet say different things; one for each (kind, subject, subjectId, field). */
export type Disagreement = {
  kind:
    | 'account-not-in-sheet'
    | 'account-not-in-soundtrack'
    | 'zone-without-venue'
    | 'zone-count-differs'
    | 'subscription-differs'
    | 'override-without-venue';
  subject: 'account' | 'zone' | 'venue';
  subjectId: string;
  field?: 'zone_count' | 'subscription_status' | 'soundtrack_account_id' | 'venue_id';
  details: Record<string, string | number | null | readonly string[] | readonly number[]>;
};

export type Reconciled = {
  /** New, changed, or back after they were gone. What stayed as it was is not among them. */
  upserts: { accounts: AccountToSave[]; zones: ZoneToSave[] };
  /** Every account and zone seen, changed or not: for `discovered_at` and `last_seen_at`. */
  seen: { accountIds: string[]; zoneIds: string[]; at: Date };
  renamed: { zoneId: string; from: string; to: string; at: Date }[];
  /** No longer at Soundtrack; empty unless the walk was complete. */
  vanished: { accountIds: string[]; zoneIds: string[] };
  /** For a person to accept; never applied. */
  suggested: SuggestedLink[];
  disagreements: Disagreement[];
};
