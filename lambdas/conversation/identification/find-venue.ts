import type { Mention, Resolution } from '../../venues/index.ts';
import type { VenueCard } from '../chat.ts';
import { mostChoices } from '../wording/render.ts';
import type { VenueLookup } from './scene.ts';

/** What a text says about the venue, with venues we can really show. */
export type Finding =
  | { type: 'one'; venue: VenueCard; mention?: Mention }
  | { type: 'several'; venues: VenueCard[]; mention?: Mention }
  | { type: 'nothing' };

/** The resolver's answer without rejected and vanished venues; a list that shrinks to one is still only asked about. */
function findingOf(resolution: Resolution, venues: VenueLookup, rejected: string[]): Finding {
  if (resolution.type === 'none') return { type: 'nothing' };
  const ids = resolution.type === 'match' ? [resolution.venueId] : [...new Set(resolution.candidates)];
  const cards = ids.filter((id) => !rejected.includes(id)).flatMap((id) => venues.venue(id) ?? []);
  const mention = resolution.mention && { mention: resolution.mention };
  const [first, second] = cards;
  if (!first) return { type: 'nothing' };
  if (!second) return { type: 'one', venue: first, ...mention };
  return { type: 'several', venues: cards.slice(0, mostChoices), ...mention };
}

export const findVenue = (text: string, venues: VenueLookup, rejected: string[] = []): Finding =>
  text ? findingOf(venues.resolve(text), venues, rejected) : { type: 'nothing' };

export const findAmong = (text: string, ids: string[], venues: VenueLookup, rejected: string[] = []): Finding =>
  text && ids.length > 0 ? findingOf(venues.resolveAmong(text, ids), venues, rejected) : { type: 'nothing' };

/** Without such a word, an unknown name is an unknown name and not a wish to see the sisters. */
const SISTER = /\b(?:other|another|different|one|ones|branch|sister|second|not)\b|อีก|สาขา|อัน|อื่น/iu;

/**
 * "No, the one in Hua Hin" after "Hilton Bangkok?": another venue of the same brand is meant, so what was said is also
 * read together with the first words of the rejected name. Whatever comes out is asked about, never assumed.
 */
export function findInstead(text: string, instead: VenueCard, venues: VenueLookup, rejected: string[]): Finding {
  if (!text) return { type: 'nothing' };
  const direct = findVenue(text, venues, rejected);
  if (direct.type === 'one') return direct;
  const words = instead.name.split(/\s+/);
  let list = direct;
  for (let length = Math.min(2, words.length - 1); length >= 1; length--) {
    const brand = words.slice(0, length).join(' ');
    const sisters = idsOf(venues.resolve(brand));
    const found = [findAmong(text, sisters, venues, rejected), findVenue(`${brand} ${text}`, venues, rejected)];
    const one = found.find((finding) => finding.type === 'one');
    // Where the words stood in our own composed text means nothing for the message.
    if (one) return { type: 'one', venue: one.venue };
    const several = found.find((finding) => finding.type === 'several');
    if (several && list.type === 'nothing' && SISTER.test(text)) list = { type: 'several', venues: several.venues };
  }
  return list;
}

const idsOf = (resolution: Resolution): string[] => (resolution.type === 'ambiguous' ? resolution.candidates : []);
