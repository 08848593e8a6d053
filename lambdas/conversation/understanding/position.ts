import { longestPosition } from './limits.ts';
import { matterOf } from './matter.ts';
import { MODIFIERS, SENTENCE, STRONG, THAI_MATTER, THAI_POSITION, THAI_SENTENCE, WEAK } from './position-words.ts';
import { clip, fold, hasLetters, hasThai, oneLine } from './text.ts';

const PRESENTS =
  /^(?:i am|i'm|im|we are|we're|it's|it is|this is|working as|i work as|i work in|as|my (?:position|role|job|title|job title) is|(?:position|role|title|job)\s*(?:is|:|=|-)?)\s+/iu;
const ARTICLE = /^(?:(?:the|a|an|your|just|only)\s+)+/iu;
const TAIL = /\s+(?:here|speaking|at|of|for|from|in|with|please|sir|ka|kha|krub|krap)$/iu;
const PREPOSITION = /^(?:in|at|on|from|with|near|by|to)\s/iu;

const START_TH = new RegExp(`^(?:${THAI_POSITION})`, 'iu');
const LEAD_TH = /^(?:(?:ผม|ดิฉัน|ดิชั้น|หนู|ฉัน|พี่|เรา|ตำแหน่ง|ทำ(?:งาน)?(?:อยู่)?|อยู่|เป็น|คือ|แค่)\s*(?:คือ|:)?\s*)+/u;
const TAIL_TH = /\s*(?:(?:ที่นี่|นะ|ค่ะ|คะ|ครับ(?:ผม)?|คับ|ค้าบ|จ้า|จ้ะ|ฮะ)\s*)+$/u;

/** The words of a clause that name a position, without "I am the …" and "… here". */
function phraseOf(clause: string): string {
  const line = oneLine(clause).replace(/[’‘`]/g, "'");
  if (hasThai(line)) return line.replace(TAIL_TH, '').replace(LEAD_TH, '').trim();
  let phrase = line.replace(PRESENTS, '').replace(ARTICLE, '');
  while (TAIL.test(phrase)) phrase = phrase.replace(TAIL, '');
  return phrase.replace(/^[\s\p{P}]+|[\s,.;:!?)(]+$/gu, '');
}

/**
 * The position a clause consists of. `alone` asks for words that are nothing else; `presented` is enough after a name,
 * after "I am" or as the answer to our question.
 */
export function positionIn(clause: string, evidence: 'alone' | 'presented'): string | undefined {
  const phrase = phraseOf(clause);
  if (!phrase || phrase.length > longestPosition || PREPOSITION.test(phrase)) return undefined;
  if (hasThai(phrase)) {
    return START_TH.test(phrase) && phrase.length <= 40 && !THAI_SENTENCE.test(phrase) ? phrase : undefined;
  }
  const folded = fold(phrase);
  const words = folded.split(/[\s/.-]+/).filter(Boolean);
  if (words.length > 6 || /\d/.test(folded) || SENTENCE.test(folded)) return undefined;
  const presented = evidence === 'presented' || PRESENTS.test(fold(clause));
  if (folded === 'it') return presented && phrase === 'IT' ? phrase : undefined;
  return isPosition(words, presented) ? phrase : undefined;
}

function isPosition(words: string[], presented: boolean): boolean {
  const isHead = (word: string) => STRONG.has(word) || (presented && WEAK.has(word));
  const head = words.findIndex(isHead);
  if (head < 0) return false;
  // "Chef Tom" is a person; "manager on duty" and "director of rooms" are positions.
  const endsWell = isHead(words.at(-1) ?? '') || words.slice(head + 1).every((word) => MODIFIERS.has(word));
  return endsWell && (presented || words.every((word) => STRONG.has(word) || WEAK.has(word) || MODIFIERS.has(word)));
}

const INLINE_EN = new RegExp(
  `\\b(?:i am|i['’]m|im|i work as|working as|as|my (?:position|role|job|title) is)\\s+(?:the|a|an)\\s+((?:[\\p{L}&'’/-]+\\s+){0,4}?(?:${[...STRONG].join('|')}|staff|host|assistant|operator|partner))(?![\\p{L}])`,
  'iu',
);
const INLINE_TH = new RegExp(
  `(?:เป็น|ตำแหน่ง|ทำงานเป็น)\\s*((?:${THAI_POSITION})[\\p{L}\\p{M}&. ]{0,30}?)(?=\\s*(?:ของ|ที่|จาก|อยู่|โรงแรม|ค่ะ|คะ|ครับ|คับ|นะ|จ้า|แจ้ง|ตอนนี้|${THAI_MATTER}|[,.\\n]|$))`,
  'iu',
);

/** "… I'm the duty manager …" inside a longer sentence; `start` and `end` are what can be cut out of it. */
export function positionWithin(text: string): { position: string; start: number; end: number } | undefined {
  const found = INLINE_EN.exec(text) ?? INLINE_TH.exec(text);
  if (!found?.[1]) return undefined;
  return { position: clip(oneLine(found[1]), longestPosition), start: found.index, end: found.index + found[0].length };
}

/** An answer to "what is your position?": known words first, else the person's own, if they can be one at all. */
export function positionAnswer(text: string): string | undefined {
  const known = positionWithin(text)?.position ?? positionIn(text, 'presented');
  if (known) return clip(known, longestPosition);
  const phrase = phraseOf(text);
  if (/^it$/iu.test(phrase)) return 'IT';
  const odd = !hasLetters(phrase) || /[\d@]|https?:|www\.|[?？]/u.test(text) || phrase.split(' ').length > 8;
  return odd || phrase.length > longestPosition || matterOf(phrase) ? undefined : phrase;
}
