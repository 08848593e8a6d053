import { alignmentOf, isUnbroken, type Pair, pairsOf, worthOf } from './alignment.ts';
import type { Message } from './message.ts';
import type { NameForm, NameIndex, WordClass } from './name-index.ts';
import { isOtherKindBeside, placeSaid, unexplainedAt } from './surroundings.ts';

/** How well one venue explains the message, and how well the message explains the venue's name. */
export type Evidence = {
  venue: number;
  /** Words [from, to) of the message that name it. */
  from: number;
  to: number;
  /** Weight of what the message says about this venue: words of its name, and its place. */
  explained: number;
  /** Weight of the part of `explained` that is not a place, a number, an everyday word or a kind of house. */
  own: number;
  /** How surely the surest of its own words was read: 1 as written, less when misspelt. */
  surest: number;
  /** Share of the name that was said, 0 to 1; misspelt words count less. */
  coverage: number;
  /** Every word of the name was said, as written; `whole`: in this order and with nothing between. */
  full: boolean;
  whole: boolean;
  /** Telling words of the name that were said; `kinds`: how many "hotel"s and "beach"es beside them. */
  words: number;
  kinds: number;
  /** Which sorts of words those are. */
  classes: ReadonlySet<WordClass>;
  /** What each word of the message contributes to the name. */
  worthAt: Map<number, number>;
  /** Weight of the telling words of the name that were not said; `onlyNumber`: nothing but a house number is missing. */
  missing: number;
  onlyNumber: boolean;
  /** Said to be one kind of house, listed as another: "… Villas" for "… Suites". */
  otherKind: boolean;
  /** Weight of telling words at the mention that this venue does not explain. */
  unexplained: number;
};

/** A word of the name said elsewhere in the message still counts, for less. */
const FAR_SHARE = 0.4;
/** Joined, split and shortened words are as good as written in full. */
const AS_WRITTEN = 0.95;

/** Best reading of the message as this form of the venue's name, or undefined when nothing of it was said. */
export function evidenceFor(form: NameForm, message: Message, index: NameIndex): Evidence | undefined {
  const pairs = pairsOf(form, message);
  if (pairs.length === 0) return undefined;
  const chosen = alignmentOf(pairs, message);
  const from = Math.min(...chosen.map((pair) => pair.hit.from));
  const to = Math.max(...chosen.map((pair) => pair.hit.to));
  const full = chosen.length === form.terms.length && chosen.every((pair) => pair.hit.likeness >= AS_WRITTEN);
  const nameWorth = worthOf(chosen) + farWorth(pairs, chosen, index);
  const place = placeSaid(form, message, index, chosen);
  const own = chosen.filter((pair) => index.classes[pair.hit.term] === 'own');
  const kinds = chosen.filter((pair) => index.classes[pair.hit.term] === 'kind').length;
  // Saying a word of the name twice says nothing new, and nothing against it.
  const repeated = pairs.filter((pair) => pair.hit.likeness >= AS_WRITTEN);
  const explained = new Set([...place.words, ...chosen.flatMap(positionsOf), ...repeated.flatMap(positionsOf)]);
  return {
    venue: form.venue,
    from,
    to,
    explained: nameWorth + place.worth,
    own: worthOf(own),
    surest: own.reduce((most, pair) => Math.max(most, pair.hit.likeness), 0),
    coverage: Math.min(1, nameWorth / form.total),
    full,
    whole: full && isUnbroken(chosen, message),
    words: chosen.length - kinds,
    kinds,
    classes: new Set(chosen.flatMap((pair) => index.classes[pair.hit.term] ?? [])),
    worthAt: new Map(chosen.map((pair) => [pair.hit.from, pair.worth])),
    ...missingFrom(form, chosen, index),
    otherKind: kinds < kindsIn(form, index) && isOtherKindBeside({ from, to, explained }, message),
    unexplained: unexplainedAt({ from, to, full, explained }, message, index),
  };
}

const kindsIn = (form: NameForm, index: NameIndex): number =>
  form.terms.filter((term) => index.classes[term] === 'kind').length;

const positionsOf = ({ hit }: Pair): number[] => Array.from({ length: hit.to - hit.from }, (_, at) => hit.from + at);

/** Words of the name said elsewhere in the message, each once. */
function farWorth(pairs: readonly Pair[], chosen: readonly Pair[], index: NameIndex): number {
  const said = new Set(chosen.map((pair) => pair.hit.term));
  const far = new Set(pairs.flatMap(({ hit }) => (hit.likeness === 1 && !said.has(hit.term) ? [hit.term] : [])));
  return [...far].reduce((sum, term) => sum + (index.weights[term] ?? 0) * FAR_SHARE, 0);
}

function missingFrom(form: NameForm, chosen: readonly Pair[], index: NameIndex) {
  const said = new Set(chosen.map((pair) => pair.at));
  const unsaid = form.terms
    .map((term, at) => ({ term, at, weight: form.weights[at] ?? 0 }))
    .filter(({ term, at }) => !said.has(at) && index.classes[term] !== 'kind');
  return {
    missing: unsaid.reduce((sum, word) => sum + word.weight, 0),
    onlyNumber: unsaid.length > 0 && unsaid.every((word) => index.classes[word.term] === 'number'),
  };
}
