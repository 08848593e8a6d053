import type { Facts, Progress, VenueCard } from '../chat.ts';
import { asksSomething, deniesVenue, meansAnother } from '../understanding/commands.ts';
import { factsIn } from '../understanding/facts.ts';
import { smallTalkOf } from '../understanding/small-talk.ts';
import { bare, hasLetters } from '../understanding/text.ts';
import { answerOf } from '../understanding/yes-no.ts';
import type { Note } from '../wording/speech.ts';
import { ask, askToConfirm, keptNote, offer } from './ask.ts';
import { withFacts } from './facts.ts';
import { findInstead, findVenue } from './find-venue.ts';
import { joined } from './hand-over.ts';
import { answerOldTap } from './old-tap.ts';
import { proceed } from './proceed.ts';
import type { Scene, Step } from './scene.ts';
import { handOver } from './seek-venue.ts';
import { politely } from './small-talk.ts';
import { stillOpen } from './still-open.ts';

type Confirming = Extract<Progress, { state: 'confirming-venue' }>;

/** "Is this your venue?": yes, no, no but another, or something else that leaves the question open. */
export function confirmVenue(progress: Confirming, venue: VenueCard, scene: Scene): Step {
  const { tap, text } = scene.heard;
  if (tap?.kind === 'none') return rejected(progress, venue, text, scene);
  if (tap && tap.venueId !== venue.id) return answerOldTap(tap, progress, scene);
  const said = answerOf(text);
  if (tap?.kind === 'no') return rejected(progress, venue, said?.rest ?? text, scene);
  if (tap) return confirmed(progress, venue, said?.rest ?? text, scene);
  if (said?.answer === 'yes') return confirmed(progress, venue, said.rest, scene);
  if (said) return onlyCorrectsThemselves(progress, said.rest, scene) ?? rejected(progress, venue, said.rest, scene);
  if (deniesVenue(text) || meansAnother(text)) return rejected(progress, venue, text, scene);
  return unanswered(progress, venue, scene);
}

function confirmed(progress: Confirming, venue: VenueCard, rest: string, scene: Scene): Step {
  const found = findVenue(rest, scene.venues);
  const mention = found.type === 'nothing' ? undefined : found.mention;
  const facts = withFacts(progress.facts, factsIn(rest, true, mention).facts);
  // "Yes, Hilton Pattaya" to "Hilton Bangkok?" is no yes.
  if (found.type === 'one' && found.venue.id !== venue.id) {
    return askToConfirm(found.venue, facts, progress.rejected, [], 'venue-corrected', scene);
  }
  if (found.type === 'several' && found.venues.every(({ id }) => id !== venue.id)) {
    return offer(found, facts, progress.rejected, [], scene, 'venue-corrected');
  }
  const thanks: Note = { kind: 'thank-you', ...(facts.personName && { name: facts.personName }) };
  return proceed(venue.id, facts, [thanks], scene);
}

/** "No wait, my name is Anne" says nothing about the venue: the question stays open. */
function onlyCorrectsThemselves(progress: Confirming, rest: string, scene: Scene): Step | undefined {
  if (findVenue(rest, scene.venues).type !== 'nothing') return undefined;
  const told = factsIn(rest, true);
  if (!told.facts.personName && !told.facts.position) return undefined;
  if (told.facts.issue || hasLetters(told.rest.replace(/\b(?:wait|sorry|actually|hold on)\b/giu, ''))) return undefined;
  const { personName } = told.facts;
  const thanks: Note = { kind: 'thank-you', ...(personName && { name: personName }) };
  return stillOpen(progress, told.facts, [thanks], 'venue-not-answered', scene);
}

