import type { Facts } from '../chat.ts';
import { corrects, deniesVenue, saysMoved, saysWhere } from '../understanding/commands.ts';
import { factsIn } from '../understanding/facts.ts';
import { bare, hasThai } from '../understanding/text.ts';
import { askVenue, offer } from './ask.ts';
import { withFacts } from './facts.ts';
import { type Finding, findVenue } from './find-venue.ts';
import type { Scene, Step } from './scene.ts';

type Confirmed = { venueId: string; facts: Facts };

const PLACED = /(?:\b(?:at|from|in|of|with)\s+(?:the\s+)?|(?:จาก|ที่|อยู่|โรงแรม|ของ|สาขา)\s*)$/iu;

/**
 * Another venue than the confirmed one is meant: it is asked about before anything happens for it. While a name or a
 * position is being asked for, a name that happens to be a venue's ("Marina") counts only when it is said to be a place.
 */
export function venueChanged(
  progress: Confirmed,
  expecting: 'a-name' | 'a-problem',
  found: Finding,
  scene: Scene,
): Step | undefined {
  const { text } = scene.heard;
  const elsewhere = isElsewhere(found, progress.venueId);
  if (elsewhere && found.type !== 'nothing' && means(found, text, expecting)) {
    const facts = withFacts(progress.facts, factsIn(text, true, found.mention).facts);
    return offer(found, facts, [], [], scene, 'venue-changed');
  }
  const { issue } = factsIn(text, true).facts;
  if (deniesVenue(text))
    return askVenue(
      withFacts(progress.facts, issue ? { issue } : {}),
      1,
      [progress.venueId],
      [{ kind: 'sorry-wrong-venue' }],
      'venue-rejected',
      scene,
    );
  if (saysMoved(text) && found.type === 'nothing')
    return askVenue(progress.facts, 1, [], [{ kind: 'all-right' }], 'venue-changed', scene);
  return undefined;
}

const isElsewhere = (found: Finding, venueId: string): boolean =>
  found.type === 'one'
    ? found.venue.id !== venueId
    : found.type === 'several' && found.venues.every(({ id }) => id !== venueId);

function means(found: Exclude<Finding, { type: 'nothing' }>, text: string, expecting: 'a-name' | 'a-problem'): boolean {
  if (saysWhere(text)) return true;
  const before = text.slice(0, found.mention?.start ?? 0);
  if (found.mention && PLACED.test(before)) return true;
  if (found.type === 'several') return false;
  if (expecting === 'a-problem') return true;
  const said = found.mention ? text.slice(found.mention.start, found.mention.end) : '';
  return found.venue.name.includes(' ') && (corrects(text) || isWholeName(said, found.venue.name));
}

/** As many words as the name has: "Hilton Pattaya", not a person called Jim Thompson for "Jim Thompson Cafe Phuket". */
const isWholeName = (said: string, name: string): boolean =>
  hasThai(said) ? said.length >= 8 : bare(said).split(' ').length >= bare(name).split(' ').length;

/** The venue that is named again is cut from what was said; another one is `venueChanged`'s affair. */
export function lookAround(scene: Scene): { found: Finding; mention?: { start: number; end: number } } {
  const found = findVenue(scene.heard.text, scene.venues);
  return found.type !== 'nothing' && found.mention ? { found, mention: found.mention } : { found };
}
