import { userInfo } from 'node:os';
import type { Sql } from '../../lambdas/runtime/sql/sql-client.ts';
import { problemsIn, type VenueHours } from '../../lambdas/venues/index.ts';
import { hoursOfVenue } from '../../lambdas/venues/record/venue-hours-in-postgres.ts';
import { PlainProblem } from '../run-script.ts';
import { oneLine } from '../venue-facts/one-line.ts';

export type VenueWithHours = VenueHours & { name: string };

/** The venue and what counts for it now; one that nobody knows is a problem in words. */
export async function venueWithHours(sql: Sql, venueId: number, now: Date): Promise<VenueWithHours> {
  const venue = await hoursOfVenue(sql, venueId, { at: now });
  if (venue) return venue;
  throw new PlainProblem(`there is no venue ${venueId}. Nothing was changed.`);
}

/** "Hotel Lotus (1002), Asia/Bangkok", and below it what in its hours cannot mean what somebody meant. */
export function titleOf(venue: VenueWithHours): string[] {
  const zone = venue.timeZone === null ? 'no time zone, because none of its zones tells one' : venue.timeZone;
  const problems = problemsIn(venue).map(({ inWords }) => `  ! ${inWords}`);
  return [`${oneLine(venue.name)} (${venue.venueId}), ${zone}`, ...problems];
}

/** Who decides: whom the person at the keyboard says, else who is logged in there. */
export const speaker = (by: string | undefined): string => by ?? userInfo().username;
