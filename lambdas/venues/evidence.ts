import type { Hit, Message } from './message.ts';
import type { NameForm, NameIndex } from './name-index.ts';

/** How well one venue explains the message, and how well the message explains the venue's name. */
export type Evidence = {
  venue: number;
  /** Words [from, to) of the message that name it. */
  from: number;
  to: number;
  /** Weight of what the message says about this venue: words of its name, and its place. */
  explained: number;
  /** Weight of the part of `explained` that is not the name of a place, a number or a kind of house. */
  own: number;
  /** Share of the name that was said, 0 to 1; misspelt words count less. */
  coverage: number;
  /** Every word of the name was said, as written; `whole`: in this order and without gaps. */
  full: boolean;
  whole: boolean;
  /** Weight of the telling words of the name that were not said; `onlyNumber`: nothing but a house number is missing. */
  missing: number;
  onlyNumber: boolean;
  /** How surely the surest of its own words was read: 1 as written, less when misspelt. */
  surest: number;
  /** Telling words of the name that were said; `kinds` is how many "hotel"s and "beach"es beside them. */
  words: number;
  kinds: number;
  /** What each word of the message contributes to the name. */
  worthAt: Map<number, number>;
  /** Weight of telling words beside the mention that this venue does not explain. */
  unexplained: number;
};

type Pair = { at: number; hit: Hit; worth: number };

const WIDEST_GAP = 2;
const CONJUNCTIONS = new Set(['and']);
const UNKNOWN_WORD = 0.6;
const ZONE_WORD = 0.15;
const FAR_SHARE = 0.4;
const PLACE_NEAR = 0.5;
const PLACE_BILLING = 0.2;

/** Best reading of the message as this form of the venue's name, or undefined when nothing of it was said. */
export function evidenceFor(form: NameForm, message: Message, index: NameIndex): Evidence | undefined {
  const pairs = pairsOf(form, message);
  if (pairs.length === 0) return undefined;
  const chosen = clustersOf(pairs, message)
    .flatMap((cluster) => anchorsOf(cluster).map((anchor) => assign(cluster, anchor)))
    .reduce((best, other) => (isBetter(other, best) ? other : best));
  const from = Math.min(...chosen.map((pair) => pair.hit.from));
  const to = Math.max(...chosen.map((pair) => pair.hit.to));
  const said = new Set(chosen.map((pair) => pair.at));
  const far = pairs.filter((pair) => !said.has(pair.at) && pair.hit.likeness === 1);
  const farTerms = new Set(far.map((pair) => pair.hit.term));
  const farWorth = [...farTerms].reduce((sum, term) => sum + (index.weights[term] ?? 0) * FAR_SHARE, 0);
  const nameWorth = worthOf(chosen);
  const place = placeWorth(form, message, index, chosen);
  const full = said.size === form.terms.length && chosen.every((pair) => pair.hit.likeness >= 0.95);
  return {
    venue: form.venue,
    from,
    to,
    explained: nameWorth + farWorth + place.worth,
    own: ownWorth(chosen, index),
    coverage: Math.min(1, (nameWorth + farWorth) / form.total),
    full,
    whole: full && inOrder(chosen),
    words: chosen.filter((pair) => index.classes[pair.hit.term] !== 'kind').length,
    kinds: chosen.filter((pair) => index.classes[pair.hit.term] === 'kind').length,
    worthAt: new Map(chosen.map((pair) => [pair.hit.from, pair.worth])),
    ...missingFrom(form, said, index),
    surest: chosen.reduce(
      (most, { hit }) => (index.classes[hit.term] === 'own' ? Math.max(most, hit.likeness) : most),
      0,
    ),
    unexplained: unexplainedBeside({ from, to, full }, chosen, place.words, message, index),
  };
}

function pairsOf(form: NameForm, message: Message): Pair[] {
  return form.terms.flatMap((term, at) =>
    (message.byTerm.get(term) ?? []).map((hit) => ({ at, hit, worth: (form.weights[at] ?? 0) * hit.likeness ** 2 })),
  );
}

/** Pairs that stand close together; a name is not collected from the corners of a message. */
function clustersOf(pairs: Pair[], message: Message): Pair[][] {
  const sorted = [...pairs].sort((a, b) => a.hit.from - b.hit.from || a.hit.to - b.hit.to);
  const clusters: Pair[][] = [];
  let reach = Number.NEGATIVE_INFINITY;
  for (const pair of sorted) {
    const between = message.words.slice(Math.max(0, reach), pair.hit.from).filter((word) => !word.stop).length;
    const near = reach >= 0 && between < WIDEST_GAP;
    if (near) clusters.at(-1)?.push(pair);
    else clusters.push([pair]);
    reach = Math.max(reach, pair.hit.to);
  }
  return clusters;
}

/** Where the weightiest word of the name may stand; "Amari Pattaya and Amari Phuket" says the chain twice. */
function anchorsOf(cluster: Pair[]): number[] {
  const heaviest = cluster.reduce((best, pair) => (pair.worth > best.worth ? pair : best));
  const same = cluster.filter((pair) => pair.at === heaviest.at && pair.worth === heaviest.worth);
  return [...new Set(same.map((pair) => pair.hit.from))].slice(0, 4);
}

const widthOf = (pairs: Pair[]): number =>
  Math.max(...pairs.map((pair) => pair.hit.to)) - Math.min(...pairs.map((pair) => pair.hit.from));

