import { longestName } from './limits.ts';
import { matterOf } from './matter.ts';
import { positionIn } from './position.ts';
import { clip, fold, hasLetters, hasThai, oneLine } from './text.ts';

export type NameFound = { name: string; start: number; end: number };

const WORD = "[\\p{L}\\p{M}][\\p{L}\\p{M}'’.-]*";
const INTRODUCED =
  /(?<![\p{L}'’])(?<sure>my name(?:['’]s| is)|name(?: is|\s*[:=-])|call me|i am called|you can call me)|(?<![\p{L}'’])(?<am>i am|i\s?['’]?m)|(?<![\p{L}'’])(?<this>this is|it is|it['’]s|here is)/giu;
const TOKENS = new RegExp(`^[^\\S\\n]+(?:the\\s)?(${WORD}(?:[^\\S\\n]+${WORD}){0,5})`, 'u');
const HERE = new RegExp(`^(${WORD}(?:[^\\S\\n]+${WORD}){0,2})[^\\S\\n]+(?:here|speaking)$`, 'u');

// Words that follow "I'm" or "this is" in chats and are nobody's name.
const NOT_NAMES = new Set(
  `a an the at from in on of for to and or but not no so very too really still just now here there with by about after before again also already always
  my our your his her their its it is are was be been have has had do does did can could will would should may might must we you they he she who what when where why how
  sorry happy unhappy angry upset furious tired sick glad sure afraid fine good great ok okay okey busy ready back new late free done sad mad annoyed frustrated disappointed
  urgent important serious ridiculous unacceptable terrible bad wrong right correct true crazy insane enough broken dead down off silent quiet loud
  music sound audio song volume speaker zone player playlist problem issue help support message number test testing emergency question regarding re
  hotel resort venue restaurant bar cafe spa villa villas lobby pool gym mall shop store branch club inn hostel residence residences suites bangkok pattaya phuket samui
  staff guest customer team somebody someone anyone anybody nobody everyone everything nothing something one two first second last same other another that this these those
  yes yeah yep nope hi hello hey thanks thank please pls unable able going coming calling writing using trying having getting looking working waiting asking talking speaking contacting
  only all any some more most much many`.split(/\s+/),
);
/** A full stop after more than a title or an initial. */
const ENDS = /(?<!^(?:mrs?|ms|dr|st|k|\p{L}))\.$/iu;
const CONNECTS =
  /^(?:from|at|here|speaking|and|the|of|with|in|your|your?|ka|kha|krub|krap|kub|duty|general|reception|by)$/iu;

