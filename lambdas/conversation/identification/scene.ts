import type { Resolution } from '../../venues/index.ts';
import type { Contact, Facts, HandOver, Language, Progress, Report, Sender, VenueCard } from '../chat.ts';
import type { Speech } from '../wording/speech.ts';
import type { Tap } from './taps.ts';

/** What identification asks of the venue directory. */
export type VenueLookup = {
  resolve(text: string): Resolution;
  resolveAmong(text: string, ids: string[]): Resolution;
  venue(id: string): VenueCard | undefined;
};

export type Context = { now: Date; contact: Contact; conversationTimeoutMinutes: number; profileName?: string };

/** What one turn brought, read once: text of all fragments together, and the last tap of ours. */
export type Heard = {
  text: string;
  tap?: Tap;
  /** A photo, voice note or sticker was among it. */
  unreadable: boolean;
  /** Of the first fragment; what this turn leads to is named after it. */
  eventId: string;
};

/** Everything a state may look at besides its own progress. */
export type Scene = {
  heard: Heard;
  venues: VenueLookup;
  sender?: Sender;
  /** The problem as told in earlier turns: only a new one is met with a word of regret. */
  knownIssue?: string;
  language: Language;
  context: Context;
};

/** Why this answer was given: closed, so that it can be counted. */
export type Reason =
  | 'called-into-group'
  | 'greeted'
  | 'introduced'
  | 'welcomed-back'
  | 'started-over'
  | 'small-talk'
  | 'unreadable'
  | 'earlier-question'
  | 'venue-asked'
  | 'venue-found'
  | 'venue-found-several'
  | 'venue-not-found'
  | 'venue-rejected'
  | 'venue-corrected'
  | 'venue-changed'
  | 'venue-gone'
  | 'venue-not-answered'
  | 'handed-over'
  | 'person-asked'
  | 'name-asked'
  | 'name-not-given'
  | 'position-asked'
  | 'position-not-given'
  | 'issue-asked'
  | 'issue-not-given'
  | 'question-not-answerable'
  | 'details-updated'
  | 'report-noted'
  | 'report-solved'
  | 'report-cancelled'
  | 'closed';

/** What a state decides: where the conversation goes, what is said, and what comes of it. */
export type Step = {
  progress: Progress;
  speech: Speech;
  reason: Reason;
  report?: Report;
  handOver?: HandOver;
  sender?: Sender;
};

export type Identified = Facts & { personName: string; position: string };
