import type { VenueMail } from './venue-mail.ts';

/** What looks cost in Gmail's quota units: a listing, and each thread read. */
const UNITS_TO_LIST = 10;
const UNITS_PER_THREAD = 40;

export type Swept = { venueId: string; lastSweptAt?: Date | undefined };

export type SweepPlan = {
  /** Whose mail to look at now: who was never looked at first, then who waited longest. */
  venueIds: string[];
  /** Due as well, of those given, and left for the next run. */
  postponed: number;
};

/** Which venues' mail has to be looked at again, no more than one run can read. */
export function dueForSweep(venues: readonly Swept[], now: Date, { sweepHours = 24, mostPerRun = 60 } = {}): SweepPlan {
  const edge = now.getTime() - sweepHours * 3_600_000;
  const age = ({ lastSweptAt }: Swept) => lastSweptAt?.getTime() ?? Number.NEGATIVE_INFINITY;
  const due = venues
    .filter((venue) => age(venue) <= edge)
    .toSorted((one, other) => compare(age(one), age(other)) || compare(one.venueId, other.venueId));
  return {
    venueIds: due.slice(0, mostPerRun).map(({ venueId }) => venueId),
    postponed: Math.max(0, due.length - mostPerRun),
  };
}

/** How far behind a look the next one stays, so that Gmail's quota lasts: by what was read, for most looks find little. */
export function millisecondsBetween(mail: VenueMail, unitsPerMinute: number): number {
  if (mail.kind !== 'fresh' || mail.state === 'nobody-to-look-for') return 0;
  return Math.ceil((60_000 * (UNITS_TO_LIST + UNITS_PER_THREAD * mail.threadsRead)) / unitsPerMinute);
}

const compare = <Value extends number | string>(one: Value, other: Value): number =>
  one < other ? -1 : one > other ? 1 : 0;
