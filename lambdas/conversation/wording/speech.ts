import type { Language, VenueCard } from '../chat.ts';

/** What we say before the question, without words yet: decisions stay free of language. */
export type Note =
  | { kind: 'introduction' }
  | { kind: 'hello' }
  | { kind: 'welcome-back'; name: string }
  | { kind: 'nice-to-meet-you'; name: string }
  | { kind: 'thank-you'; name?: string }
  | { kind: 'you-are-welcome'; name?: string }
  | { kind: 'goodbye'; name?: string }
  | { kind: 'write-any-time' }
  | { kind: 'all-right' }
  | { kind: 'yes-or-no' }
  | { kind: 'venue-chosen'; venue: VenueCard }
  | { kind: 'started-over' }
  | { kind: 'text-only' }
  | { kind: 'sorry-wrong-venue' }
  | { kind: 'after-all' }
  | { kind: 'earlier-question' }
  | { kind: 'not-on-the-list' }
  | { kind: 'not-understood' }
  | { kind: 'venue-not-found' }
  | { kind: 'venue-gone' }
  | { kind: 'problem-kept'; until: 'confirmed' | 'venue-known' | 'answered' }
  | { kind: 'problem-moves' }
  | { kind: 'why-we-ask' }
  | { kind: 'fine-without' }
  | { kind: 'details-updated'; contact: string }
  | { kind: 'noted'; venue: VenueCard; contact: string; issue: string; at: Date; instead?: string }
  | { kind: 'solved' | 'cancelled'; name: string; at: Date }
  | { kind: 'only-problems'; reported: boolean }
  | { kind: 'handed-over'; said: string; issue?: string; at: Date }
  | { kind: 'handed-over-unanswered'; said: string; issue?: string; at: Date }
  | { kind: 'added-to-hand-over' }
  | { kind: 'added-for-person' }
  | { kind: 'person-will-help' }
  | { kind: 'person-asked'; at: Date };

/** The one open question of a turn; every state but `identified` has one. */
export type Question =
  | { kind: 'which-venue' }
  | { kind: 'name-on-the-sign' }
  | { kind: 'is-this-your-venue'; venue: VenueCard }
  | { kind: 'still-at'; venue: VenueCard }
  | { kind: 'which-of-these'; venues: VenueCard[] }
  | { kind: 'yes-no-or-name'; venue: VenueCard; helped: boolean }
  | { kind: 'number-or-name'; venues: VenueCard[]; helped: boolean }
  | { kind: 'your-name' }
  | { kind: 'your-position' }
  | { kind: 'how-can-i-help' };

export type Speech = { notes: Note[]; question?: Question };

type Sayings<Thing extends { kind: string }> = {
  [Kind in Thing['kind']]: (thing: Extract<Thing, { kind: Kind }>) => string;
};
/** One language: a text for everything that can be said, so a missing one does not compile. */
export type Wording = {
  notes: Sayings<Note>;
  questions: Sayings<Question>;
  labels: { yes: string; no: string; none: string; open: string };
  /** How a person and their position are named in a summary. */
  contact(name: string, position: string): string;
};

/** Stand-ins for people who would rather not say; kept in English in our records, worded per language. */
export const NO_NAME = 'Venue staff';
export const NO_POSITION = 'Not given';

export type WordingOf = Record<Language, Wording>;
