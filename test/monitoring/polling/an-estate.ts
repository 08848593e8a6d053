import type { Estate, EstateVenue } from '../../../local/estate/estate.ts';

/** Plain venues with names in order, each with so many zones that play; the first zone of each is critical. */
export function anEstate({
  venues = 6,
  zones = 2,
}: {
  venues?: number;
  zones?: number | readonly number[];
} = {}): Estate {
  const countOf = (at: number) => (typeof zones === 'number' ? zones : (zones[at] ?? 1));
  const venueAt = (at: number): EstateVenue => {
    const id = String(1001 + at);
    return {
      id,
      name: `House ${String(at + 1).padStart(4, '0')}`,
      aliases: [],
      kind: 'hotel',
      location: 'Bangkok',
      country: 'Thailand',
      locationSource: 'name',
      timezone: 'Asia/Bangkok',
      openingHours: 'always',
      zones: Array.from({ length: countOf(at) }, (_, zone) => ({
        id: `${id}-${String(zone + 1).padStart(3, '0')}`,
        name: `Zone ${String(zone + 1).padStart(3, '0')}`,
        critical: zone === 0,
        state: 'playing' as const,
      })),
    };
  };
  return { seed: 1, venues: Array.from({ length: venues }, (_, at) => venueAt(at)) };
}
