import { foldWords, oneLine } from './cells/clean-text.ts';

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
const YEAR = '(?:19\\d\\d|20\\d\\d|25\\d\\d)';
const DAY = '\\d{1,2}(?:st|nd|rd|th)?';
const WHEN = `(?: (?:since|as of|in|on|effective))?(?: (?:${DAY} )?(?:${MONTH} )?${YEAR}| ${DAY} \\d{1,2} (?:${YEAR}|\\d\\d)| ${YEAR} \\d{1,2} \\d{1,2})`;
const FOR_GOOD = '(?:permanently|perm|forever|for good|down|down for good|down permanently)';
const FIRM = `(?:(?:now )?(?:permanently (?:closed|shut)(?: down)?|(?:closed|shut) ${FOR_GOOD})|(?:gone )?out of business|ceased (?:trading|operations?|operating|business)|permanent closure|defunct)`;
/** "Closed" alone counts only when nothing but a date follows: "closed on Mondays" and "closed for renovation" open again. */
const WHOLE = new RegExp(`^(?:${FIRM}|(?:now )?closed|shut)(?:${WHEN})?$`, 'u');
const STARTS_FIRM = new RegExp(`^${FIRM}(?: |$)`, 'u');
const ENDS_FIRM = new RegExp(` ${FIRM}(?:${WHEN})?$`, 'u');
const FIRM_THAI = /ปิดกิจการ|ปิดถาวร|ปิดตัวลง|ปิดตัวถาวร|ปิด(?:ให้)?บริการถาวร|เลิกกิจการ/u;
const SHUT_THAI = /^ปิดแล้ว$/u;
const DOUBT =
  /\?|re-?open|temporar|renovat|refurb|\buntil\b|\btill (?:further|the|next|\d)|\bnot\b|\bnever\b|\bmay ?be\b|ชั่วคราว|ปรับปรุง|จนถึง|จนกว่า|ไม่|จะ|อาจ|เตรียม|เปิดใหม่/iu;

/** Whether a status says that the venue is shut for good. */
export function statusSaysShut(status: string): boolean {
  const text = oneLine(status);
  if (DOUBT.test(text)) return false;
  return isShutPhrase(text) || FIRM_THAI.test(text);
}

/** Whether a venue's name carries a mark that it is shut for good: in brackets, set off by a dash, or at its end. */
export function nameSaysShut(name: string): boolean {
  const text = oneLine(name);
  if (!/clos|shut|ceased|business|defunct|ปิด|เลิก/iu.test(text) || DOUBT.test(text)) return false;
  if (FIRM_THAI.test(text)) return true;
  if (bracketed(text).some(isShutPhrase)) return true;
  const parts = text.replace(/[([{].*?[)\]}]/gu, ' ').split(/\s[-–—~]+|[-–—~]+\s|[–—*|:;,/]/u);
  const said = parts.map((part) => part.trim()).filter((part) => part !== '');
  if (isShutPhrase(said.at(-1) ?? '') || isShutPhrase(said[0] ?? '')) return true;
  return ENDS_FIRM.test(foldWords(text)) || (/[\s-]CLOSED\W*$/u.test(text) && /\p{Ll}/u.test(text));
}

function isShutPhrase(phrase: string): boolean {
  const words = foldWords(phrase);
  return WHOLE.test(words) || STARTS_FIRM.test(words) || SHUT_THAI.test(words);
}

const bracketed = (text: string): string[] =>
  [...text.matchAll(/[([{]([^()[\]{}]*)[)\]}]/gu)].map(([, inside]) => inside ?? '');
