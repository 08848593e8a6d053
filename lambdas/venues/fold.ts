/**
 * Makes spellings comparable: case, accents, apostrophes, punctuation, full-width forms and Thai tone marks do not count.
 * Every token remembers where it stood in the original text.
 */
export type Token = {
  text: string;
  start: number;
  end: number;
  /** `unspaced`: scripts written without spaces between words (Thai, Lao, Khmer, Burmese, Chinese, Japanese). */
  script: 'letters' | 'digits' | 'unspaced';
  /** What stands before it: a `pause` (comma, full stop, line break) or a `joint` (dash, bracket, bar) as names have them. */
  breakBefore: 'none' | 'joint' | 'pause';
  capital: boolean;
};

// Zero-width characters and soft hyphens come along with copied names.
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/u;
const APOSTROPHE = /['’‘`´ʼʻ′＇]/u;
const LATIN_MARKS = /[\u0300-\u036f\u064b-\u0652]/gu;
// Mai taikhu, the four tone marks, thanthakhat: people leave them out or pick the wrong one.
const THAI_MARKS = /[\u0e47-\u0e4c\u0e4e]/gu;
const UNSPACED =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u;
const NO_DECOMPOSITION: Record<string, string> = {
  đ: 'd',
  ø: 'o',
  ł: 'l',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ð: 'd',
  þ: 'th',
};
const PAUSE = /[,.;:!?\n\r。、，؟،]/u;
const JOINT = /[()[\]{}|"“”„«»/–—•@]|\s-+\s/u;
const breakIn = (gap: string): Token['breakBefore'] => (PAUSE.test(gap) ? 'pause' : JOINT.test(gap) ? 'joint' : 'none');

/** One character as it counts for comparison; '' when it does not count. */
function foldCharacter(character: string): string {
  const bare = character.normalize('NFKD').replace(LATIN_MARKS, '').replace(THAI_MARKS, '').toLowerCase();
  // Lower-casing can bring a mark back (İ), hence the second look.
  return (NO_DECOMPOSITION[bare] ?? bare).replace(LATIN_MARKS, '').normalize('NFC');
}

const scriptOf = (folded: string): Token['script'] | undefined => {
  if (/^\p{N}/u.test(folded)) return 'digits';
  if (UNSPACED.test(folded)) return 'unspaced';
  return /^[\p{L}\p{M}]/u.test(folded) ? 'letters' : undefined;
};

const cache = new Map<string, { folded: string; script: Token['script'] | undefined; skip: boolean }>();
function characterOf(character: string) {
  const known = cache.get(character);
  if (known) return known;
  const folded = foldCharacter(character);
  const skip = folded === '' || INVISIBLE.test(character) || APOSTROPHE.test(character);
  const entry = { folded, script: scriptOf(folded), skip };
  if (cache.size < 20_000) cache.set(character, entry);
  return entry;
}

/** The comparable words of a text, in order. "&" reads as "and". */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let open: Token | undefined;
  let lastEnd = 0;
  let at = 0;
  const begin = (piece: string, script: Token['script'], start: number, end: number, capital: boolean): Token => {
    const token = { text: piece, start, end, script, capital, breakBefore: breakIn(text.slice(lastEnd, start)) };
    tokens.push(token);
    return token;
  };
  for (const character of text) {
    const start = at;
    at += character.length;
    const { folded, script, skip } = characterOf(character);
    if (skip) continue;
    if (script === undefined) {
      open = undefined;
      if (character === '&' || character === '＆') {
        begin('and', 'letters', start, at, false);
        lastEnd = at;
      }
      continue;
    }
    if (open?.script === script) {
      open.text += folded;
      open.end = at;
    } else open = begin(folded, script, start, at, character !== character.toLowerCase());
    lastEnd = at;
  }
  return tokens;
}

/** A text folded to its words, one space between them. Folding twice changes nothing. */
export const fold = (text: string): string =>
  tokensOf(text)
    .map((token) => token.text)
    .join(' ');

/** Where each folded character of a token stands in the original text, and the token's end last. */
export function offsetsOf(text: string, token: Token): number[] {
  const offsets: number[] = [];
  let at = token.start;
  for (const character of text.slice(token.start, token.end)) {
    const { folded, skip } = characterOf(character);
    if (!skip) for (let unit = 0; unit < folded.length; unit++) offsets.push(at);
    at += character.length;
  }
  return [...offsets, token.end];
}
