import type { Facts, Progress } from '../chat.ts';
import { asksSomething, asksWhy, refuses } from '../understanding/commands.ts';
import { factsIn } from '../understanding/facts.ts';
import { bareName, introducedName } from '../understanding/person-name.ts';
import { positionAnswer, positionIn } from '../understanding/position.ts';
import { smallTalkOf } from '../understanding/small-talk.ts';
import { blank, clausesOf } from '../understanding/text.ts';
import { plainAnswer } from '../understanding/yes-no.ts';
import { NO_NAME, NO_POSITION, type Note } from '../wording/speech.ts';
import { repeat } from './ask.ts';
import { withFacts } from './facts.ts';
import { answerOldTap } from './old-tap.ts';
import { proceed } from './proceed.ts';
import type { Reason, Scene, Step } from './scene.ts';
import { politely } from './small-talk.ts';
import { lookAround, venueChanged } from './venue-changed.ts';

type Asking = Extract<Progress, { state: 'asking-person-name' | 'asking-position' }>;

/** "May I have your name?" */
export function hearName(progress: Extract<Asking, { state: 'asking-person-name' }>, scene: Scene): Step {
  const { text, tap } = scene.heard;
  if (tap && (!text || ('venueId' in tap && tap.venueId !== progress.venueId)))
    return answerOldTap(tap, progress, scene);
  const { found, mention } = lookAround(scene);
  const changed = venueChanged(progress, 'a-name', found, scene);
  if (changed) return changed;
  const said = nameIn(text, mention);
  const facts = withFacts(progress.facts, said);
  if (said.personName)
    return proceed(progress.venueId, facts, [{ kind: 'nice-to-meet-you', name: said.personName }], scene);
  if (refuses(text)) {
    const fine: Note = { kind: asksWhy(text) ? 'why-we-ask' : 'fine-without' };
    return proceed(progress.venueId, { ...facts, personName: NO_NAME }, [fine], scene, 'name-not-given');
  }
  return askOnceMore(progress, said, { ...facts, personName: NO_NAME }, scene);
}

/** A name that was introduced, else the first part of the message that can be one; the rest is read on its own. */
function nameIn(text: string, mention: { start: number; end: number } | undefined): Facts {
  const { facts } = factsIn(text, true, mention);
  // A resolved venue may be the person's own name; without being told where they are, it is read as one.
  if (facts.personName || smallTalkOf(text) || plainAnswer(text)) return facts;
  for (const clause of clausesOf(text)) {
    const name = smallTalkOf(clause.text) || refuses(clause.text) ? undefined : bareName(clause.text);
    if (name && !asksSomething(clause.text))
      return { ...factsIn(blank(text, clause.start, clause.end), true).facts, personName: name };
  }
  return facts;
}

/** "What is your position?" */
export function hearPosition(progress: Extract<Asking, { state: 'asking-position' }>, scene: Scene): Step {
  const { text, tap } = scene.heard;
  if (tap && (!text || ('venueId' in tap && tap.venueId !== progress.venueId)))
    return answerOldTap(tap, progress, scene);
  const { found, mention } = lookAround(scene);
  const changed = venueChanged(progress, 'a-name', found, scene);
  if (changed) return changed;
  const said = positionFrom(text, mention);
  const facts = withFacts(progress.facts, said);
  if (facts.position)
    return proceed(progress.venueId, facts, [{ kind: 'thank-you', name: facts.personName ?? '' }], scene);
  if (refuses(text)) {
    const fine: Note = { kind: asksWhy(text) ? 'why-we-ask' : 'fine-without' };
    return proceed(progress.venueId, { ...facts, position: NO_POSITION }, [fine], scene, 'position-not-given');
  }
  return askOnceMore(progress, said, { ...facts, position: NO_POSITION }, scene);
}

function positionFrom(text: string, mention: { start: number; end: number } | undefined): Facts {
  const { facts } = factsIn(text, true, mention);
  // "Singapore manager": with the name known, what stands beside a position belongs to it.
  const oneThing = clausesOf(text).length === 1 && !introducedName(text, true);
  const whole = oneThing && (positionIn(text, 'presented') ?? (facts.personName && positionAnswer(text)));
  if (whole) return { ...withoutName(facts), position: whole };
  if (facts.position || facts.personName || smallTalkOf(text) || plainAnswer(text) || refuses(text)) return facts;
  const [first, ...others] = clausesOf(text);
  if (!first || asksSomething(text)) return facts;
  const position = positionAnswer(others.length === 0 ? text : first.text);
  return position ? { ...factsIn(blank(text, first.start, first.end), true).facts, position } : facts;
}

const withoutName = ({ personName: _, ...others }: Facts): Facts => others;

/** Asked again once, politely; after that we go on without, and at once if a problem is waiting to be noted. */
function askOnceMore(progress: Asking, said: Facts, without: Facts, scene: Scene): Step {
  const { text } = scene.heard;
  const tries = (progress.tries ?? 0) + 1;
  if (tries > 1) {
    const facts = without.issue ? { personName: NO_NAME, position: NO_POSITION, ...without } : without;
    const reason: Reason = progress.state === 'asking-person-name' ? 'name-not-given' : 'position-not-given';
    return proceed(progress.venueId, facts, [{ kind: 'fine-without' }], scene, reason);
  }
  const talk = smallTalkOf(text);
  const notes: Note[] = said.issue ? [{ kind: 'problem-kept', until: 'answered' }] : talk ? politely(talk) : [];
  if (!said.issue && !talk && asksSomething(text)) notes.push({ kind: 'only-problems', reported: false });
  else if (!said.issue && !talk && !plainAnswer(text) && text && !said.personName)
    notes.push({ kind: 'not-understood' });
  return repeat({ ...progress, tries }, said, notes, talk ? 'small-talk' : reasonOf(progress), scene);
}

const reasonOf = (progress: Asking): Reason =>
  progress.state === 'asking-person-name' ? 'name-asked' : 'position-asked';