function rejected(progress: Confirming, venue: VenueCard, rest: string, scene: Scene): Step {
  const { sender, venues } = scene;
  const rejectedIds = [...progress.rejected.filter((id) => id !== venue.id), venue.id];
  const found = findInstead(rest, venue, venues, rejectedIds);
  const facts = withFacts(
    progress.facts,
    factsIn(rest, false, found.type === 'nothing' ? undefined : found.mention).facts,
  );
  const sorry: Note[] = [{ kind: sender?.venueId === venue.id ? 'all-right' : 'sorry-wrong-venue' }];
  if (found.type !== 'nothing') return offer(found, facts, rejectedIds, sorry, scene, 'venue-corrected');
  const home = sender && !rejectedIds.includes(sender.venueId) ? venues.venue(sender.venueId) : undefined;
  if (home) return askToConfirm(home, facts, rejectedIds, sorry, 'venue-rejected', scene);
  const named = hasLetters(rest) && !facts.issue && !deniesVenue(rest);
  const tries = Math.max(rejectedIds.length, named ? 2 : 1);
  const said = named ? joined(progress.said, rest) : progress.said;
  const asking: Progress = {
    state: 'asking-venue-name',
    facts,
    tries,
    rejected: rejectedIds.slice(-10),
    ...(said && { said }),
  };
  if (tries >= 3)
    return handOver({ ...asking, tries: 3, said: asking.said ?? notThese(rejectedIds, scene) }, false, sorry, scene);
  return ask(asking, [...sorry, ...keptNote(facts, 'venue-known', scene)], 'venue-rejected', scene);
}

/** For whoever takes over: which venues it is not. */
const notThese = (ids: string[], { venues }: Scene): string =>
  `≠ ${ids.flatMap((id) => venues.venue(id)?.name ?? []).join(', ')}`;

function unanswered(progress: Confirming, venue: VenueCard, scene: Scene): Step {
  const { text } = scene.heard;
  const found = findVenue(text, scene.venues);
  const mention = found.type === 'nothing' ? undefined : found.mention;
  const { facts: said } = factsIn(text, mention !== undefined, mention);
  const facts = withFacts(progress.facts, said);
  if (bare(text) === bare(venue.name) && bare(text) !== '')
    return proceed(venue.id, facts, [{ kind: 'thank-you' }], scene);
  const other =
    found.type === 'several'
      ? found.venues.every(({ id }) => id !== venue.id)
      : found.type === 'one' && found.venue.id !== venue.id;
  if (other && found.type !== 'nothing') return offer(found, facts, progress.rejected, [], scene, 'venue-corrected');
  const sister = found.type === 'nothing' ? sisterNamed(text, said, venue, progress, scene) : undefined;
  if (sister) return askToConfirm(sister, facts, progress.rejected, [], 'venue-corrected', scene);
  const notes: Note[] = said.personName ? [{ kind: 'thank-you', name: said.personName }] : [];
  if (said.issue)
    return stillOpen(
      progress,
      said,
      [...notes, { kind: 'problem-kept', until: 'confirmed' }],
      'venue-not-answered',
      scene,
    );
  if (said.personName || said.position) return stillOpen(progress, said, notes, 'venue-not-answered', scene);
  const talk = smallTalkOf(text);
  const polite: Note[] = talk ? politely(talk, facts.personName) : [];
  return stillOpen(
    progress,
    said,
    polite.length > 0 ? polite : [{ kind: 'yes-or-no' }],
    talk ? 'small-talk' : 'venue-not-answered',
    scene,
  );
}

/** "Pattaya", "I said Pattaya" to "Hilton Bangkok?": a few words that with the name asked about make a sister's. */
function sisterNamed(
  text: string,
  said: Facts,
  venue: VenueCard,
  { rejected }: Confirming,
  { venues }: Scene,
): VenueCard | undefined {
  if (said.issue || said.personName || said.position || smallTalkOf(text) || asksSomething(text)) return undefined;
  if (text.split(/\s+/).length > 5) return undefined;
  const found = findInstead(text, venue, venues, [...rejected, venue.id]);
  return found.type === 'one' ? found.venue : undefined;
}
