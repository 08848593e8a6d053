import type { Sql } from '../../runtime/sql/sql-client.ts';
import type { Fact, Source, VenueField } from '../truth/facts.ts';
import { noteContests } from './disagreements-in-postgres.ts';
import { type Contest, type SettledVenue, settleVenue } from './settled-venue.ts';
import { type ChangedVenue, type Voice, writeVenues } from './venues-in-postgres.ts';

/** Facts of the fields of one venue that are to be settled; a field without facts is one that nobody speaks of any more. */
export type Touched = { venueId: number; facts: Map<VenueField, readonly Fact[]> };

/** What came of it. `accountsFrom` says whose word the accounts of a changed venue are. */
export type SettledAnew = {
  changed: ChangedVenue[];
  accountsFrom: Map<number, Source>;
  disagreementsOpened: number;
  disagreementsResolved: number;
};

/** Works out what is in force for these fields and brings record, audit and disagreements up to it. */
export async function settleAnew(
  sql: Sql,
  touched: readonly Touched[],
  { voice, reopen, now }: { voice: Voice; reopen: boolean; now: Date },
): Promise<SettledAnew> {
  const venues: SettledVenue[] = [];
  const contests: Contest[] = [];
  for (const { venueId, facts } of touched) {
    const settled = settleVenue(venueId, facts, now);
    venues.push(settled.venue);
    contests.push(...settled.contests);
  }
  const changed = await writeVenues(sql, venues, { voice, reopen, now });
  const noted = await noteContests(sql, contests, now);
  const accountsFrom = new Map(venues.map((venue) => [venue.venueId, venue.accountsFrom ?? 'sheets']));
  return { changed, accountsFrom, disagreementsOpened: noted.opened, disagreementsResolved: noted.resolved };
}
