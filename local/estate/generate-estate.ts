import type { Estate, EstateVenue, OpeningHours, VenueKind } from './estate.ts';
import { HILTONS } from './hiltons.ts';
import { type MadeUpWord, madeUpWord, STREETS, SUFFIXES } from './made-up-names.ts';
import { PLACES_ABROAD, type Place, THAI_PLACES } from './places.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';
import { zoneCounts } from './zone-counts.ts';
import { zonesOf } from './zones.ts';

export type EstateSize = {
  venues: number;
  /** @default five a venue */
  zones?: number;
  /** @default 1 */
  seed?: number;
};

type Chain = MadeUpWord & { kind: VenueKind; seasonal: boolean };
type Named = Omit<EstateVenue, 'id' | 'zones'> & { chainIsSeasonal: boolean };

/** The same estate for the same size and seed. */
export function generateEstate({ venues, zones = venues * 5, seed = 1 }: EstateSize): Estate {
  const random = seededRandom(seed);
  const counts = zoneCounts(venues, zones, random);
  const chains = chainsFor(venues, random);
  const taken = new Set<string>();
  const list = counts.map((count, at): EstateVenue => {
    const { chainIsSeasonal, ...named } = nextName(at, chains, taken, random);
    const id = String(1001 + at);
    const season = {
      closed: random.chance(chainIsSeasonal ? 0.8 : 0.07),
      lapsed: random.chance(0.07),
    };
    const made = zonesOf({ id, kind: named.kind }, count, season, random);
    // The house that everybody tries first has music.
    return { id, ...named, zones: at === 0 ? made.map((zone) => ({ ...zone, state: 'playing' as const })) : made };
  });
  return { seed, venues: list };
}

/** One chain for about thirty venues; one in eight closes for a season. */
function chainsFor(venues: number, random: SeededRandom): [Chain, ...Chain[]] {
  const one = (at: number): Chain => ({
    ...madeUpWord(random),
    kind: at % 8 === 5 ? 'restaurant' : 'hotel',
    seasonal: at % 8 === 3,
  });
  const chains: [Chain, ...Chain[]] = [one(0)];
  for (let at = 1; at < Math.ceil(venues / 30); at++) chains.push(one(at));
  return chains;
}

function nextName(at: number, chains: [Chain, ...Chain[]], taken: Set<string>, random: SeededRandom): Named {
  const hilton = HILTONS[at];
  if (hilton) {
    taken.add(hilton.name.toLowerCase());
    const fixed = {
      chain: 'Hilton',
      kind: 'hotel',
      country: 'Thailand',
      locationSource: 'name',
      timezone: 'Asia/Bangkok',
    } as const;
    return { ...hilton, aliases: [...hilton.aliases], ...fixed, openingHours: 'always', chainIsSeasonal: false };
  }
  for (;;) {
    const named = random.chance(0.55) ? chainVenue(random.pick(chains), random) : ownVenue(random);
    const key = named.name.toLowerCase();
    if (taken.has(key)) continue;
    taken.add(key);
    return named;
  }
}

function chainVenue(chain: Chain, random: SeededRandom): Named {
  const place = placeFor(random);
  const district = place.districts && random.chance(0.7) ? ` ${random.pick(place.districts)}` : '';
  const suffix = district === '' || random.chance(0.25) ? ` ${random.pick(SUFFIXES[chain.kind])}` : '';
  const name = `${chain.latin} ${place.city}${district}${suffix}`;
  const thai = place.thai && district === '' && random.chance(0.7) ? [`${chain.thai} ${place.thai}`] : [];
  return {
    ...about(chain.kind, place, random),
    name,
    aliases: thai,
    chain: chain.latin,
    chainIsSeasonal: chain.seasonal,
  };
}

function ownVenue(random: SeededRandom): Named {
  const kind = kindFor(random.next());
  const place = placeFor(random);
  const word = madeUpWord(random);
  const second = random.chance(0.3) ? madeUpWord(random) : undefined;
  const words = [word.latin, second?.latin].filter(Boolean).join(' ');
  const article = random.chance(0.15) ? 'The ' : '';
  const city = random.chance(0.6) ? ` ${place.city}` : '';
  const thai = place.thai && random.chance(0.7) ? [`${word.thai}${second?.thai ?? ''} ${place.thai}`] : [];
  const name = `${article}${words} ${random.pick(SUFFIXES[kind])}${city}`;
  return { ...about(kind, place, random), name, aliases: thai, chainIsSeasonal: false };
}

function about(kind: VenueKind, place: Place, random: SeededRandom) {
  const billing = random.chance(0.07);
  return {
    kind,
    location: billing ? place.country : `${random.pick(STREETS)}, ${place.city}`,
    country: place.country,
    locationSource: billing ? ('account_country' as const) : ('name' as const),
    timezone: place.timezone,
    openingHours: openingHoursOf(kind, random),
  };
}

const placeFor = (random: SeededRandom): Place => random.pick(random.chance(0.42) ? THAI_PLACES : PLACES_ABROAD);

// Chains add hotels and restaurants of their own; together 84 in 100 are hotels.
function kindFor(at: number): VenueKind {
  if (at < 0.78) return 'hotel';
  if (at < 0.86) return 'restaurant';
  if (at < 0.92) return 'shop';
  return at < 0.96 ? 'gym' : 'office';
}

function openingHoursOf(kind: VenueKind, random: SeededRandom): OpeningHours {
  if (kind === 'hotel') return 'always';
  if (kind === 'restaurant')
    return { open: random.pick(['07:00', '10:00', '11:00', '17:00']), close: random.pick(['22:00', '23:00', '01:00']) };
  if (kind === 'gym') return { open: '06:00', close: '23:00' };
  return kind === 'shop' ? { open: '10:00', close: '22:00' } : { open: '08:00', close: '19:00' };
}
