import type { Pair } from './alignment.ts';
import type { Message, Word } from './message.ts';
import type { NameForm, NameIndex } from './name-index.ts';

const CONJUNCTIONS = new Set(['and']);
const UNKNOWN_WORD = 0.6;
const NUMBER = 0.4;
const ZONE_WORD = 0.15;
const EVERYDAY_WORD = 0.1;
const EVERYDAY_WORD_OF_NAMES = 0.2;
// A name ends where lower case begins, when it was itself written with a capital.
const LOWER_CASE_SHARE = 0.4;
// In scripts without spaces the chain stands first; what follows is mostly the sentence going on.
const UNSPACED_AFTER = 0.3;
const PLACE_NEAR = 0.5;
const PLACE_BILLING = 0.2;
const FARTHEST = 3;

/** Words of the venue's location anywhere in the message strengthen it, the less when it may be a billing address. */
export function placeSaid(form: NameForm, message: Message, index: NameIndex, chosen: readonly Pair[]) {
  const billing = index.entries[form.venue]?.location_source === 'account_country';
  const words = new Set<number>();
  let worth = 0;
  for (const term of index.placesOf(form.venue)) {
    if (form.terms.includes(term)) continue;
    const hit = message.byTerm.get(term)?.find((candidate) => candidate.likeness >= 0.9);
    if (!hit || chosen.some((pair) => pair.hit.from < hit.to && hit.from < pair.hit.to)) continue;
    for (let at = hit.from; at < hit.to; at++) words.add(at);
    worth += (index.weights[term] ?? 0) * (billing ? PLACE_BILLING : PLACE_NEAR);
  }
  return { worth, words };
}

type Mention = { from: number; to: number; full: boolean; explained: ReadonlySet<number> };

/** Weight of the telling words inside and beside a mention that the venue does not explain. */
export function unexplainedAt(mention: Mention, message: Message, index: NameIndex): number {
  const { from, to, full, explained } = mention;
  const capital = message.words[from]?.capital ?? false;
  let sum = 0;
  for (let at = from; at < to; at++) sum += weightAt(at);
  return sum + outwards(from - 1, -1) + outwards(to, 1);

  function weightAt(at: number): number {
    const word = message.words[at];
    if (!word || explained.has(at)) return 0;
    const weight = weightOf(word, index) * (word.script === 'unspaced' && at >= to ? UNSPACED_AFTER / UNKNOWN_WORD : 1);
    return capital && !word.capital && word.script === 'letters' && !word.plain ? weight * LOWER_CASE_SHARE : weight;
  }

  /** From the mention until the sentence turns: a pause, a small word, everyday talk. */
  function outwards(start: number, step: 1 | -1): number {
    let beside = 0;
    for (let at = start, far = 0; far < FARTHEST; at += step, far++) {
      const word = message.words[at];
      const gap = (step === 1 ? word : message.words[at + 1])?.breakBefore;
      if (!word || gap === 'pause' || (gap === 'joint' && full)) break;
      if (CONJUNCTIONS.has(word.text)) continue;
      if (word.plain && !word.kind) return beside + (far === 0 && capital ? capitalWeight(word, index) : 0);
      if (word.script === 'digits' && step === -1) break;
      beside += weightAt(at);
    }
    return beside;
  }
}

/** A kind of house right after the mention that the name does not have. "Hotel" is said of any house. */
export function isOtherKindBeside({ to, explained }: Omit<Mention, 'full'>, message: Message): boolean {
  const word = message.words[to];
  return word?.kind === true && word.breakBefore === 'none' && word.text !== 'hotel' && !explained.has(to);
}

/** "Mandarin Oriental": an everyday word with a capital may be the part that makes it another house. */
function capitalWeight(word: Word, index: NameIndex): number {
  const term = index.vocabulary.find(word.text);
  if (word.stop || !word.capital || term === undefined || index.classes[term] !== 'chat') return 0;
  return index.weights[term] ?? 0;
}

function weightOf(word: Word, index: NameIndex): number {
  if (word.stop || word.kind) return 0;
  const term = index.vocabulary.find(word.text);
  if (word.plain) return term === undefined ? EVERYDAY_WORD : EVERYDAY_WORD_OF_NAMES;
  if (word.script === 'digits') return NUMBER;
  // The name of somebody's zone stands beside a venue's name without being part of it.
  if (index.classes[term ?? -1] !== 'own' && index.venuesWithZone(word.text)) return ZONE_WORD;
  return term === undefined ? UNKNOWN_WORD : (index.weights[term] ?? UNKNOWN_WORD);
}
