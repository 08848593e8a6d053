import type { VenueLookup } from '../../../lambdas/conversation/identification/scene.ts';
import type { Resolution } from '../../../lambdas/venues/resolution.ts';

type Known = { id: string; name: string; location?: string; words?: string[] };

export const venues: Known[] = [
  { id: 'hb', name: 'Hilton Bangkok', location: 'Sukhumvit Road', words: ['ฮิลตันกรุงเทพ', 'ฮิลตัน กรุงเทพ'] },
  { id: 'hp', name: 'Hilton Pattaya', location: 'Beach Road', words: ['ฮิลตันพัทยา', 'ฮิลตัน พัทยา'] },
  { id: 'hh', name: 'Hilton Hua Hin', location: 'Naresdamri Road', words: ['ฮิลตันหัวหิน'] },
  { id: 'cu', name: 'Centara Ubon', location: 'Ubon Ratchathani' },
  { id: 'ma', name: 'Marina' },
];
const brands: Record<string, string[]> = { hilton: ['hb', 'hp', 'hh'], ฮิลตัน: ['hb', 'hp', 'hh'] };
const places: Record<string, string> = { bangkok: 'hb', pattaya: 'hp', พัทยา: 'hp', 'hua hin': 'hh', หัวหิน: 'hh' };

/** A tiny directory: whole names match, "Hilton" alone is ambiguous, a place decides only among given candidates. */
export function fakeVenues(gone: string[] = []): VenueLookup {
  const here = venues.filter(({ id }) => !gone.includes(id));
  const resolve = (text: string): Resolution => {
    const folded = text.toLowerCase();
    for (const { id, name, words = [] } of here) {
      for (const word of [name.toLowerCase(), ...words]) {
        const start = folded.indexOf(word);
        if (start >= 0)
          return {
            type: 'match',
            venueId: id,
            score: 1,
            reason: 'exact',
            mention: { start, end: start + word.length },
          };
      }
    }
    for (const [brand, ids] of Object.entries(brands)) {
      const start = folded.indexOf(brand);
      const candidates = ids.filter((id) => !gone.includes(id));
      if (start < 0 || candidates.length === 0) continue;
      return {
        type: 'ambiguous',
        candidates,
        score: 0.5,
        reason: 'brand',
        mention: { start, end: start + brand.length },
      };
    }
    return { type: 'none', reason: 'nothing-named' };
  };
  return {
    resolve,
    resolveAmong(text, ids) {
      const place = Object.keys(places).find(
        (word) => text.toLowerCase().includes(word) && ids.includes(places[word] ?? ''),
      );
      const venueId = place && places[place];
      return venueId && !gone.includes(venueId)
        ? { type: 'match', venueId, score: 0.9, reason: 'place' }
        : { type: 'none', reason: 'nothing-named' };
    },
    venue: (id) => here.find((venue) => venue.id === id),
  };
}
