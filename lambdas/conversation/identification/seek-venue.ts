import type { Facts, Progress } from '../chat.ts';
import { asksSomething } from '../understanding/commands.ts';
import { factsIn, type Told } from '../understanding/facts.ts';
import { smallTalkOf } from '../understanding/small-talk.ts';
import { hasLetters } from '../understanding/text.ts';
import { plainAnswer } from '../understanding/yes-no.ts';
import type { Note } from '../wording/speech.ts';
import { ask, offer } from './ask.ts';
import { withFacts } from './facts.ts';
import { type Finding, findInstead, findVenue } from './find-venue.ts';
import { handOverOf, joined } from './hand-over.ts';
import type { Scene, Step } from './scene.ts';
import { politely } from './small-talk.ts';

type Asking = Extract<Progress, { state: 'asking-venue-name' }>;

/** After so many answers that name no venue we know, a person has to help. */
const patience = 3;

const NAMES_A_PLACE =
  /\b(?:from|at|hotel|resort|villas?|restaurant|cafe|café|bar|mall|club|inn|branch|bungalows?|residences?|suites?|hostel|lodge|bistro|koh)\b|จาก|โรงแรม|ร้าน|รีสอร์|สาขา/iu;

/** Looks for a venue in what was said; asks more precisely each time, then hands over to a person. */
export function seekVenue(asking: Asking, opening: Note[], scene: Scene): Step {
  const { text } = scene.heard;
  const found = find(asking, scene);
  if (found.type !== 'nothing') {
    const facts = withFacts(asking.facts, factsIn(text, true, found.mention).facts);
    return offer(found, facts, asking.rejected, opening, scene);
  }
  const talk = smallTalkOf(text);
  if (asking.tries > 0 && (talk || !text))
    return ask(asking, [...opening, ...(talk ? politely(talk) : [])], 'small-talk', scene);
  return tryAgain(asking, factsIn(text, false), opening, scene);
}

function find({ rejected }: Asking, { heard, venues }: Scene): Finding {
  const direct = findVenue(heard.text, venues);
  // Whoever names a venue again that they said no to may have tapped the wrong button.
  if (direct.type === 'one') return direct;
  const last = rejected.at(-1);
  const instead = last === undefined ? undefined : venues.venue(last);
  return instead ? findInstead(heard.text, instead, venues, rejected) : direct;
}

function tryAgain(asking: Asking, told: Told, opening: Note[], scene: Scene): Step {
  const { text } = scene.heard;
  const facts = withFacts(asking.facts, told.facts);
  // A name or a position alone is welcome; it is not a failed search.
  const onlyFacts = Boolean(told.facts.personName ?? told.facts.position) && !hasLetters(told.rest);
  const attempt = hasLetters(told.rest) && !told.facts.issue && !plainAnswer(text);
  const tries = Math.min(asking.tries + (onlyFacts && asking.tries > 0 ? 0 : 1), patience + 1);
  const said =
    attempt && (asking.tries > 0 || NAMES_A_PLACE.test(told.rest)) ? joined(asking.said, told.rest) : asking.said;
  const next: Asking = { state: 'asking-venue-name', facts, tries, rejected: asking.rejected, ...(said && { said }) };
  if (tries >= patience && !onlyFacts) return handOver(next, tries > patience, opening, scene);
  const notes: Note[] = [...opening];
  if (told.facts.personName) notes.push({ kind: 'thank-you', name: told.facts.personName });
  if (told.facts.issue) notes.push({ kind: 'problem-kept', until: 'venue-known' });
  else if (attempt && said !== asking.said)
    notes.push({ kind: asksSomething(text) ? 'not-understood' : 'venue-not-found' });
  return ask(next, notes, attempt && asking.tries > 0 ? 'venue-not-found' : 'venue-asked', scene);
}

/** We cannot place this person: what they told us goes to somebody who can, and they are told so. */
export function handOver(asking: Asking, again: boolean, opening: Note[], scene: Scene): Step {
  const { context } = scene;
  const { issue } = asking.facts;
  const said = asking.said ?? '';
  const noted: Note = again
    ? { kind: 'added-to-hand-over' }
    : { kind: 'handed-over', said, ...(issue && { issue }), at: context.now };
  const handed = handOverOf(asking.facts, said, scene);
  return { progress: asking, speech: { notes: [...opening, noted] }, reason: 'handed-over', handOver: handed };
}

export const freshSearch = (facts: Facts, rejected: string[] = []): Asking => ({
  state: 'asking-venue-name',
  facts,
  tries: 0,
  rejected,
});
