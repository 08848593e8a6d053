import { type Token, tokensOf } from '../fold.ts';
import { GENERAL, LONGEST_PHRASE, MAIN, UNSPACED_ZONE_WORDS, ZONE_WORDS, type ZoneWord } from './zone-words.ts';

/** One area that a name speaks of: its known words, the head (what it is) apart from what describes it. */
export type NamedArea = {
  head: ZoneWord;
  others: ZoneWord[];
  /** Nothing else is said: "Lobby", "The Main Restaurant". "Italian Restaurant" says more. */
  isGeneral: boolean;
  isMain: boolean;
};

/** Between what is named and what only tells where it lies. */
const PLACING = new Set(['at', 'by', 'near', 'in', 'next', 'behind', 'beside', 'of', 'on', 'opposite', 'with']);

/**
 * The areas of a zone's name, in their order: "Lobby & Pool" names two. Of "Restaurant by the Pool" or "Bar - Lobby"
 * only the first counts; the rest says where it is.
 */
export function areasIn(name: string): NamedArea[] {
  const known = cache.get(name);
  if (known) return known;
  const areas = readAreas(name);
  if (cache.size < 20_000) cache.set(name, areas);
  return areas;
}

// Most venues call their zones the same.
const cache = new Map<string, NamedArea[]>();

function readAreas(name: string): NamedArea[] {
  const areas: NamedArea[] = [];
  for (const alternative of splitAt(tokensOf(name.replace(/[/+]/g, ' & ')), isAnd)) {
    const segments = splitAt(alternative, isBreak).map(readSegment);
    const area = segments.find(({ words }) => words.length > 0);
    if (area)
      areas.push(
        areaOf(
          area.words,
          segments.flatMap((one) => (one === area ? one.rest : everythingOf(one))),
        ),
      );
  }
  return areas;
}

const AND = new Set(['and', 'และ']);
const isAnd = ({ text }: Token) => AND.has(text);
const isBreak = ({ text, breakBefore }: Token) => breakBefore !== 'none' || PLACING.has(text);

/** "Bar & Grill" is one word of the list, although it has an "and". */
function splitAt(tokens: readonly Token[], parts: (token: Token) => boolean): Token[][] {
  const segments: Token[][] = [[]];
  for (const [at, token] of tokens.entries()) {
    const inPhrase = isAnd(token) && phraseAt(tokens, at - 1)?.length === 3;
    if (parts(token) && !inPhrase) segments.push([]);
    segments.at(-1)?.push(token);
  }
  return segments;
}

/** The known words of a segment, what it is first; the other words. */
type Segment = { words: ZoneWord[]; rest: string[] };
const everythingOf = ({ words, rest }: Segment) => [...words.map(({ text }) => text), ...rest];

function readSegment(tokens: readonly Token[]): Segment {
  const latin: ZoneWord[] = [];
  const thai: ZoneWord[] = [];
  const rest: string[] = [];
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at];
    const phrase = phraseAt(tokens, at);
    if (token?.script === 'unspaced' && !phrase) rest.push(...readUnspaced(token.text, thai));
    else if (phrase) (token?.script === 'unspaced' ? thai : latin).push(phrase.word);
    else if (token) rest.push(token.text);
    at += phrase?.length ?? 1;
  }
  // English names what it is last, Thai first: "Pool Bar", "บาร์ริมสระ".
  return { words: thai.length > 0 ? [...thai, ...latin] : latin.toReversed(), rest };
}

function areaOf([head, ...others]: ZoneWord[], around: readonly string[]): NamedArea {
  const said = around.filter((word) => !AND.has(word) && !PLACING.has(word));
  return {
    head: head as ZoneWord,
    others,
    isGeneral: said.every((word) => GENERAL.has(word)),
    isMain: said.some((word) => MAIN.has(word)),
  };
}

/** The longest entry that begins at a token; a plural counts as its singular. */
function phraseAt(tokens: readonly Token[], at: number): { word: ZoneWord; length: number } | undefined {
  for (let length = LONGEST_PHRASE; length >= 1; length--) {
    const part = tokens.slice(at, at + length);
    if (part.length < length) continue;
    const text = part.map((token) => token.text).join(' ');
    const word = ZONE_WORDS.get(text) ?? ZONE_WORDS.get(text.replace(/s$/, ''));
    if (word) return { word, length };
  }
  return undefined;
}

/** Picks the known words out of a text without spaces, longest first at each place; answers what is left between them. */
function readUnspaced(text: string, into: ZoneWord[]): string[] {
  const rest: string[] = [];
  let open = '';
  for (let at = 0; at < text.length; ) {
    const word = UNSPACED_ZONE_WORDS.find((one) => text.startsWith(one.text, at));
    if (!word) {
      open += text[at];
      at += 1;
      continue;
    }
    if (open) rest.push(open);
    open = '';
    into.push(word);
    at += word.text.length;
  }
  return open ? [...rest, open] : rest;
}