/** More of the name said, or the same said in fewer words. */
const isBetter = (one: Pair[], other: Pair[]): boolean => {
  const more = worthOf(one) - worthOf(other);
  return more > 1e-9 || (more > -1e-9 && widthOf(one) < widthOf(other));
};

/** One written word explains one word of the name, the weightiest first; of two equal words the one nearer to the anchor. */
function assign(cluster: Pair[], anchor: number): Pair[] {
  const taken = new Map<number, number>();
  const said = new Set<number>();
  const chosen: Pair[] = [];
  const free = (hit: Hit) => {
    for (let at = hit.from; at < hit.to; at++) {
      const group = taken.get(at);
      if (group !== undefined && (group === 0 || group !== hit.group)) return false;
    }
    return true;
  };
  const distance = (pair: Pair) => Math.abs(pair.hit.from - anchor);
  for (const pair of [...cluster].sort((a, b) => b.worth - a.worth || a.at - b.at || distance(a) - distance(b))) {
    if (said.has(pair.at) || !free(pair.hit)) continue;
    said.add(pair.at);
    for (let at = pair.hit.from; at < pair.hit.to; at++) taken.set(at, pair.hit.group);
    chosen.push(pair);
  }
  return chosen;
}

const worthOf = (pairs: Pair[]): number => pairs.reduce((sum, pair) => sum + pair.worth, 0);

const ownWorth = (pairs: Pair[], index: NameIndex): number =>
  worthOf(pairs.filter((pair) => index.classes[pair.hit.term] === 'own'));

function inOrder(chosen: Pair[]): boolean {
  const sorted = [...chosen].sort((a, b) => a.at - b.at);
  return sorted.every((pair, i) => i === 0 || pair.hit.from >= (sorted[i - 1]?.hit.from ?? 0));
}

function missingFrom(form: NameForm, said: Set<number>, index: NameIndex): { missing: number; onlyNumber: boolean } {
  const unsaid = form.terms.flatMap((term, at) =>
    said.has(at) || index.classes[term] === 'kind' ? [] : [{ term, weight: form.weights[at] ?? 0 }],
  );
  return {
    missing: unsaid.reduce((sum, word) => sum + word.weight, 0),
    onlyNumber: unsaid.length > 0 && unsaid.every((word) => index.classes[word.term] === 'number'),
  };
}

/** Words of the venue's location anywhere in the message strengthen it, the less when it may be a billing address. */
function placeWorth(form: NameForm, message: Message, index: NameIndex, chosen: Pair[]) {
  const billing = index.entries[form.venue]?.location_source === 'account_country';
  const words = new Set<number>();
  let worth = 0;
  for (const term of index.placesOf(form.venue)) {
    if (form.terms.includes(term) || chosen.some((pair) => pair.hit.term === term)) continue;
    const hit = message.byTerm.get(term)?.find((candidate) => candidate.likeness >= 0.9);
    if (!hit || chosen.some((pair) => pair.hit.from < hit.to && hit.from < pair.hit.to)) continue;
    for (let at = hit.from; at < hit.to; at++) words.add(at);
    worth += (index.weights[term] ?? 0) * (billing ? PLACE_BILLING : PLACE_NEAR);
  }
  return { worth, words };
}

function unexplainedBeside(
  { from, to, full }: { from: number; to: number; full: boolean },
  chosen: Pair[],
  placeWords: Set<number>,
  message: Message,
  index: NameIndex,
): number {
  const explained = new Set(placeWords);
  for (const { hit } of chosen) for (let at = hit.from; at < hit.to; at++) explained.add(at);
  const capital = message.words[from]?.capital ?? false;
  const weightAt = (at: number): number => {
    const word = message.words[at];
    if (!word || explained.has(at) || word.stop) return 0;
    if (word.plain) return word.kind ? 0 : index.vocabulary.find(word.text) === undefined ? 0.1 : 0.2;
    if (word.script === 'unspaced') return 0.1;
    const term = index.vocabulary.find(word.text);
    if (word.script === 'digits') return 0.4;
    // The name of somebody's zone stands beside a venue's name without being part of it.
    if (index.classes[term ?? -1] !== 'own' && index.venuesWithZone(word.text)) return ZONE_WORD;
    const weight = term === undefined ? UNKNOWN_WORD : (index.weights[term] ?? UNKNOWN_WORD);
    return capital && !word.capital ? weight * 0.4 : weight;
  };
  const nameWeight = (text: string) =>
    index.classOfWord(text) === 'chat' ? (index.weights[index.vocabulary.find(text) ?? -1] ?? 0) : 0;
  let sum = 0;
  for (let at = from; at < to; at++) sum += weightAt(at);
  return sum + walk(from - 1, -1) + walk(to, 1);

  // Outwards from the mention until the sentence turns: a pause, a small word, everyday talk.
  function walk(start: number, step: 1 | -1): number {
    let beside = 0;
    for (let at = start, far = 0; far < 3; at += step, far++) {
      const word = message.words[at];
      const gap = (step === 1 ? word : message.words[at + 1])?.breakBefore;
      if (!word || gap === 'pause' || (gap === 'joint' && full)) break;
      if (CONJUNCTIONS.has(word.text)) continue;
      // "Mandarin Oriental": an everyday word with a capital may be the part that makes it another house.
      if (word.plain && !word.stop && !word.kind && far === 0 && word.capital && capital) return nameWeight(word.text);
      if (word.stop || (word.plain && !word.kind)) break;
      if (word.script === 'digits' && step === -1) break;
      beside += weightAt(at);
    }
    return beside;
  }
}
