import type { FactValue, Statement, Statements, VenueField } from '../../../lambdas/venues/truth/facts.ts';

export const start = new Date('2026-05-10T10:00:00Z');
export const minutesLater = (minutes: number): Date => new Date(start.getTime() + minutes * 60_000);

type Fields = Partial<Record<VenueField, FactValue>>;

/** A venue with every column of the sheet filled in. */
export const aVenue = (venueId: number, fields: Fields = {}): Statement => ({
  venueId,
  fields: {
    venue_name: `Hotel ${venueId}`,
    location: 'Sukhumvit Road, Bangkok',
    contact_name: `Khun ${venueId}`,
    contact_email: `gm@hotel-${venueId}.example`,
    contact_phone: `+668${String(10_000_000 + venueId)}`,
    soundtrack_account_id: `account-${venueId}`,
    zone_count: 3,
    subscription_status: 'active',
    last_issue_date: '2026-04-30',
    notes: 'Ask for the engineer.',
    priority_level: 'normal',
    sla_tier: 'gold',
    ...fields,
  },
});

/** What the sheet says in one run. */
export const sheet = (statements: Statement[], more: Partial<Statements> = {}): Statements => ({
  source: 'sheets',
  saidBy: 'venue sheet',
  runId: 'run-1',
  statements,
  ended: [],
  ...more,
});

/** What another source says of one venue. */
export const word = (source: Statements['source'], venueId: number, fields: Fields): Statements => ({
  source,
  saidBy: source,
  statements: [{ venueId, fields }],
  ended: [],
});

export const nothingDone = {
  added: 0,
  changed: 0,
  ended: 0,
  reopened: 0,
  fieldsChanged: 0,
  disagreementsOpened: 0,
  disagreementsResolved: 0,
  unknown: [],
  refused: [],
};
