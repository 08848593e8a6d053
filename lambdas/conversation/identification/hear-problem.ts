import type { Progress } from '../chat.ts';
import {
  asksForHelp,
  asksSomething,
  corrects,
  deniesVenue,
  meansAnother,
  saysMoved,
} from '../understanding/commands.ts';
import { factsIn, type Told } from '../understanding/facts.ts';
import { longestIssue } from '../understanding/limits.ts';
import { outcomeIn } from '../understanding/outcome.ts';
import { introducedName } from '../understanding/person-name.ts';
import { smallTalkOf } from '../understanding/small-talk.ts';
import { clip, hasLetters, hasThai, oneLine } from '../understanding/text.ts';
import { answerOf } from '../understanding/yes-no.ts';
import { wordingOf } from '../wording/render.ts';
import type { Note, Question } from '../wording/speech.ts';
import { offer } from './ask.ts';
import { asMistake, isSomebodyElse, settled, withFacts, withoutIssue } from './facts.ts';
import { type Finding, findInstead } from './find-venue.ts';
import { noteOutcome } from './note-outcome.ts';
import { answerOldTap } from './old-tap.ts';
import { noteProblem, proceed, rebind } from './proceed.ts';
import type { Identified, Reason, Scene, Step } from './scene.ts';
import { closing, politely } from './small-talk.ts';
import { lookAround, venueChanged } from './venue-changed.ts';

type Known = Extract<Progress, { state: 'asking-issue' | 'identified' }>;

const howCanIHelp: Question = { kind: 'how-can-i-help' };

/** We know who writes and from where: problems are noted, everything else is answered honestly. */
export function hearProblem(progress: Known, scene: Scene): Step {
  const { text, tap } = scene.heard;
  if (tap && (!text || ('venueId' in tap && tap.venueId !== progress.venueId)))
    return answerOldTap(tap, progress, scene);
  const { found, mention } = lookAround(scene);
  const told = factsIn(text, mention !== undefined, mention);
  const elsewhere = takesBack(text, told) ? asMistake(progress.facts, progress.venueId) : settled(progress.facts);
  const changed = venueChanged({ venueId: progress.venueId, facts: elsewhere }, 'a-problem', found, scene);
  if (changed) return changed;
  const outcome = progress.state === 'identified' ? outcomeIn(without(text, mention)) : undefined;
  if (outcome && progress.state === 'identified') {
    const { lastIssue: issue, ...others } = progress.facts;
    return noteOutcome(
      outcome,
      { ...progress, facts: others },
      { ...others, ...(issue && { issue }) },
      progress.venueId,
      scene,
    );
  }
  const facts = { ...progress.facts, ...withFacts(progress.facts, told.facts) } as Identified;
  if (told.facts.issue) return noteProblem(progress.venueId, facts, told.facts.issue, scene);
  return answerOther(progress, { ...facts, ...withoutIssue(facts) }, told, scene);
}

function answerOther(progress: Known, facts: Identified, told: Told, scene: Scene): Step {
  const { text } = scene.heard;
  const stay = (notes: Note[], reason: Reason, question?: Question): Step => ({
    progress,
    speech: { notes, ...(question && { question }) },
    reason,
  });
  const open = progress.state === 'asking-issue' ? howCanIHelp : undefined;
  const said = answerOf(text);
  const answer = said && (!said.rest || smallTalkOf(said.rest)) ? said.answer : undefined;
  const talk = answer ? undefined : smallTalkOf(text);
  if (talk === 'greeting') return stay([...politely(talk)], 'small-talk', howCanIHelp);
  if (talk === 'acknowledgement' && open) return stay([{ kind: 'all-right' }], 'small-talk', open);
  if (talk) return stay(closing(talk, facts.personName), 'closed');
  if (answer === 'no' || saysNothing(text)) return stay([{ kind: 'all-right' }, { kind: 'write-any-time' }], 'closed');
  if (answer === 'yes' && !open) return stay([{ kind: 'all-right' }, { kind: 'write-any-time' }], 'closed');
  if (answer === 'yes' || asksForHelp(text)) return stay([], 'issue-asked', howCanIHelp);
  if ((told.facts.personName || told.facts.position) && !hasLetters(told.rest))
    return updated(progress, facts, scene, open);
  if (asksSomething(text)) return stay([{ kind: 'only-problems', reported: !open }], 'question-not-answerable');
  const other = newPersonIn(text);
  if (other && isSomebodyElse(facts, { personName: other }))
    return proceed(progress.venueId, { personName: other }, [{ kind: 'nice-to-meet-you', name: other }], scene);
  const instead = elsewhereAfterAll(progress, text, scene);
  const known = takesBack(text, told) ? asMistake(progress.facts, progress.venueId) : settled(progress.facts);
  if (instead) return offer(instead, withFacts(known, told.facts), [], [], scene, 'venue-changed');
  const rest = /^(?:also|and)\b/iu.test(text) ? text : told.rest || text;
  if (saysEnough(rest)) return noteProblem(progress.venueId, facts, clip(oneLine(rest), longestIssue), scene);
  return stay(text ? [{ kind: 'not-understood' }] : [], 'issue-not-given', howCanIHelp);
}