const isNameWord = (word: string): boolean => {
  const folded = fold(word).replace(/[.'-]+$/u, '');
  return folded.length > 0 && word.length <= 30 && !NOT_NAMES.has(folded);
};
const isCapital = (word: string): boolean => /^\p{Lu}/u.test(word);

/** "I'm Anna", "this is Somchai, duty manager", "ผมชื่อสมชาย". Where the venue is unknown, "this is X" may be the venue. */
export function introducedName(text: string, venueKnown: boolean): NameFound | undefined {
  return thaiIntroduction(text) ?? englishIntroduction(text, venueKnown);
}

function englishIntroduction(text: string, venueKnown: boolean): NameFound | undefined {
  for (const found of text.matchAll(INTRODUCED)) {
    const after = text.slice(found.index + found[0].length);
    const words = TOKENS.exec(after)?.[1]?.split(/[^\S\n]+/) ?? [];
    const cut = words.findIndex(
      (word, index) =>
        CONNECTS.test(word) ||
        (index > 0 && ENDS.test(words[index - 1] ?? '')) ||
        (index > 0 && !isCapital(word) && isCapital(words[0] ?? '')),
    );
    const ended = words.findIndex((word) => !isNameWord(word));
    const length = Math.min(4, ...[cut, ended].filter((at) => at >= 0), words.length);
    const taken = nameOf(words.slice(0, length));
    // "I'm the sous chef" says no name.
    if (!taken || (/^\s+the\s/iu.test(after) && positionIn(words.join(' '), 'presented'))) continue;
    const end = found.index + found[0].length + after.indexOf(taken) + taken.length;
    const next = text.slice(end);
    if (!found.groups?.sure && !credible(taken, next, Boolean(found.groups?.this), venueKnown)) continue;
    return {
      name: clip(taken, longestName),
      start: found.index,
      end: end + (/^\s+(?:here|speaking)\b/iu.exec(next)?.[0].length ?? 0),
    };
  }
  return undefined;
}

/** The words of a name, without a position that runs on ("Anna Duty Manager"). */
function nameOf(words: string[]): string | undefined {
  const from = words.findIndex((_, index) => index > 0 && positionIn(words.slice(index).join(' '), 'alone'));
  const name = (from > 0 ? words.slice(0, from) : words).join(' ').replace(/[.'’-]+$/u, '');
  const position = positionIn(name, words.length > 1 ? 'alone' : 'presented');
  return name && !position && hasLetters(name) ? name : undefined;
}

function credible(name: string, next: string, thisIs: boolean, venueKnown: boolean): boolean {
  const followed = /^\s+(?:here|speaking|from|at)\b|^\s*\n/iu.test(next);
  const position = positionIn(/^[\s,(–-]*(?:the\s+)?([^,.;!?()\n]*)/iu.exec(next)?.[1] ?? '', 'presented');
  if (thisIs && !venueKnown && !position && !/^\s+(?:here|speaking|from)\b/iu.test(next)) return false;
  if (isCapital(name)) return true;
  const ends = /^\s*(?:[,.;!?()\n–-]|and\b|$)/u.test(next);
  return (
    (followed || ends || Boolean(position)) && !/(?:ing|ed|ly)(?!\p{L})/u.test(name) && name.split(' ').length <= 2
  );
}

const THAI_INTRODUCTION =
  /(?<!โรงแรม|ร้าน|รีสอร์ท|ที่นี่|เพลง|โซน|สาขา|ให้|ลง)(?:(?:ผม|กระผม|ดิฉัน|ดิชั้น|หนู|ฉัน|เรา|พี่)\s*)?ชื่อ(?:เล่น)?(?:คือ|ว่า)?\s*(?!โรงแรม|ร้าน|รีสอร์|อะไร|เพลง|โซน|บริษัท|สาขา|นี้|ไม่)/gu;
const THAI_NAME_ENDS =
  /จาก|อยู่|เป็น|ตำแหน่ง|แผนก|ฝ่าย|โทร|(?:นะ)?(?:คะ|ค่ะ|ครับ|คับ|ค้าบ)|จ้า(?=\s|$)|ฮะ(?=\s|$)|[,.\n;:!?()/]|$/u;

function thaiIntroduction(text: string): NameFound | undefined {
  for (const found of text.matchAll(THAI_INTRODUCTION)) {
    const from = found.index + found[0].length;
    const length = THAI_NAME_ENDS.exec(text.slice(from))?.index ?? 0;
    const [first, second] = text
      .slice(from, from + length)
      .trim()
      .split(/\s+/);
    if (!first) continue;
    const both = second && second.length <= 20 && !matterOf(second) && !positionIn(second, 'presented');
    const name = withoutTitle(both ? `${first} ${second}` : first);
    const cutEnd = from + text.slice(from).indexOf(both ? second : first) + (both ? second : first).length;
    if (hasLetters(name) && !matterOf(name) && !/\d/u.test(name))
      return { name: clip(name, longestName), start: found.index, end: cutEnd };
  }
  return undefined;
}

// "คุณากร" is a name, not a title before one: a title is followed by a consonant or a leading vowel.
const withoutTitle = (name: string): string =>
  name.replace(/^(?:คุณ|พี่|น้อง)\s*(?=[ก-ฮเ-ไ]\p{M}*\p{L}|\p{Script=Latin})/u, '').trim();

/** "Anna here", at the end of a clause. */
export function nameBeforeHere(clause: string): string | undefined {
  const words = HERE.exec(clause)?.[1]?.split(/\s+/) ?? [];
  return capitalName(words);
}

/** "Anna" in "Anna from <venue>": the caller knows that a venue follows. */
export function nameBeforeVenue(clause: string): string | undefined {
  const words = clause.split(/\s+/);
  return words.length <= 3 ? capitalName(words) : undefined;
}

/** Words that are all written as a name is, and are none of those that never are one. */
export function capitalName(words: string[]): string | undefined {
  return words.length > 0 && words.every((word) => isCapital(word) && isNameWord(word)) ? nameOf(words) : undefined;
}

const LEAD =
  /^(?:(?:ok|okay|sure|yes|yeah|hi|hello|สวัสดี(?:ค่ะ|ครับ)?|ได้(?:ค่ะ|ครับ)|it['’]?s|it is|i am|i['’]?m|im|this is|my name is|i said|name|call me|just|khun|k\.|คุณ|ชื่อ|ผม|ดิฉัน|หนู|ฉัน)(?:\s+|\s*[:=]\s*)|(?:ชื่อ|ผมชื่อ|ผม|ดิฉัน|นี่(?:คือ)?)(?=[ก-ฮเ-ไ]))+/iu;
const TAIL =
  /(?:\s+(?:here|speaking|please|sir|ka|kha|krub|krap)|\s*(?:(?:(?<=[ก-๎]{2})นะ)?(?:คะ|ค่ะ|ครับผม|ครับ|คับ|ค้าบ)|จ้า|จ้ะ|ฮะ|ขอรับ))+\s*$/iu;

// A number to call after the name is no part of it.
const PHONE = /[\s,]*(?:\b(?:tel|phone|mobile|mob|ext)\b|เบอร์|โทร)?[\s.:]*\(?\+?\d(?:[\s().-]*\d){5,}\s*$/iu;

/** An answer to "may I have your name?": not a question, a complaint, a position, digits or a link. */
export function bareName(clause: string): string | undefined {
  const said = oneLine(clause.slice(0, 200)).replace(PHONE, '').replace(TAIL, '').replace(LEAD, '');
  const name = withoutTitle(said.replace(/^[\s\p{P}\p{S}]+|[\s\p{P}\p{S}]+$/gu, ''));
  if (!hasLetters(name) || /[\d@/\\<>{}[\]_*#?？]|https?|www\.|\.com/iu.test(said)) return undefined;
  const words = name.split(' ');
  if (words.length > 5 || name.length > (hasThai(name) ? 40 : longestName)) return undefined;
  if (!hasThai(name) && !words.every(isNameWord)) return undefined;
  if (matterOf(name) || positionIn(name, words.length > 1 ? 'alone' : 'presented')) return undefined;
  return clip(name, longestName);
}
