import { fold } from '../fold.ts';
import type { Fact, FactValue, Settled, Source, VenueField } from '../truth/facts.ts';
import { settle } from '../truth/settle.ts';

/** What of a venue's fields is in force now, ready to be written. */
export type SettledVenue = {
  venueId: number;
  fields: Partial<Record<VenueField, FactValue>>;
  nameFolded: string | null;
  /** Who named the accounts, when they are among the fields. */
  accountsFrom?: Source;
};

/** Why a field of which several sources speak is as it is. */
export type Contest = { venueId: number; field: VenueField; settled: Settled };

/** Settles each field of a venue of which `facts` holds something. */
export function settleVenue(
  venueId: number,
  facts: ReadonlyMap<VenueField, readonly Fact[]>,
  now: Date,
): { venue: SettledVenue; contests: Contest[] } {
  const venue: SettledVenue = { venueId, fields: {}, nameFolded: null };
  const contests: Contest[] = [];
  for (const [field, said] of facts) {
    const settled = settle(said, now, field);
    const value = inForce(field, settled?.value ?? null);
    if (value !== undefined) venue.fields[field] = value;
    if (field === 'venue_name' && typeof value === 'string') venue.nameFolded = foldedName(value);
    if (field === 'soundtrack_account_id') venue.accountsFrom = settled?.source ?? 'sheets';
    if (settled && said.length > 1) contests.push({ venueId, field, settled });
  }
  return { venue, contests };
}

/** A venue keeps its last name when nobody gives it one any more, and its subscription is never nothing. */
function inForce(field: VenueField, value: FactValue): FactValue | undefined {
  if (value !== null) return value;
  if (field === 'venue_name') return undefined;
  return field === 'subscription_status' ? 'unknown' : null;
}

/** A name as it is looked up by; one of signs alone, of which folding leaves nothing, is looked up as it is. */
export const foldedName = (name: string): string => fold(name) || name.trim().toLowerCase();
