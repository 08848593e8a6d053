/** One listing of threads and some five threads read, in Gmail's quota units. */
const UNITS_PER_VENUE = 10 + 5 * 40;

export type Swept = { venueId: string; lastSweptAt?: Date | undefined };

export type SweepPlan = {
  /** Whose mail to look at now: who was never looked at first, then who waited longest. */
  venueIds: string[];
  /** Due as well, and left for the next run. */
  postponed: number;
  /** To begin the venues so far apart keeps the run within Gmail's quota. */
  millisecondsBetween: number;
};

/** Which venues' mail has to be looked at again, no more than one run can read. */
export function dueForSweep(
  venues: readonly Swept[],
  now: Date,
  { sweepHours = 24, mostPerRun = 60, quotaUnitsPerMinute = 6_000 } = {},
): SweepPlan {
  const edge = now.getTime() - sweepHours * 3_600_000;
  const age = ({ lastSweptAt }: Swept) => lastSweptAt?.getTime() ?? Number.NEGATIVE_INFINITY;
  const due = venues
    .filter((venue) => age(venue) <= edge)
    .toSorted((one, other) => compare(age(one), age(other)) || compare(one.venueId, other.venueId));
  return {
    venueIds: due.slice(0, mostPerRun).map(({ venueId }) => venueId),
    postponed: Math.max(0, due.length - mostPerRun),
    millisecondsBetween: Math.ceil((60_000 * UNITS_PER_VENUE) / quotaUnitsPerMinute),
  };
}

const compare = <Value extends number | string>(one: Value, other: Value): number =>
  one < other ? -1 : one > other ? 1 : 0;
