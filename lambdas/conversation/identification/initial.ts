import type { Sender, VenueCard } from '../chat.ts';
import { saysMoved } from '../understanding/commands.ts';
import { factsIn } from '../understanding/facts.ts';
import { outcomeIn } from '../understanding/outcome.ts';
import { smallTalkOf } from '../understanding/small-talk.ts';
import type { Note } from '../wording/speech.ts';
import { askToConfirm, askVenue, offer } from './ask.ts';
import { isSomebodyElse, withFacts } from './facts.ts';
import { findVenue } from './find-venue.ts';
import { noteOutcome } from './note-outcome.ts';
import { proceed } from './proceed.ts';
import type { Scene, Step } from './scene.ts';
import { freshSearch, seekVenue } from './seek-venue.ts';
import { closing } from './small-talk.ts';

/** The first words of a conversation: somebody new, or somebody whose venue we know. */
export function fromInitial(scene: Scene): Step {
  const { heard, sender, venues } = scene;
  const home = sender && venues.venue(sender.venueId);
  if (sender && home) return welcomeBack(sender, home, scene);
  const known = sender ? { personName: sender.personName, position: sender.position } : {};
  const opening: Note[] = sender
    ? [{ kind: 'welcome-back', name: sender.personName }, { kind: 'venue-gone' }]
    : [{ kind: 'introduction' }];
  const tapped = venueTapped(scene);
  if (tapped)
    return askToConfirm(
      tapped,
      withFacts(known, factsIn(heard.text, true).facts),
      [],
      opening,
      'earlier-question',
      scene,
    );
  const step = seekVenue(freshSearch(known), opening, scene);
  return step.reason === 'venue-asked' ? { ...step, reason: sender ? 'venue-gone' : 'greeted' } : step;
}

const venueTapped = ({ heard: { tap }, venues }: Scene): VenueCard | undefined =>
  tap?.kind === 'yes' || tap?.kind === 'pick' ? venues.venue(tap.venueId) : undefined;

/** A bound person is greeted by name and asked one thing: still there? Naming the venue themselves answers that. */
function welcomeBack(sender: Sender, home: VenueCard, scene: Scene): Step {
  const { heard, venues } = scene;
  const known = { personName: sender.personName, position: sender.position };
  const talk = smallTalkOf(heard.text);
  if ((talk === 'thanks' || talk === 'farewell') && !heard.tap) {
    return { progress: { state: 'initial' }, speech: { notes: closing(talk, sender.personName) }, reason: 'closed' };
  }
  const outcome = heard.tap ? undefined : outcomeIn(heard.text);
  if (outcome) return noteOutcome(outcome, { state: 'initial' }, known, home.id, scene);
  const found = findVenue(heard.text, venues);
  const mention = found.type === 'nothing' ? undefined : found.mention;
  const said = factsIn(heard.text, true, mention).facts;
  const other = isSomebodyElse(known, said);
  const facts = withFacts(other ? {} : known, said);
  const name = facts.personName ?? sender.personName;
  const opening: Note[] = [{ kind: other ? 'nice-to-meet-you' : 'welcome-back', name }];
  if (found.type === 'one' && found.venue.id === home.id) return proceed(home.id, facts, opening, scene);
  const elsewhere = found.type === 'several' ? found.venues.every(({ id }) => id !== home.id) : found.type === 'one';
  if (elsewhere && found.type !== 'nothing') return offer(found, facts, [], opening, scene, 'venue-changed');
  if (saysMoved(heard.text)) return askVenue(facts, 1, [], opening, 'venue-changed', scene);
  const tapped = venueTapped(scene) ?? home;
  return askToConfirm(tapped, facts, [], opening, tapped.id === home.id ? 'welcomed-back' : 'earlier-question', scene);
}
