/**
 * The words of a chat: what people send (fragments), what we remember (conversation), what we send (bubbles).
 * Shared by every step of a message's path; nothing in here decides anything.
 */

export const CHANNELS = ['whatsapp', 'line'] as const;
export type Channel = (typeof CHANNELS)[number];
export type Language = 'en' | 'th';

/** ISO 8601, UTC, milliseconds. */
export type Instant = string;

/** Who writes to us. On WhatsApp `userId` is the business-scoped id where given, else the phone's digits. */
export type Contact = { channel: Channel; userId: string };

/** One inbound event in the order the person sent them; several fragments sent close together make one turn. */
export type Fragment = {
  /** wamid or webhookEventId: the key of everything that must happen once. */
  eventId: string;
  /** When the vendor says it was sent. */
  sentAt: Instant;
  /** When our webhook received it. */
  receivedAt: Instant;
  /** What the person typed or the title of what they tapped; '' where the content is not text. */
  text: string;
  /** `tap` carries the id of the button or list row; `other` is a photo, voice note, sticker… we cannot read. */
  kind: 'text' | 'tap' | 'other';
  tapId?: string;
  /** For `other`: image, audio, sticker, location, follow … in the vendor's word. */
  otherType?: string;
};

/** A venue as the conversation shows it to a person. */
export type VenueCard = { id: string; name: string; location?: string };

/** `claimed` may report problems; `verified` may control music and see contract data. Saying a name proves nothing. */
export type Trust = 'claimed' | 'verified';
export type Sender = { venueId: string; personName: string; position: string; trust: Trust; since: Instant };

/** What the person has told us so far, in whatever order they said it. */
export type Facts = {
  personName?: string;
  position?: string;
  issue?: string;
  /** The problem noted last, for as long as it may turn out to have been noted for the wrong venue. */
  lastIssue?: string;
  /** The venue `lastIssue` was wrongly noted for, until the right one is confirmed. */
  mistakenVenueId?: string;
};

/** The eight states of identification, each holding only what is true in it. */
export type Progress =
  | { state: 'initial' }
  | { state: 'asking-venue-name'; facts: Facts; tries: number; rejected: string[]; said?: string }
  | { state: 'confirming-venue'; venueId: string; facts: Facts; rejected: string[]; tries?: number; said?: string }
  | { state: 'multiple-matches'; candidates: string[]; facts: Facts; rejected: string[]; tries?: number; said?: string }
  | { state: 'asking-person-name'; venueId: string; facts: Facts; tries?: number }
  | { state: 'asking-position'; venueId: string; facts: Facts & { personName: string }; tries?: number }
  | { state: 'asking-issue'; venueId: string; facts: Facts & { personName: string; position: string } }
  | {
      state: 'identified';
      venueId: string;
      facts: Facts & { personName: string; position: string };
      lastReportId: string;
    };

export type Conversation = {
  language: Language;
  progress: Progress;
  /** The venue this person confirmed in an earlier conversation; asked only "still at …?" the next time. */
  sender?: Sender;
  /** Set when the person answered last; a conversation older than its time-out starts over. */
  lastTurnAt?: Instant;
};

export const newConversation = (): Conversation => ({ language: 'en', progress: { state: 'initial' } });

/** What we send. Limits of the vendors are kept by the renderers, not by whoever writes a bubble. */
export type Bubble =
  | { kind: 'text'; text: string }
  | { kind: 'buttons'; text: string; buttons: { id: string; title: string }[] }
  | { kind: 'list'; text: string; open: string; rows: { id: string; title: string; description?: string }[] };

/** A problem as the person described it, noted for their venue. */
export type Report = {
  id: string;
  venueId: string;
  text: string;
  contact: Contact;
  personName: string;
  position: string;
  language: Language;
  reportedAt: Instant;
};

/** Somebody has to read what this person wrote: we cannot go on alone, or were asked to pass it on. They were told so. */
export type HandOver = {
  id: string;
  contact: Contact;
  profileName?: string;
  facts: Facts;
  /** What they wrote, in their own words; before it, where known, the venue and what it is about. */
  said: string;
  language: Language;
  requestedAt: Instant;
};

/** The outcome of one turn. `reason` is a closed, countable word for why this answer was given. */
export type Turn = {
  conversation: Conversation;
  bubbles: Bubble[];
  report?: Report;
  handOver?: HandOver;
  reason: string;
};
