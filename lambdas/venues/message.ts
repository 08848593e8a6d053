import { CHAT_WORDS, KIND_WORDS, SHORT_FORMS, STOP_WORDS, THAI_CHAT_WORDS } from './everyday-words.ts';
import { offsetsOf, type Token, tokensOf } from './fold.ts';
import type { NameIndex } from './name-index.ts';

/** A word of the message. `plain`: everyday words, which never speak against a name they stand beside. */
export type Word = Token & { plain: boolean; stop: boolean; kind: boolean };

/** Words [from, to) of the message may be this word of the vocabulary. Hits with one `group` share the same letters. */
export type Hit = { term: number; from: number; to: number; likeness: number; group: number };

export type Message = { words: Word[]; hits: Hit[]; byTerm: Map<number, Hit[]> };

const JOINED = 0.95;
const ABBREVIATED = 0.95;
// A message is a few sentences; a pasted page is read only at its beginning.
const MOST_WORDS = 120;

/** Reads a message against the words of the directory: which of them may each written word be? */
export function readMessage(text: string, index: NameIndex): Message {
  const words = tokensOf(text.slice(0, 4_000))
    .flatMap((token) => (token.script === 'unspaced' ? takeApart(text, token, index) : [token]))
    .slice(0, MOST_WORDS)
    .map(asWord);
  const hits = words.flatMap((word, at) => [...hitsOf(word, at, index), ...joinsAt(words, at, index)]);
  const byTerm = new Map<number, Hit[]>();
  for (const hit of hits) byTerm.set(hit.term, [...(byTerm.get(hit.term) ?? []), hit]);
  return { words, hits, byTerm };
}

const asWord = (token: Token): Word => {
  const stop = STOP_WORDS.has(token.text);
  const kind = KIND_WORDS.has(token.text);
  const chat = CHAT_WORDS.has(token.text) || THAI_CHAT_WORDS.has(token.text);
  return { ...token, stop, kind, plain: stop || kind || chat };
};

function hitsOf(word: Word, at: number, index: NameIndex): Hit[] {
  const hit = (term: number, likeness: number, group = 0): Hit => ({ term, from: at, to: at + 1, likeness, group });
  const exact = index.vocabulary.find(word.text);
  const short = shortForm(word, at, index);
  if (exact !== undefined) return [hit(exact, 1), ...short];
  if (short.length > 0) return short;
  if (word.plain || word.script !== 'letters') return [];
  const parts = splitIntoKnown(word.text, index);
  if (parts) return parts.map((term) => hit(term, JOINED, at + 1));
  return index.vocabulary.similar(word.text).map(({ term, likeness }) => hit(term, likeness));
}

function shortForm(word: Word, at: number, index: NameIndex): Hit[] {
  const long = SHORT_FORMS.get(word.text)?.split(' ') ?? [];
  const terms = long.map((part) => index.vocabulary.find(part));
  if (terms.some((term) => term === undefined)) return [];
  return terms.map((term) => ({ term: term ?? 0, from: at, to: at + 1, likeness: ABBREVIATED, group: at + 1 }));
}

/** "vivo city" for "vivocity": two or three written words that are one word of a name. */
function joinsAt(words: Word[], at: number, index: NameIndex): Hit[] {
  const hits: Hit[] = [];
  let joined = words[at]?.text ?? '';
  for (let to = at + 2; to <= Math.min(at + 3, words.length); to++) {
    const next = words[to - 1];
    if (next?.breakBefore !== 'none') break;
    joined += next.text;
    const term = joined.length >= 5 ? index.vocabulary.find(joined) : undefined;
    if (term !== undefined) hits.push({ term, from: at, to, likeness: JOINED, group: 0 });
  }
  return hits;
}

/** "northpattaya": one written word that is two or three words of names, each of at least three letters. */
function splitIntoKnown(text: string, index: NameIndex, parts = 3): number[] | undefined {
  if (text.length < 6 || parts < 2) return undefined;
  for (let cut = text.length - 3; cut >= 3; cut--) {
    const head = index.vocabulary.find(text.slice(0, cut));
    if (head === undefined) continue;
    const rest = text.slice(cut);
    const tail = index.vocabulary.find(rest);
    if (tail !== undefined) return [head, tail];
    const tails = splitIntoKnown(rest, index, parts - 1);
    if (tails) return [head, ...tails];
  }
  return undefined;
}

/** Cuts a run without spaces at known words, longest first; what stays unknown between them is one word each. */
function takeApart(text: string, token: Token, index: NameIndex): Token[] {
  const known = (piece: string) => THAI_CHAT_WORDS.has(piece) || index.vocabulary.find(piece) !== undefined;
  if (known(token.text)) return [token];
  const offsets = offsetsOf(text, token);
  const pieces: Token[] = [];
  const push = (from: number, to: number) =>
    pieces.push({
      ...token,
      text: token.text.slice(from, to),
      start: offsets[from] ?? token.start,
      end: offsets[to] ?? token.end,
      breakBefore: from === 0 ? token.breakBefore : 'none',
    });
  let unknownFrom = 0;
  let at = 0;
  while (at < token.text.length) {
    const length = longestKnownAt(token.text, at, index.longestUnspaced, known);
    if (length === 0) at += 1;
    else {
      if (unknownFrom < at) push(unknownFrom, at);
      push(at, at + length);
      at += length;
      unknownFrom = at;
    }
  }
  if (unknownFrom < token.text.length) push(unknownFrom, token.text.length);
  return pieces;
}

function longestKnownAt(text: string, at: number, longest: number, known: (piece: string) => boolean): number {
  // One letter is never a word here; two only where a character is a syllable (Han, Kana).
  const shortest = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]/.test(text[at] ?? '') ? 3 : 2;
  for (let length = Math.min(Math.max(longest, 12), text.length - at); length >= shortest; length--) {
    if (known(text.slice(at, at + length))) return length;
  }
  return 0;
}
