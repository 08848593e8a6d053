import type { Bubble, Language, VenueCard } from '../chat.ts';
import { oneLine } from '../understanding/text.ts';
import { english } from './english.ts';
import type { Note, Question, Speech, Wording, WordingOf } from './speech.ts';
import { thai } from './thai.ts';
import { describe, shortNames } from './venue-labels.ts';

const wordings: WordingOf = { en: english, th: thai };
export const wordingOf = (language: Language): Wording => wordings[language];

/** What both vendors take. */
const longest = { buttonTitle: 20, rowTitle: 24, rowDescription: 72 } as const;
export const mostChoices = 9;

/** Ids of taps name the venue they are about, so an answer to an old question cannot touch another venue. */
export const tapIds = {
  yes: (venueId: string) => `venue:yes:${venueId}`,
  no: (venueId: string) => `venue:no:${venueId}`,
  pick: (venueId: string) => `venue:pick:${venueId}`,
  none: 'venue:none',
} as const;

/** One turn is one bubble: what is to be said, then the one open question with its buttons. */
export function bubblesFor(speech: Speech, language: Language): Bubble[] {
  const wording = wordings[language];
  const said = speech.notes.map((note) => noteText(note, wording));
  const asked = speech.question && questionText(speech.question, wording);
  const text =
    joined([...said, ...(asked ? [asked] : [])]) || wording.questions['how-can-i-help']({ kind: 'how-can-i-help' });
  return [withChoices(text, speech.question, wording)];
}

/** Short sentences share a line; anything of several lines stands as its own paragraph. */
function joined(parts: string[]): string {
  return parts.reduce((text, part) => {
    if (!text) return part;
    return text + (text.includes('\n') || part.includes('\n') ? '\n\n' : ' ') + part;
  }, '');
}

function noteText(note: Note, wording: Wording): string {
  const say = wording.notes[note.kind] as (note: Note) => string;
  return say(note);
}

function questionText(question: Question, wording: Wording): string {
  const ask = wording.questions[question.kind] as (question: Question) => string;
  const text = ask(question);
  return question.kind === 'which-of-these' ? [text, ...numbered(question.venues, wording)].join('\n') : text;
}

/** Numbers are in the text as well: not every phone shows the choices for long, and people answer with the number. */
const numbered = (venues: VenueCard[], wording: Wording): string[] => [
  ...venues.map(
    (venue, index) =>
      `${index + 1}. ${[venue.name, venue.location]
        .filter(Boolean)
        .map((part) => oneLine(part ?? ''))
        .join(' – ')}`,
  ),
  `${venues.length + 1}. ${wording.labels.none}`,
];

function withChoices(text: string, question: Question | undefined, wording: Wording): Bubble {
  switch (question?.kind) {
    case 'is-this-your-venue':
    case 'still-at':
    case 'yes-no-or-name':
      return { kind: 'buttons', text, buttons: yesOrNo(question.venue, wording) };
    case 'which-of-these':
    case 'number-or-name':
      return question.venues.length <= 2
        ? pickButtons(text, question.venues, wording)
        : pickList(text, question.venues, wording);
    default:
      return { kind: 'text', text };
  }
}

const yesOrNo = (venue: VenueCard, wording: Wording) => [
  { id: tapIds.yes(venue.id), title: wording.labels.yes },
  { id: tapIds.no(venue.id), title: wording.labels.no },
];

function pickButtons(text: string, venues: VenueCard[], wording: Wording): Bubble {
  const titles = shortNames(venues, longest.buttonTitle);
  const buttons = venues.map(({ id }, index) => ({ id: tapIds.pick(id), title: titles[index] ?? '' }));
  return { kind: 'buttons', text, buttons: [...buttons, { id: tapIds.none, title: wording.labels.none }] };
}

function pickList(text: string, venues: VenueCard[], wording: Wording): Bubble {
  const titles = shortNames(venues, longest.rowTitle);
  const rows = venues.map((venue, index) => {
    const title = titles[index] ?? '';
    const description = describe(venue, title, longest.rowDescription);
    return { id: tapIds.pick(venue.id), title, ...(description && { description }) };
  });
  const none = { id: tapIds.none, title: `${venues.length + 1}. ${wording.labels.none}` };
  return { kind: 'list', text, open: wording.labels.open, rows: [...rows, none] };
}
