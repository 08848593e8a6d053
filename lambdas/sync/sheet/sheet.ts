import type { VenueField } from '../../venues/index.ts';

/** A spreadsheet as the Sheets API gives it with UNFORMATTED_VALUE and SERIAL_NUMBER dates: ragged rows, missing tails. */
export type Sheet = { title: string; timeZone: string; tabs: SheetTab[] };
export type SheetTab = { title: string; values: Cell[][] };
export type Cell = string | number | boolean | null;

/** Columns A–M of the venue master in their usual order; in a sheet they are found by header, wherever they moved. */
export const SHEET_FIELDS = [
  'venue_id',
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
] as const satisfies readonly ['venue_id', ...VenueField[]];
export type SheetField = (typeof SHEET_FIELDS)[number];

export const SUBSCRIPTION_STATUSES = ['active', 'cancelled', 'expired', 'paused', 'trial', 'unknown'] as const;
export const PRIORITY_LEVELS = ['critical', 'high', 'normal', 'low'] as const;

/**
 * One venue as the sheet states it, typed. Dates `YYYY-MM-DD`, phones E.164, e-mails in lower case. `null` is an empty
 * cell; a field that is absent was not stated at all (no such column, or a cell that could not be read), so whatever is
 * known of it stays.
 */
export type SheetVenue = {
  venue_id: number;
  venue_name: string;
  location?: string | null;
  contact_name?: string | null;
  contact_email?: string | null;
  contact_phone?: string | null;
  /** As written; several accounts are separated by commas, slashes, semicolons or line breaks. */
  soundtrack_account_id?: string | null;
  zone_count?: number | null;
  subscription_status?: (typeof SUBSCRIPTION_STATUSES)[number];
  last_issue_date?: string | null;
  notes?: string | null;
  priority_level?: (typeof PRIORITY_LEVELS)[number] | null;
  sla_tier?: string | null;
};

/** A venue as last synced: every field known, `null` for empty. */
export type CurrentVenue = { [Field in keyof Required<SheetVenue>]: Required<SheetVenue>[Field] };
