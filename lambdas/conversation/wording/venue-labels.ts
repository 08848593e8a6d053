import type { VenueCard } from '../chat.ts';
import { fold, oneLine } from '../understanding/text.ts';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const graphemesOf = (text: string): string[] => Array.from(segmenter.segment(text), ({ segment }) => segment);

/** Cuts to `limit` UTF-16 units between graphemes, keeping the head or the tail. */
function shorten(text: string, limit: number, keep: 'head' | 'tail'): string {
  if (text.length <= limit) return text;
  const parts = keep === 'head' ? graphemesOf(text) : graphemesOf(text).reverse();
  let kept = '';
  for (const part of parts) {
    if (kept.length + part.length > limit - 1) break;
    kept = keep === 'head' ? kept + part : part + kept;
  }
  return keep === 'head' ? `${kept.trimEnd()}…` : `…${kept.trimStart()}`;
}

/**
 * Short names for a pick list: the whole name where it fits, else the words its neighbours do not have, so that
 * "Hilton Garden Inn Bangkok Silom" beside "Hilton Bangkok" reads "Garden Inn Silom". Unique by their number.
 */
export function shortNames(venues: VenueCard[], limit: number): string[] {
  const names = venues.map(({ name }) => oneLine(name) || '–');
  const room = names.map((_, index) => limit - `${index + 1}. `.length);
  const heads = names.map((name, index) => shortName(name, names, room[index] ?? limit));
  return heads.map((head, index) => {
    const clash = heads.some((other, at) => at !== index && other === head && names[at] !== names[index]);
    return `${index + 1}. ${clash ? shorten(names[index] ?? '', room[index] ?? limit, 'tail') : head}`;
  });
}

function shortName(name: string, names: string[], room: number): string {
  if (name.length <= room) return name;
  const others = names.filter((other) => other !== name).map((other) => fold(other).split(' '));
  const words = name.split(' ');
  const own = (isOwn: (word: string) => boolean) => words.filter((word) => isOwn(fold(word))).join(' ');
  const withoutShared = own((word) => others.length === 0 || !others.every((other) => other.includes(word)));
  if (withoutShared && withoutShared.length <= room) return withoutShared;
  const distinct = own((word) => !others.some((other) => other.includes(word)));
  return shorten(distinct || withoutShared || name, room, 'head');
}

/** The line below a short name: what the short name left out, and where it is. */
export function describe(venue: VenueCard, title: string, limit: number): string | undefined {
  const name = title.endsWith(` ${venue.name}`) ? undefined : oneLine(venue.name);
  const text = [name, venue.location && oneLine(venue.location)].filter(Boolean).join(' · ');
  return text ? shorten(text, limit, 'head') : undefined;
}
