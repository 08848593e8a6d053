import type { Facts, Progress } from '../chat.ts';
import { smallTalkOf } from '../understanding/small-talk.ts';
import { hasLetters } from '../understanding/text.ts';
import { plainAnswer } from '../understanding/yes-no.ts';
import type { Note } from '../wording/speech.ts';
import { ask } from './ask.ts';
import { withFacts } from './facts.ts';
import { handOverOf, joined, venueInWords, withVenue } from './hand-over.ts';
import type { Reason, Scene, Step } from './scene.ts';

type Open = Extract<Progress, { state: 'confirming-venue' | 'multiple-matches' }>;

/** After so many messages that do not say which venue it is, a person has to help. */
const patience = 3;

export const isOpen = (progress: Progress): progress is Open =>
  progress.state === 'confirming-venue' || progress.state === 'multiple-matches';

/** The question about the venue stays open: asked again, then put differently, then handed over; any answer still counts. */
export function stillOpen(progress: Open, told: Facts, notes: Note[], reason: Reason, scene: Scene): Step {
  const facts = withFacts(progress.facts, told);
  const introduced = facts.personName !== progress.facts.personName || facts.position !== progress.facts.position;
  // A name or a position is welcome; it is not a failed answer.
  if (introduced) return ask({ ...progress, facts }, notes, reason, scene);
  const tries = Math.min((progress.tries ?? 0) + 1, patience + 1);
  const words = notUnderstood(told, scene);
  const said = words ? joined(progress.said, words) : progress.said;
  const next: Open = { ...progress, facts, tries, ...(said && { said }) };
  if (tries === patience) return handOver(next, scene);
  if (tries > patience)
    return afterHandOver(next, Boolean(words) || facts.issue !== progress.facts.issue, scene, reason);
  const asked = tries > 1 ? notes.filter(({ kind }) => kind !== 'yes-or-no' && kind !== 'not-understood') : notes;
  return ask(next, asked, reason, scene);
}

function notUnderstood(told: Facts, { heard: { text } }: Scene): string {
  if (!hasLetters(text) || told.issue || told.personName || told.position) return '';
  return smallTalkOf(text) || plainAnswer(text) ? '' : text;
}

const handedOn = (progress: Open, scene: Scene) =>
  handOverOf(progress.facts, withVenue(venueInWords(progress, scene), progress.said ?? ''), scene);

function handOver(progress: Open, scene: Scene): Step {
  const { said = '', facts } = progress;
  const note: Note = { kind: 'handed-over-unanswered', said, at: scene.context.now };
  const step = ask(progress, [{ ...note, ...(facts.issue && { issue: facts.issue }) }], 'handed-over', scene);
  return { ...step, handOver: handedOn(progress, scene) };
}

function afterHandOver(progress: Open, added: boolean, scene: Scene, reason: Reason): Step {
  if (!added) return ask(progress, [{ kind: 'person-will-help' }], reason, scene);
  const step = ask(progress, [{ kind: 'added-for-person' }], 'handed-over', scene);
  return { ...step, handOver: handedOn(progress, scene) };
}
