import { assertNever } from '../../runtime/failure.ts';
import type { Conversation, Fragment, HandOver, Progress, Turn, VenueCard } from '../chat.ts';
import { besidesAskingForPerson } from '../understanding/ask-for-person.ts';
import { asksWhoWeAre, wantsToStartOver } from '../understanding/commands.ts';
import { languageOf } from '../understanding/language.ts';
import { invitationToWriteDirectly } from '../wording/group.ts';
import { bubblesFor } from '../wording/render.ts';
import type { Note } from '../wording/speech.ts';
import { ask, askToConfirm } from './ask.ts';
import { hearName, hearPosition } from './asking-person.ts';
import { confirmVenue } from './confirming-venue.ts';
import { handOverOf, joined, venueInWords, withVenue } from './hand-over.ts';
import { hear } from './hear.ts';
import { hearProblem } from './hear-problem.ts';
import { fromInitial } from './initial.ts';
import { isLateAnswer } from './late-answer.ts';
import { pickVenue } from './multiple-matches.ts';
import { answerOldTap } from './old-tap.ts';
import type { Context, Reason, Scene, Step, VenueLookup } from './scene.ts';
import { freshSearch, seekVenue } from './seek-venue.ts';
import { isOpen, stillOpen } from './still-open.ts';

export type { Context, Reason, VenueLookup } from './scene.ts';

/**
 * One turn of identification: the fragments are read together, the state decides, the answer is worded. Pure; whatever
 * the fragments hold, there is an answer, and nothing is done for a venue that its person did not confirm.
 */
export function converse(
  conversation: Conversation,
  fragments: Fragment[],
  venues: VenueLookup,
  context: Context,
): Turn & { reason: Reason } {
  if (fragments[0]?.otherType === 'group') return inGroup(conversation, context);
  const heard = hear(fragments);
  const language = languageOf(heard.text, conversation.language);
  const { sender } = conversation;
  const progress: Progress = isOver(conversation, context) ? { state: 'initial' } : conversation.progress;
  const knownIssue = progress.state === 'initial' ? undefined : progress.facts.issue;
  const scene: Scene = {
    heard,
    venues,
    language,
    context,
    ...(sender && { sender }),
    ...(knownIssue && { knownIssue }),
  };
  const step = isLateAnswer(fragments, heard.text, conversation)
    ? repeat(progress, 'earlier-question', scene)
    : decide(progress, scene);
  const handOver = step.handOver ?? mistakeLeftBehind(conversation.progress, step, scene);
  const bound = step.sender ?? sender;
  return {
    conversation: {
      language,
      progress: step.progress,
      ...(bound && { sender: bound }),
      lastTurnAt: context.now.toISOString(),
    },
    bubbles: bubblesFor(step.speech, language),
    ...(step.report && { report: step.report }),
    ...(handOver && { handOver }),
    reason: step.reason,
  };
}

/** A report for the wrong venue that is never put right, because the person started over or came back late, is told. */
function mistakeLeftBehind(before: Progress, { progress, report }: Step, scene: Scene): HandOver | undefined {
  const mistaken = before.state === 'initial' ? undefined : before.facts.mistakenVenueId;
  if (before.state === 'initial' || !mistaken || report) return undefined;
  if (progress.state !== 'initial' && (progress.facts.mistakenVenueId || isAt(progress, mistaken))) return undefined;
  return handOverOf(before.facts, '', scene);
}

/** They confirmed that venue after all. */
const isAt = (progress: Progress, venueId: string): boolean =>
  !isOpen(progress) && 'venueId' in progress && progress.venueId === venueId;

/** Whoever calls us into a group is told once how to reach us: a group has no venue of its own, nor one person. */
function inGroup(conversation: Conversation, { now }: Context): Turn & { reason: Reason } {
  const bubbles = conversation.lastTurnAt === undefined ? invitationToWriteDirectly() : [];
  return { conversation: { ...conversation, lastTurnAt: now.toISOString() }, bubbles, reason: 'called-into-group' };
}

function isOver({ lastTurnAt }: Conversation, { now, conversationTimeoutMinutes }: Context): boolean {
  return lastTurnAt !== undefined && now.getTime() - Date.parse(lastTurnAt) > conversationTimeoutMinutes * 60_000;
}

function decide(progress: Progress, scene: Scene): Step {
  const rest = besidesAskingForPerson(scene.heard.text);
  return rest === undefined ? answer(progress, scene) : passOn(progress, rest, scene);
}

/** Whoever asks for a person gets one, in every state; what else they said is answered, else the open question stays. */
function passOn(progress: Progress, rest: string, scene: Scene): Step {
  const { heard, context } = scene;
  const step =
    rest || heard.tap || heard.unreadable || progress.state === 'initial'
      ? answer(progress, { ...scene, heard: { ...heard, text: rest } })
      : askAgain(progress, [], 'person-asked', scene);
  const facts = step.progress.state === 'initial' ? {} : step.progress.facts;
  const words = withVenue(venueInWords(step.progress, scene), heard.text);
  const told = step.handOver ? joined(step.handOver.said, words) : words;
  return {
    ...afterGreeting(step, { kind: 'person-asked', at: context.now }),
    reason: 'person-asked',
    handOver: handOverOf(step.handOver?.facts ?? facts, told, scene),
  };
}

