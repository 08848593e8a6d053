import type { Contact, Facts, HandOver, Progress, Report, Sender } from '../../lambdas/conversation/chat.ts';
import type { OutboxRow } from '../../lambdas/conversation/outbox/outbox-row.ts';
import type { ChatRecord } from '../../lambdas/conversation/store/chat-record.ts';
import { type OutboxLine, outboxLines } from './outbox-view.ts';

export type VenueShown = { id: string; name: string; location?: string };
/** The part of the venue directory the console needs: a venue by its id. */
export type VenueNames = { venue(id: string): { name: string; location?: string } | undefined };

/** What the product knows of one chat, in the words of the page. */
export type ChatView = {
  contact: Contact;
  version: number;
  language: string;
  state: Progress['state'];
  stateInWords: string;
  venue?: VenueShown;
  /** The venue is a question still. */
  venueIsAsked: boolean;
  facts: Facts;
  candidates: VenueShown[];
  sender?: Omit<Sender, 'venueId'> & { venue: VenueShown };
  pending: { text: string; sentAt: string }[];
  /** A message is waiting for its answer, or an answer is going out for the first time. */
  answering: boolean;
  outbox: OutboxLine[];
  reports: ReportShown[];
  /** What somebody was promised that a person looks at. */
  handOvers: { id: string; said: string; issue?: string; at: string }[];
};
export type ReportShown = { id: string; venue: VenueShown; contact: string; issue: string; at: string };

const IN_WORDS: Record<Progress['state'], string> = {
  initial: 'Waiting for the first words',
  'asking-venue-name': 'Asking which venue',
  'confirming-venue': 'Asking whether this is the venue',
  'multiple-matches': 'Letting the person pick their venue',
  'asking-person-name': 'Asking for a name',
  'asking-position': 'Asking for a position',
  'asking-issue': 'Asking how to help',
  identified: 'Everything known, problem noted',
};

export type ChatParts = { record: ChatRecord; rows: OutboxRow[]; reports: Report[]; handOvers: HandOver[] };

export function chatView({ record, rows, reports, handOvers }: ChatParts, names: VenueNames): ChatView {
  const { contact, version, conversation, pending } = record;
  const { progress, sender, language } = conversation;
  const shown = venueShown(names);
  const outbox = outboxLines(rows);
  const venue = 'venueId' in progress ? shown(progress.venueId) : undefined;
  return {
    contact,
    version,
    language,
    state: progress.state,
    stateInWords: IN_WORDS[progress.state],
    ...(venue && { venue }),
    venueIsAsked: progress.state === 'confirming-venue',
    facts: 'facts' in progress ? progress.facts : {},
    candidates: progress.state === 'multiple-matches' ? progress.candidates.map(shown) : [],
    ...(sender && { sender: senderShown(sender, shown) }),
    pending: pending.map(({ text, kind, otherType, sentAt }) => ({
      text: kind === 'other' ? `(${otherType ?? 'no text'})` : text,
      sentAt,
    })),
    answering: pending.length > 0 || isGoingOut(outbox),
    outbox,
    reports: reports.toSorted((a, b) => b.reportedAt.localeCompare(a.reportedAt)).map((it) => reportShown(it, shown)),
    handOvers: handOvers.map(({ id, said, facts: { issue }, requestedAt: at }) => ({
      id,
      said,
      ...(issue && { issue }),
      at,
    })),
  };
}

/** An answer behind one that waits for its next try is not on its way: answers leave in order. */
const isGoingOut = (outbox: OutboxLine[]): boolean =>
  outbox.some(({ state, attempts }) => state === 'claimed' || (state === 'queued' && attempts === 0)) &&
  !outbox.some(({ state, attempts }) => state === 'uncertain' || (state === 'queued' && attempts > 0));

/** A venue that left the directory is still shown, by its id. */
const venueShown =
  (names: VenueNames) =>
  (id: string): VenueShown => {
    const { name, location } = names.venue(id) ?? { name: `venue ${id}, not in the directory` };
    return { id, name, ...(location && { location }) };
  };

function senderShown({ venueId, ...rest }: Sender, shown: (id: string) => VenueShown): ChatView['sender'] {
  return { ...rest, venue: shown(venueId) };
}

function reportShown(report: Report, shown: (id: string) => VenueShown): ReportShown {
  const { id, venueId, personName, position, text, reportedAt } = report;
  const contact = [personName, position].filter(Boolean).join(', ');
  return { id, venue: shown(venueId), contact, issue: text, at: reportedAt };
}

/** Whose reports belong beside this chat. */
export function venuesOf({ conversation: { progress, sender } }: ChatRecord): string[] {
  const current = 'venueId' in progress && progress.state !== 'confirming-venue' ? [progress.venueId] : [];
  return [...new Set([...current, ...(sender ? [sender.venueId] : [])])];
}
