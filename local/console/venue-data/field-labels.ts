import type { FactValue, Source, VenueField } from '../../../lambdas/venues/index.ts';
import { VENUE_FIELDS } from '../../../lambdas/venues/truth/facts.ts';

const LABELS: Record<VenueField, string> = {
  venue_name: 'Name',
  location: 'Location',
  contact_name: 'Contact',
  contact_email: 'E-mail',
  contact_phone: 'Phone',
  soundtrack_account_id: 'Soundtrack account',
  zone_count: 'Number of zones',
  subscription_status: 'Subscription',
  last_issue_date: 'Last issue',
  notes: 'Notes',
  priority_level: 'Priority',
  sla_tier: 'SLA tier',
};
const SOURCES: Record<Source, string> = {
  override: 'a person',
  sheets: 'the venue sheet',
  soundtrack: 'Soundtrack',
  gmail: 'the mailbox',
  database: 'the record',
};

/** What a field is called on the page; other names are shown as they are. */
export const labelOf = (field: string): string =>
  LABELS[field as VenueField] ?? field.replaceAll('_', ' ').replace(/^./u, (first) => first.toUpperCase());

export const sourceInWords = (source: string): string => SOURCES[source as Source] ?? source;

export const FIELDS = VENUE_FIELDS.map((field) => ({ field, label: LABELS[field] }));

/** A value in a sentence. */
export const valueInWords = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return 'nothing';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

export type { FactValue, VenueField };
