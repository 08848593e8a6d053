import type { Facts, Progress, VenueCard } from '../chat.ts';
import type { Note, Question } from '../wording/speech.ts';
import { withFacts } from './facts.ts';
import type { Finding } from './find-venue.ts';
import type { Reason, Scene, Step } from './scene.ts';

/** The open question of a state, to ask it (again). `undefined` where nothing is open or its venue is gone. */
export function questionOf(
  progress: Progress,
  { venues, sender }: Pick<Scene, 'venues' | 'sender'>,
): Question | undefined {
  switch (progress.state) {
    case 'initial':
      return { kind: 'which-venue' };
    case 'asking-venue-name':
      return { kind: progress.tries > 1 ? 'name-on-the-sign' : 'which-venue' };
    case 'confirming-venue': {
      const venue = venues.venue(progress.venueId);
      const { tries = 0 } = progress;
      if (tries > 1) return venue && { kind: 'yes-no-or-name', venue, helped: tries > 2 };
      return venue && { kind: sender?.venueId === venue.id ? 'still-at' : 'is-this-your-venue', venue };
    }
    case 'multiple-matches': {
      const { tries = 0 } = progress;
      const listed = progress.candidates.flatMap((id) => venues.venue(id) ?? []);
      return tries > 1
        ? { kind: 'number-or-name', venues: listed, helped: tries > 2 }
        : { kind: 'which-of-these', venues: listed };
    }
    case 'asking-person-name':
      return { kind: 'your-name' };
    case 'asking-position':
      return { kind: 'your-position' };
    case 'asking-issue':
      return { kind: 'how-can-i-help' };
    case 'identified':
      return undefined;
  }
}

/** A problem told just now is not lost: say so, once. */
export function keptNote(facts: Facts, until: 'confirmed' | 'venue-known' | 'answered', scene: Scene): Note[] {
  if (facts.mistakenVenueId && facts.issue === facts.lastIssue)
    return scene.knownIssue ? [] : [{ kind: 'problem-moves' }];
  return facts.issue && facts.issue !== scene.knownIssue ? [{ kind: 'problem-kept', until }] : [];
}

/** Goes to a state and asks what it asks. */
export function ask(progress: Progress, notes: Note[], reason: Reason, scene: Scene): Step {
  const question = questionOf(progress, scene);
  return { progress, speech: { notes, ...(question && { question }) }, reason };
}

export function askVenue(
  facts: Facts,
  tries: number,
  rejected: string[],
  notes: Note[],
  reason: Reason,
  scene: Scene,
): Step {
  const kept = keptNote(facts, 'venue-known', scene);
  const progress: Progress = { state: 'asking-venue-name', facts, tries, rejected: rejected.slice(-10) };
  return ask(progress, [...notes, ...kept], reason, scene);
}

/** "Is this your venue?": nothing is done for a venue before the person said yes to it. */
export function askToConfirm(
  venue: VenueCard,
  facts: Facts,
  rejected: string[],
  notes: Note[],
  reason: Reason,
  scene: Scene,
): Step {
  const afterAll: Note[] = rejected.includes(venue.id) ? [{ kind: 'after-all' }] : [];
  const kept = keptNote(facts, 'confirmed', scene);
  const progress: Progress = { state: 'confirming-venue', venueId: venue.id, facts, rejected: rejected.slice(-10) };
  return ask(progress, [...notes, ...afterAll, ...kept], reason, scene);
}

export function askToPick(
  candidates: VenueCard[],
  facts: Facts,
  rejected: string[],
  notes: Note[],
  reason: Reason,
  scene: Scene,
): Step {
  const kept = keptNote(facts, 'confirmed', scene);
  const ids = candidates.map(({ id }) => id);
  const progress: Progress = { state: 'multiple-matches', candidates: ids, facts, rejected: rejected.slice(-10) };
  return ask(progress, [...notes, ...kept], reason, scene);
}

type Found = Exclude<Finding, { type: 'nothing' }>;

/** Offers what was found: one venue to confirm, several to pick from. */
export function offer(
  found: Found,
  facts: Facts,
  rejected: string[],
  notes: Note[],
  scene: Scene,
  reason?: Reason,
): Step {
  return found.type === 'one'
    ? askToConfirm(found.venue, facts, rejected, notes, reason ?? 'venue-found', scene)
    : askToPick(found.venues, facts, rejected, notes, reason ?? 'venue-found-several', scene);
}

/** The same question again with a word before it; what was said besides is kept. */
export function repeat(progress: Progress, said: Facts, notes: Note[], reason: Reason, scene: Scene): Step {
  if (progress.state === 'initial') return ask(progress, notes, reason, scene);
  const kept = { ...progress, facts: withFacts(progress.facts, said) } as Progress;
  return ask(kept, notes, reason, scene);
}
