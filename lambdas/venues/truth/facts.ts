/** Who can say something about a venue or zone, strongest first where nothing is newer. */
export const SOURCES = ['override', 'sheets', 'soundtrack', 'gmail', 'database'] as const;
export type Source = (typeof SOURCES)[number];

/** What of a venue several sources may state; the names are the columns of the venue sheet. */
export const VENUE_FIELDS = [
  'venue_name',
  'location',
  'contact_name',
  'contact_email',
  'contact_phone',
  'soundtrack_account_id',
  'zone_count',
  'subscription_status',
  'last_issue_date',
  'notes',
  'priority_level',
  'sla_tier',
] as const;
export type VenueField = (typeof VENUE_FIELDS)[number];

export type FactValue = string | number | boolean | null;

/** The last word of one source on one field. `null` is a statement too: the source says that there is none. */
export type Fact = {
  source: Source;
  value: FactValue;
  /** When the source was first seen to say this value. */
  saidAt: Date;
  saidBy: string;
  reason?: string;
  previous?: FactValue;
  /** Only overrides expire; from that moment on they count as never said. */
  expiresAt?: Date;
};

/** The value in force, why it is, and who says otherwise. */
export type Settled = {
  value: FactValue;
  source: Source;
  because: 'only-source' | 'all-agree' | 'override' | 'newest' | 'source-order';
  contradicting: Fact[];
};

/** What one source now says of one venue. A field that is absent was not spoken of and keeps its last word. */
export type Statement = { venueId: number; fields: Partial<Record<VenueField, FactValue>> };

/** What is taken over into the record in one transaction. */
export type Statements = {
  source: Source;
  saidBy: string;
  runId?: string;
  reason?: string;
  expiresAt?: Date;
  statements: readonly Statement[];
  /** Venues that the source says are no longer there. */
  ended: readonly { venueId: number; state: 'closed' | 'removed' }[];
};
