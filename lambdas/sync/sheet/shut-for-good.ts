import { foldWords, oneLine } from './cells/clean-text.ts';

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
const YEAR = '(?:19\\d\\d|20\\d\\d|25\\d\\d)';
const DAY = '\\d{1,2}(?:st|nd|rd|th)?';
const WHEN = `(?: (?:since|as of|in|on|effective))?(?: (?:${DAY} )?(?:${MONTH} )?${YEAR}| ${DAY} \\d{1,2} (?:${YEAR}|\\d\\d)| ${YEAR} \\d{1,2} \\d{1,2})`;
const FOR_GOOD = '(?:permanently|perm|forever|for good)';
/** Words that leave no way back; "closed down" alone has one, as hotels close down for a winter. */
const SURE = `(?:(?:now )?(?:perm(?:anently|anent)? (?:closed?|shut)(?: down)?|(?:closed|shut) (?:down )?${FOR_GOOD})|(?:gone )?out of business|ceased (?:trading|operations?|operating|business)|permanent closure|defunct)`;
const DOWN = '(?:now )?(?:closed|shut) down';
const REASON = ' (?:due to|because of|owing to|after|since|following|by|and) .+';
const SUBJECT = '(?:(?:the )?(?:hotel|property|venue|business|site|resort) )?';
/** "Closed" alone counts only when nothing but a date follows: "closed on Mondays" and "closed for renovation" open again. */
const WHOLE = new RegExp(`^${SUBJECT}(?:${DOWN}|(?:now |is )?closed|shut)(?:${WHEN})?$`, 'u');
const PIECE = new RegExp(`^(?:${SUBJECT}${SURE}(?:${WHEN})?(?:${REASON})?|${DOWN}(?:${WHEN})?)$`, 'u');
const ENDS_FIRM = new RegExp(` (?:${SURE}|${DOWN}|is (?:now )?closed)(?:${WHEN})?$`, 'u');
const ENDS_IN_CAPITALS = /[\s_-]CLOSED(?:\s+(?:(?:IN|SINCE)\s+)?(?:19|20|25)\d\d)?\W*$/u;
/** Beside it, a bare "closed" is for good. */
const ENDED =
  /^(?:sold|cancell?ed|terminated|demolished|liquidated|bankrupt(?:cy)?|(?:contract|lease) (?:ended|over|terminated|expired|cancell?ed))$/u;
const FIRM_THAI = /ปิดกิจการ|ปิดตัวลง|ปิด(?:ตัว|ร้าน|โรงแรม|สาขา|(?:ให้)?บริการ)?ถาวร|เลิกกิจการ/u;
const SHUT_THAI = /^ปิดแล้ว$/u;
const DOUBT =
  /\?|re-?open|temporar|renovat|refurb|\buntil\b|\btill (?:further|the|next|\d)|\bnot\b|\bnever\b|\bmay ?be\b|\bwill (?:be|close|shut)\b|\bto (?:be|close|shut)\b|\bsoon\b|ชั่วคราว|ปรับปรุง|จนถึง|จนกว่า|ไม่|จะ|อาจ|เตรียม|เปิดใหม่/iu;

/** What ends again by itself. It makes no doubt in a name: the Four Seasons and the Winter Garden can close for good. */
const FOR_A_WHILE =
  /\bseason|\bwinter|\bsummer|\bmonsoon|\brain[sy]|\bholidays?\b|\bhours?\b|\bback (?:in|on|by|open|after)\b|\bfor now\b|day(?:s|time)?\b/iu;
/** One part of a hotel that has closed says nothing about the rest of it. */
const PART =
  /\b(?:spa|pool|bar|restaurant|lobby|lounge|gym|fitness|club|cafe|kitchen|outlet|zone|area|wing|floor|tower|open|active)\b/iu;
const PART_THAI = /บางส่วน|สปา|สระ|ห้องอาหาร|ฟิตเนส|บาร์|โซน|ชั้น/u;

const BRACKETS = /[([{（【]([^()[\]{}（）【】]*)[)\]}）】]/gu;
const BETWEEN_PARTS = /\s[-–—~]+|[-–—~]+\s|[–—*|:;,#_"“”()[\]{}]|(?<!\d)\/|\/(?!\d)/u;

/** Whether a status says that the venue is shut for good. */
export function statusSaysShut(status: string): boolean {
  const text = oneLine(status);
  if (DOUBT.test(text)) return false;
  return isShutPhrase(text) || (FIRM_THAI.test(text) && !PART_THAI.test(text));
}

/** Whether a venue's name carries a mark that it is shut for good: in brackets, set off by a dash, or at its end. */
export function nameSaysShut(name: string): boolean {
  const text = oneLine(name);
  if (!/clos|shut|ceased|business|defunct|ปิด|เลิก/iu.test(text) || DOUBT.test(text)) return false;
  if (FIRM_THAI.test(text)) return true;
  if ([...text.matchAll(BRACKETS)].some(([, inside]) => isShutPhrase(inside ?? ''))) return true;
  const bare = text.replace(BRACKETS, ' ').trim();
  const parts = partsOf(bare);
  const last = parts.at(-1) ?? '';
  if (isShutPhrase(last) || isShutPhrase(parts[0] ?? '')) return true;
  if (parts.length > 2 && isShutPhrase(parts.slice(-2).join(', '))) return true;
  if (parts.length > 1 && PART.test(last)) return false;
  return ENDS_FIRM.test(foldWords(bare)) || (ENDS_IN_CAPITALS.test(text) && /\p{Ll}/u.test(text));
}

function isShutPhrase(phrase: string): boolean {
  const words = foldWords(phrase);
  if (SHUT_THAI.test(words)) return true;
  if (FOR_A_WHILE.test(words) || PART.test(words)) return false;
  if (WHOLE.test(words) || PIECE.test(words)) return true;
  const parts = partsOf(phrase).map(foldWords);
  if (parts.some((part) => PIECE.test(part))) return true;
  return parts.some((part) => WHOLE.test(part)) && parts.every((part) => WHOLE.test(part) || ENDED.test(part));
}

const partsOf = (text: string): string[] =>
  text
    .split(BETWEEN_PARTS)
    .map((part) => part.trim())
    .filter((part) => part !== '');