/** "This is Bob": nobody's position yet, and surely not that of the one who wrote before. */
function newPersonIn(text: string): string | undefined {
  const found = /^(?:(?:hi|hello|hey)[\s,!.]+)?this is\s/iu.test(text) ? introducedName(text, true) : undefined;
  return found && !hasLetters(text.slice(found.end)) ? found.name : undefined;
}

/** Says that the venue was wrong from the start; who has moved, or is elsewhere now, reported rightly before. */
function takesBack(text: string, { facts }: Told): boolean {
  if (deniesVenue(text)) return true;
  if (facts.issue || saysMoved(text) || /\b(?:now|today)\b|ตอนนี้|วันนี้/iu.test(text)) return false;
  return corrects(text) || meansAnother(answerOf(text)?.rest || text);
}

const without = (text: string, mention: { start: number; end: number } | undefined): string =>
  mention
    ? `${text.slice(0, mention.start).replace(/(?:\b(?:at|in|from|of)|ที่)\s?$/iu, '')}${text.slice(mention.end)}`
    : text;

/** "Sorry, it's Pattaya", "no, the other Hilton": the words make a sister of the venue that was confirmed, or name several. */
function elsewhereAfterAll(
  { venueId }: Known,
  text: string,
  { venues }: Scene,
): Exclude<Finding, { type: 'nothing' }> | undefined {
  const current = venues.venue(venueId);
  const rest = answerOf(text)?.rest || text;
  if (!current || !(corrects(text) || meansAnother(rest)) || text.split(/\s+/).length > 8) return undefined;
  const found = findInstead(rest, current, venues, [venueId]);
  return found.type === 'one' || (found.type === 'several' && found.mention) ? found : undefined;
}

/** "My name is Bob, actually": corrected for this report's successors, not for the one already noted. */
function updated(progress: Known, facts: Identified, scene: Scene, question: Question | undefined): Step {
  const contact = wordingOf(scene.language).contact(facts.personName, facts.position);
  return {
    progress: { ...progress, facts },
    speech: { notes: [{ kind: 'details-updated', contact }], ...(question && { question }) },
    reason: 'details-updated',
    sender: rebind(progress.venueId, facts, scene),
  };
}

const NOTHING =
  /^\s*(?:no[,\s]+)?(?:nothing(?: else| more)?|all (?:good|fine|ok)|that'?s (?:all|it)|never ?mind|ไม่มี(?:แล้ว|อะไร|อะไรแล้ว)?|แค่นี้|เท่านี้)(?:[\s,]*(?:thanks?(?: you)?|for now|ครับ|ค่ะ|นะ|แล้ว))*[\s.!,]*$/iu;
const saysNothing = (text: string): boolean => NOTHING.test(text);

/** Enough words to be something for the team, though no words of music were among them. */
function saysEnough(text: string): boolean {
  if (hasThai(text)) return text.replace(/\s/gu, '').length >= 10;
  return text.split(/\s+/).filter(hasLetters).length >= 3 || /^(?:also|and)\b/iu.test(text);
}
