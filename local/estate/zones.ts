import type { EstateVenue, EstateZone, NotPlaying, VenueKind } from './estate.ts';
import type { SeededRandom } from './seeded-random.ts';

const NAMES: Record<VenueKind, readonly [string, ...string[]]> = {
  hotel: [
    'Lobby',
    'Main Restaurant',
    'Pool',
    'Fitness',
    'Spa',
    "Kids' Club",
    'Lobby Bar',
    'Breakfast Room',
    'Rooftop Bar',
    'Ballroom Foyer',
    'Pool Bar',
    'Beach Club',
    'Executive Lounge',
    'Garden Terrace',
    'Reception',
    'Italian Restaurant',
    'Thai Restaurant',
    'Library',
    'Edge',
    'Horizon',
    'Drift Bar',
  ],
  restaurant: ['Main Restaurant', 'Terrace', 'Bar', 'Private Dining', 'Entrance', 'Garden'],
  shop: ['Sales Floor', 'Entrance', 'Fitting Rooms', 'Mezzanine', 'Cafe Corner'],
  gym: ['Gym Floor', 'Studio 1', 'Studio 2', 'Changing Rooms', 'Reception', 'Pool'],
  office: ['Lobby', 'Pantry', 'Gym', 'Event Space', 'Reception'],
};
/** Large houses number their areas. */
const NUMBERED: readonly [string, ...string[]] = ['Corridor Floor', 'Meeting Room', 'Villa Cluster', 'Limousine'];
const CRITICAL = new Set(['Lobby', 'Main Restaurant', 'Sales Floor', 'Gym Floor']);

type Season = { closed: boolean; lapsed: boolean };

/** The zones of one venue. About half of all zones of the estate do not play on an ordinary day. */
export function zonesOf(
  venue: Pick<EstateVenue, 'id' | 'kind'>,
  count: number,
  season: Season,
  random: SeededRandom,
): EstateZone[] {
  const names = NAMES[venue.kind];
  const numbered = random.pick(NUMBERED);
  return Array.from({ length: count }, (_, at) => {
    const name = names[at] ?? `${numbered} ${at - names.length + 1}`;
    return { id: `${venue.id}-z${at + 1}`, name, critical: CRITICAL.has(name), state: stateOf(season, random) };
  });
}

function stateOf(season: Season, random: SeededRandom): 'playing' | NotPlaying {
  if (season.closed) return 'seasonal-closure';
  if (season.lapsed) return 'subscription-lapsed';
  const at = random.next();
  if (at < 0.18) return 'unpaired';
  return at < 0.36 ? 'dormant' : 'playing';
}