function answer(progress: Progress, scene: Scene): Step {
  const { heard } = scene;
  if (wantsToStartOver(heard.text)) return startOver(scene);
  if (progress.state !== 'initial' && asksWhoWeAre(heard.text)) return introduce(progress, scene);
  if (!heard.unreadable) return next(progress, scene);
  const step =
    heard.text || heard.tap || progress.state === 'initial'
      ? next(progress, scene)
      : isOpen(progress) && isStillThere(progress, scene)
        ? stillOpen(progress, {}, [], 'unreadable', scene)
        : repeat(progress, 'unreadable', scene);
  return afterGreeting(step, { kind: 'text-only' });
}

/** Who we are, said plainly, and then the open question. */
function introduce(progress: Progress, scene: Scene): Step {
  return askAgain(progress, [{ kind: 'introduction' }], 'introduced', scene);
}

/** The eight states and who answers in each. */
function next(progress: Progress, scene: Scene): Step {
  const { heard, venues } = scene;
  switch (progress.state) {
    case 'initial':
      return fromInitial(scene);
    case 'asking-venue-name':
      return heard.tap ? answerOldTap(heard.tap, progress, scene) : seekVenue(progress, [], scene);
    case 'confirming-venue':
      return at(progress, scene, (venue) => confirmVenue(progress, venue, scene));
    case 'multiple-matches': {
      const listed = progress.candidates.flatMap((id) => venues.venue(id) ?? []);
      return listed.length > 1 ? pickVenue(progress, listed, scene) : shrunk(progress, listed[0], scene);
    }
    case 'asking-person-name':
      return at(progress, scene, () => hearName(progress, scene));
    case 'asking-position':
      return at(progress, scene, () => hearPosition(progress, scene));
    case 'asking-issue':
    case 'identified':
      return at(progress, scene, () => hearProblem(progress, scene));
    default:
      return assertNever(progress);
  }
}

/** A venue may leave the directory between two messages: then it is asked for again. */
function at(progress: Extract<Progress, { venueId: string }>, scene: Scene, then: (venue: VenueCard) => Step): Step {
  const venue = scene.venues.venue(progress.venueId);
  if (venue) return then(venue);
  return { ...seekVenue(freshSearch(progress.facts), [{ kind: 'venue-gone' }], scene), reason: 'venue-gone' };
}

function isStillThere(progress: Progress, { venues }: Scene): boolean {
  if ('candidates' in progress) return progress.candidates.filter((id) => venues.venue(id)).length > 1;
  return !('venueId' in progress) || venues.venue(progress.venueId) !== undefined;
}

/** The open question once more, unless what it asks about has left the directory. */
function askAgain(progress: Progress, notes: Note[], reason: Reason, scene: Scene): Step {
  if (isStillThere(progress, scene)) return ask(progress, notes, reason, scene);
  const { tap: _, ...heard } = { ...scene.heard, text: '' };
  const step = next(progress, { ...scene, heard });
  return { ...step, speech: { ...step.speech, notes: [...notes, ...step.speech.notes] } };
}

function shrunk(
  progress: Extract<Progress, { state: 'multiple-matches' }>,
  left: VenueCard | undefined,
  scene: Scene,
): Step {
  if (left) return askToConfirm(left, progress.facts, progress.rejected, [], 'venue-gone', scene);
  return { ...seekVenue(freshSearch(progress.facts), [{ kind: 'venue-gone' }], scene), reason: 'venue-gone' };
}

/** "Start over": nothing said before counts, but what stands beside the command does. */
function startOver(scene: Scene): Step {
  const lines = scene.heard.text.split('\n').filter((line) => !wantsToStartOver(line));
  const { tap: _, ...heard } = { ...scene.heard, text: lines.join('\n') };
  const step = seekVenue(freshSearch({}), [{ kind: 'started-over' }], { ...scene, heard });
  return { ...step, reason: 'started-over' };
}

/** Nothing in it that answers the open question, which stays open. */
function repeat(progress: Progress, reason: 'unreadable' | 'earlier-question', scene: Scene): Step {
  const step = askAgain(progress, reason === 'earlier-question' ? [{ kind: reason }] : [], reason, scene);
  if (step.speech.question || progress.state !== 'identified') return step;
  return { ...step, speech: { notes: [...step.speech.notes, { kind: 'write-any-time' }] } };
}

function afterGreeting(step: Step, note: Note): Step {
  const [first, ...others] = step.speech.notes;
  const greets = first && ['introduction', 'welcome-back', 'nice-to-meet-you'].includes(first.kind);
  const greeting = greets ? [first] : [];
  const rest = greeting.length > 0 ? others : step.speech.notes;
  const notes: Note[] = [...greeting, note, ...rest];
  return { ...step, speech: { ...step.speech, notes } };
}
