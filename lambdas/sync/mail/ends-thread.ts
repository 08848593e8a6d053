import { ASKS, MENDED } from './words.ts';

const SIGN_OFF =
  /\b((best|kind|warm(est)?|many) (regards|wishes)|regards|sincerely|sent from my)\b.*$|ขอแสดงความนับถือ.*$/iu;
const GREETING = /^(hi|hello|hey|dear|good (morning|afternoon|evening)|sawasdee|to)\b.{0,40}$/iu;
const THANKS =
  /^((hi|hello|dear)\b.{0,25} )?(ok(ay)? |noted |well noted |great |many |so much |again |and )*(thank(s| you)|thx|cheers|much appreciated|i (really )?appreciate|we (really )?appreciate)\b.{0,100}$/iu;
const CLOSING =
  /^(great|perfect|excellent|wonderful|awesome|super|amazing|ok(ay)?|(well )?noted( with thanks)?|all good|all is well|got it|(well )?received( with thanks)?|understood|(you are|you.re) welcome|my pleasure|have a (great|nice|good|lovely) .{3,15})( (team|all|everyone|sir|madam|khun \p{L}+))?$/iu;
const THAI_COURTESY =
  /(สวัสดี|ขอบคุณ|ขอบพระคุณ|รับทราบ|โอเค|ได้รับแล้ว|เรียบร้อยแล้ว|ยินดี|เยี่ยมเลย)(ทีมงาน|ทุกท่าน|มากๆ|มาก|นะ|ค่ะ|คะ|ครับ|ค้าบ|เลย|ที่แจ้ง|สำหรับข้อมูล|แล้ว)*/gu;
const NAMES = /^(\p{Lu}[\p{L}\p{M}.'-]*\s*){1,4}$|^(ค่ะ|คะ|ครับ|คุณ\S+)$/u;
/** What was mended and broke once more. */
const RELAPSE =
  /\b(down|silent|stopp(ed|s|ing)|off|out|offline|fail(s|ed)|disconnect(ed|s)|problem|issue|happen(ed|s)|broken?|died|gone) (once )?(again|more)\b|\bagain (down|silent|stopped|offline|today|this|the)\b|\b(not|never|n.t|hasn.t|isn.t) (yet |been )?(fixed|resolved|solved|working|playing|back)\b|(อีกแล้ว|อีกครั้ง|อีกรอบ)|ยังไม่/iu;

/**
 * Whether somebody's last words ask nothing of anybody: thanks, "noted", or that it works again, and besides that only
 * greetings and names. In doubt a thread goes on, for an open matter taken for closed is the worse mistake.
 */
export function endsThread(words: string): boolean {
  if (ASKS.test(words) || RELAPSE.test(words)) return false;
  const said = words.replace(SIGN_OFF, '');
  const withoutThai = said.replace(THAI_COURTESY, '.');
  const phrases = withoutThai
    .split(/[.!,;:()]+|\s[-–—]\s/u)
    .map((phrase) => phrase.trim())
    .filter((phrase) => /[\p{L}\p{N}]/u.test(phrase));
  const open = phrases.filter((phrase) => !isClosing(phrase) && !GREETING.test(phrase) && !NAMES.test(phrase));
  return open.length === 0 && (withoutThai !== said || phrases.some(isClosing));
}

const isClosing = (phrase: string): boolean => THANKS.test(phrase) || CLOSING.test(phrase) || MENDED.test(phrase);
