import type { Progress } from '../chat.ts';
import { factsIn } from '../understanding/facts.ts';
import type { Note } from '../wording/speech.ts';
import { askToConfirm, repeat } from './ask.ts';
import { asMistake, withFacts } from './facts.ts';
import type { Scene, Step } from './scene.ts';
import { isOpen, stillOpen } from './still-open.ts';
import type { Tap } from './taps.ts';

/**
 * A tap on a button of an earlier question. It is never acted upon: a venue it speaks for is asked about again, anything
 * else only brings the open question back.
 */
export function answerOldTap(tap: Tap, progress: Exclude<Progress, { state: 'initial' }>, scene: Scene): Step {
  const said = factsIn(scene.heard.text, true).facts;
  const current = 'venueId' in progress ? progress.venueId : undefined;
  const wanted = tap.kind === 'yes' || tap.kind === 'pick' ? tap.venueId : undefined;
  const doubted = tap.kind === 'no' && tap.venueId === current ? current : undefined;
  const asked = wanted !== current ? wanted : undefined;
  const venue = scene.venues.venue(asked ?? doubted ?? '');
  if (venue) {
    const rejected = 'rejected' in progress ? progress.rejected : [];
    const known = doubted && progress.state === 'identified' ? asMistake(progress.facts, doubted) : progress.facts;
    return askToConfirm(venue, withFacts(known, said), rejected, [], 'earlier-question', scene);
  }
  const again = wanted !== undefined && wanted === current;
  const notes: Note[] = again ? [] : [{ kind: 'earlier-question' }];
  if (isOpen(progress)) return stillOpen(progress, said, notes, 'earlier-question', scene);
  const step = repeat(progress, said, notes, 'earlier-question', scene);
  if (step.speech.question) return step;
  return { ...step, speech: { notes: [...step.speech.notes, { kind: 'write-any-time' }] } };
}
