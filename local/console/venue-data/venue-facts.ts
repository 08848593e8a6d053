import type { VenueField } from '../../../lambdas/venues/index.ts';
import type { FieldProvenance, Provenance, Word } from '../../../lambdas/venues/record/who-said-what-in-postgres.ts';
import { type Settled, VENUE_FIELDS } from '../../../lambdas/venues/truth/facts.ts';
import { Refused } from '../answer.ts';
import { shown } from '../contact.ts';
import { labelOf, sourceInWords } from './field-labels.ts';
import type { FoundVenue, VenueRecord } from './venue-desk.ts';

/** What is known of a venue and who said it; or the venues the words may mean. */
export type VenueAnswer = VenueFacts | { candidates: FoundVenue[] };
export type VenueFacts = {
  venue: { id: number; name: string; state: Provenance['state'] };
  fields: FieldShown[];
  /** Newest first. */
  audit: (Omit<Provenance['audit'][number], 'changes'> & {
    changes: { field: string; label: string; before: string | null; after: string | null }[];
  })[];
};
export type FieldShown = {
  field: VenueField;
  label: string;
  /** In force; null where there is none. */
  value: Word['value'];
  /** Why this value is in force. */
  why: string;
  disputed: boolean;
  forced: boolean;
  words: (Omit<Word, 'previous'> & { previous?: Word['value']; sourceInWords: string; inForce: boolean })[];
};

const MOST_CANDIDATES = 20;

/** `GET /api/venue-facts?venue=`: an id, or a name or its beginning. */
export async function venueFacts(
  asked: string | null,
  record: Pick<VenueRecord, 'whoSaidWhat' | 'called'>,
  now: Date,
): Promise<VenueAnswer> {
  const text = (asked ?? '').trim();
  if (text === '') throw new Refused(400, "Say which venue: send its id or its name as 'venue'.");
  if (/^\d{1,15}$/u.test(text)) {
    const known = await record.whoSaidWhat(Number(text), now);
    if (known) return factsShown(known);
  }
  const candidates = await record.called(text, MOST_CANDIDATES);
  const [only, ...others] = candidates.some(({ how }) => how === 'name')
    ? candidates.filter(({ how }) => how === 'name')
    : candidates;
  if (!only) throw new Refused(404, `No venue has the id ${shown(text)}, is called so, or begins so.`);
  if (others.length > 0) return { candidates };
  const known = await record.whoSaidWhat(only.id, now);
  if (!known) throw new Refused(404, `Venue ${only.id} went away meanwhile.`);
  return factsShown(known);
}

function factsShown({ venueId, name, state, fields, audit }: Provenance): VenueFacts {
  const said = new Map(fields.map((field) => [field.field, field]));
  return {
    venue: { id: venueId, name, state },
    fields: VENUE_FIELDS.map((field) => fieldShown(said.get(field) ?? { field, words: [] })),
    audit: audit.map((entry) => ({
      ...entry,
      changes: entry.changes.map((change) => ({ ...change, label: labelOf(change.field) })),
    })),
  };
}

const WHY: Record<Settled['because'], (source: string) => string> = {
  'only-source': (source) => `only ${source} says so`,
  'all-agree': () => 'all sources agree',
  override: () => 'a person decided so',
  newest: (source) => `the newest word, from ${source}`,
  'source-order': (source) => `${source} outranks the others`,
};

function fieldShown({ field, settled, words }: FieldProvenance): FieldShown {
  return {
    field,
    label: labelOf(field),
    value: settled?.value ?? null,
    why: settled ? WHY[settled.because](sourceInWords(settled.source)) : 'nobody says anything',
    disputed: settled !== undefined && settled.because !== 'override' && settled.contradicting.length > 0,
    forced: settled?.because === 'override',
    words: words.map((word) => ({
      ...word,
      sourceInWords: sourceInWords(word.source),
      inForce: !word.expired && word.source === settled?.source,
    })),
  };
}
