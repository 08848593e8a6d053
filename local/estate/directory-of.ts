import type { DirectoryEntry } from '../../lambdas/venues/index.ts';
import type { Estate } from './estate.ts';

/** The estate as the search directory knows it. */
export const directoryOf = (estate: Estate): DirectoryEntry[] =>
  estate.venues.map((venue) => ({
    id: venue.id,
    name: venue.name,
    ...(venue.aliases.length > 0 && { aliases: venue.aliases }),
    location: venue.location,
    country: venue.country,
    location_source: venue.locationSource,
    zones: venue.zones.map((zone) => zone.name),
  }));
