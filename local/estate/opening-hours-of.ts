import type { OpeningHours } from '../../lambdas/venues/index.ts';
import type { Estate } from './estate.ts';

const EVERY_DAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** When the estate's venues are meant to have music, as the record of venues keeps it. */
export const openingHoursOf = ({ venues }: Estate): { venueId: number; hours: OpeningHours }[] =>
  venues.map(({ id, openingHours }) => ({
    venueId: Number(id),
    hours:
      openingHours === 'always'
        ? 'always'
        : { week: Object.fromEntries(EVERY_DAY.map((day) => [day, [[openingHours.open, openingHours.close]]])) },
  }));
