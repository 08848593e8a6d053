import type { Facts, HandOver, Progress } from '../chat.ts';
import { longestIssue } from '../understanding/limits.ts';
import { clip, oneLine } from '../understanding/text.ts';
import { settled } from './facts.ts';
import type { Scene } from './scene.ts';

/** For a person of our team: who wrote, what we know of them, and what they said. */
export function handOverOf(facts: Facts, said: string, { context, heard, language, venues }: Scene): HandOver {
  const mistaken = facts.mistakenVenueId;
  const mistake = mistaken ? ` (the report for ${venues.venue(mistaken)?.name ?? mistaken} was a mistake)` : '';
  return {
    id: `hand-over-${heard.eventId}`,
    contact: context.contact,
    ...(context.profileName && { profileName: context.profileName }),
    facts: settled(facts),
    said: clip(oneLine(said || heard.text), longestIssue) + mistake,
    language,
    requestedAt: context.now.toISOString(),
  };
}

export const joined = (before: string | undefined, now: string): string =>
  clip([before, oneLine(now)].filter(Boolean).join(' / '), longestIssue);

/** Which venue a conversation is about, for whoever takes over: a question mark while nobody confirmed it. */
export function venueInWords(progress: Progress, { venues }: Pick<Scene, 'venues'>): string {
  const named = (ids: string[]) => ids.flatMap((id) => venues.venue(id)?.name ?? []).join(' / ');
  switch (progress.state) {
    case 'initial':
    case 'asking-venue-name':
    case 'confirming-venue':
    case 'multiple-matches': {
      const asked = 'venueId' in progress ? [progress.venueId] : 'candidates' in progress ? progress.candidates : [];
      const names = named(asked);
      return names && `${names} ?`;
    }
    default:
      return named([progress.venueId]);
  }
}

/** "Hilton Bangkok: …" */
export const withVenue = (venue: string, said: string): string => [venue, said].filter(Boolean).join(': ');
