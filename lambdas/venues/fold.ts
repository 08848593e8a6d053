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

const scriptOf = (folded: string): Token['script'] | undefined => {
  if (/^\p{N}/u.test(folded)) return 'digits';
  if (UNSPACED.test(folded)) return 'unspaced';
  return /^[\p{L}\p{M}]/u.test(folded) ? 'letters' : undefined;
};

/** A folded character; without a script it only separates words. */
type Unit = { text: string; script: Token['script'] | undefined };

// A letter with its marks, or a Korean syllable written in parts: what Unicode may compose is folded together.
const CLUSTER = /[\u1100-\u11ff]+|\P{M}\p{M}*|\p{M}+/uy;

const strip = (text: string): string => text.normalize('NFKD').replace(LATIN_MARKS, '').replace(THAI_MARKS, '');

/** The characters of one cluster as they count for comparison. */
function foldCluster(cluster: string): string[] {
  // Lower-casing can bring a mark back (İ), hence the second look.
  const bare = strip(strip(cluster).toLowerCase());
  const plain = bare.replace(/[đøłßæœıðþ]/gu, (letter) => NO_DECOMPOSITION[letter] ?? letter).normalize('NFC');
  return [...plain].filter((character) => !INVISIBLE.test(character) && !APOSTROPHE.test(character));
}

const cache = new Map<string, Unit[]>();
function unitsOf(cluster: string): Unit[] {
  const known = cache.get(cluster);
  if (known) return known;
  const units = foldCluster(cluster).map((text) => ({ text, script: scriptOf(text) }));
  if (cache.size < 20_000) cache.set(cluster, units);
  return units;
}

/** Length of the cluster at this place; plain ASCII, by far the commonest, is looked at only by its code. */
function clusterLength(text: string, at: number): number {
  if (text.charCodeAt(at) < 128 && !(text.charCodeAt(at + 1) >= 128)) return 1;
  CLUSTER.lastIndex = at;
  return CLUSTER.exec(text)?.[0].length ?? 1;
}

/** The comparable words of a text, in order. "&" reads as "and". */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let open: Token | undefined;
  let lastEnd = 0;
  for (let start = 0, end = 0; start < text.length; start = end) {
    end = start + clusterLength(text, start);
    const cluster = text.slice(start, end);
    for (const unit of unitsOf(cluster)) {
      const ampersand = unit.text === '&';
      if (unit.script && unit.script === open?.script) {
        open.text += unit.text;
        open.end = end;
      } else if (unit.script || ampersand) {
        const breakBefore = breakIn(text.slice(lastEnd, start));
        const capital = cluster !== cluster.toLowerCase();
        const token: Token = {
          text: ampersand ? 'and' : unit.text,
          start,
          end,
          script: unit.script ?? 'letters',
          capital,
          breakBefore,
        };
        tokens.push(token);
        open = ampersand ? undefined : token;
      } else open = undefined;
      if (unit.script || ampersand) lastEnd = end;
    }
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
  for (let start = token.start, end = start; start < token.end; start = end) {
    end = start + clusterLength(text, start);
    for (const unit of unitsOf(text.slice(start, end))) {
      if (unit.script) for (let part = 0; part < unit.text.length; part++) offsets.push(start);
    }
  }
  return [...offsets, token.end];
}
