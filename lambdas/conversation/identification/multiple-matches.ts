import type { Progress, VenueCard } from '../chat.ts';
import { choiceOf } from '../understanding/choice.ts';
import { factsIn } from '../understanding/facts.ts';
import { smallTalkOf } from '../understanding/small-talk.ts';
import { bare } from '../understanding/text.ts';
import { answerOf } from '../understanding/yes-no.ts';
import type { Note } from '../wording/speech.ts';
import { askToConfirm, askVenue, offer } from './ask.ts';
import { withFacts } from './facts.ts';
import { findAmong, findVenue } from './find-venue.ts';
import { answerOldTap } from './old-tap.ts';
import { proceed } from './proceed.ts';
import type { Scene, Step } from './scene.ts';
import { politely } from './small-talk.ts';
import { stillOpen } from './still-open.ts';

type Picking = Extract<Progress, { state: 'multiple-matches' }>;

/** A numbered list was shown: a number, a tap, a name, "the one in Hua Hin", or none of these. */
export function pickVenue(progress: Picking, listed: VenueCard[], scene: Scene): Step {
  const { tap, text } = scene.heard;
  if (tap?.kind === 'none') return noneOfThese(progress, listed, text, scene);
  if (tap) {
    const picked = tap.kind === 'pick' ? listed.find(({ id }) => id === tap.venueId) : undefined;
    return picked ? pick(progress, picked, text, scene) : answerOldTap(tap, progress, scene);
  }
  const choice = choiceOf(text, listed.length);
  if (choice?.kind === 'none') return noneOfThese(progress, listed, choice.rest, scene);
  if (choice) {
    const chosen = listed[choice.number - 1];
    if (chosen) return pick(progress, chosen, choice.rest, scene);
    return stillOpen(
      progress,
      factsIn(choice.rest, true).facts,
      [{ kind: 'not-on-the-list' }],
      'venue-not-answered',
      scene,
    );
  }
  const named = listed.filter(({ name }) => bare(name) === bare(text));
  if (named[0] && named.length === 1) return pick(progress, named[0], '', scene);
  return describedVenue(progress, listed, scene);
}

/** Choosing a row by number or tap is confirming it: name and place were in the row. */
function pick(progress: Picking, venue: VenueCard, rest: string, scene: Scene): Step {
  const facts = withFacts(progress.facts, factsIn(rest, true).facts);
  return proceed(venue.id, facts, [{ kind: 'venue-chosen', venue }], scene);
}

function noneOfThese(progress: Picking, listed: VenueCard[], rest: string, scene: Scene): Step {
  const { sender, venues } = scene;
  const rejected = [...new Set([...progress.rejected, ...listed.map(({ id }) => id)])];
  const found = findVenue(rest, venues, rejected);
  const facts = withFacts(
    progress.facts,
    factsIn(rest, false, found.type === 'nothing' ? undefined : found.mention).facts,
  );
  if (found.type !== 'nothing') return offer(found, facts, rejected, [], scene, 'venue-corrected');
  const home = sender && !rejected.includes(sender.venueId) ? venues.venue(sender.venueId) : undefined;
  if (home) return askToConfirm(home, facts, rejected, [{ kind: 'all-right' }], 'venue-rejected', scene);
  return askVenue(facts, 2, rejected, [{ kind: 'all-right' }], 'venue-rejected', scene);
}

/** Words instead of a number: judged among the list first, then on their own. A reading is asked about, not assumed. */
function describedVenue(progress: Picking, listed: VenueCard[], scene: Scene): Step {
  const { venues } = scene;
  const answer = answerOf(scene.heard.text);
  const text = answer ? answer.rest : scene.heard.text;
  const ids = listed.map(({ id }) => id);
  const among = findAmong(text, ids, venues, progress.rejected);
  const anywhere = among.type === 'one' ? among : findVenue(text, venues, progress.rejected);
  const found = anywhere.type === 'nothing' ? among : anywhere;
  const mention = found.type === 'nothing' ? undefined : found.mention;
  const { facts: said } = factsIn(text, mention !== undefined, mention);
  const facts = withFacts(progress.facts, said);
  if (found.type === 'one') return offer(found, facts, progress.rejected, [], scene);
  if (among.type === 'several' && among.venues.length < listed.length)
    return offer(among, facts, progress.rejected, [], scene);
  if (found.type === 'several' && found.venues.some(({ id }) => !ids.includes(id)))
    return offer(found, facts, progress.rejected, [], scene);
  return unanswered(progress, said, scene);
}

function unanswered(progress: Picking, said: ReturnType<typeof factsIn>['facts'], scene: Scene): Step {
  const talk = smallTalkOf(scene.heard.text);
  const notes: Note[] = said.issue ? [{ kind: 'problem-kept', until: 'confirmed' }] : talk ? politely(talk) : [];
  const understood = talk ?? said.issue ?? said.personName ?? said.position;
  if (understood) return stillOpen(progress, said, notes, talk ? 'small-talk' : 'venue-not-answered', scene);
  return stillOpen(progress, said, [{ kind: 'not-understood' }], 'venue-not-answered', scene);
}
