import { fold } from './text.ts';

export type SmallTalk = 'greeting' | 'thanks' | 'farewell' | 'acknowledgement';

const PHRASES: [SmallTalk, RegExp][] = [
  [
    'thanks',
    /\b(?:many thanks|thanks?(?: you| u)?(?: so| very)?(?: much| a lot)?|thx|ty|tks|tq|cheers|much appreciated|appreciate it|khop ?khun|kob ?khun|kop ?kun|for (?:your|the) (?:help|support|quick (?:reply|response))|you are (?:great|the best)|great job|well done)\b|ขอบคุณ(?:มาก|มากๆ|มากมาย|อีกครั้ง)*|ขอบใจ(?:มาก)*|แต้งกิ้ว|แต๊งกิ้ว/giu,
  ],
  [
    'farewell',
    /\b(?:good ?bye|bye(?: bye)?|see (?:you|ya)(?: later| soon)?|have a (?:nice|good|great|lovely) (?:day|evening|night|one|weekend)|good ?night|talk (?:to you )?later|take care)\b|ลาก่อน|บ๊ายบาย|บาย|แล้วเจอกัน|ฝันดี/giu,
  ],
  [
    'greeting',
    /\b(?:hi+|hello+|hey+|hallo|hiya|howdy|greetings|good (?:morning|afternoon|evening|day)|morning|afternoon|evening|dear(?: (?:support|team|bma|all|sirs?|madam))*|hi there|there|support|team|bma|bot|how are you(?: (?:doing|today))?|nice to meet you|sawas?dee|sawatdee|anyone there|anybody there|are you there)\b|(?:ขอ)?สวัสดี(?:ตอน(?:เช้า|บ่าย|เย็น))?|หวัดดี|ดีจ้า|ฮัลโหล|เรียน(?=\s|$)|อรุณสวัสดิ์|สบายดีไหม|มีใครอยู่ไหม/giu,
  ],
  [
    'acknowledgement',
    /\b(?:ok(?:ay|ie|k)?|k|kk|alright|all right|got it|noted|understood|i see|great|perfect|nice|cool|good|super|wonderful|awesome|sure thing|no problem|no worries|np|fine|will do|hm+|lol|ha(?:ha)+|one moment|moment|wait|just a (?:moment|minute|second|sec)|hold on|test|testing)\b|โอเค(?:เลย)?|โอเช|รับทราบ|ทราบแล้ว|เข้าใจแล้ว|ได้(?:เลย)?|อืม+|อ๋อ|เค(?=\s|$)|5{3,}|รอสักครู่|รอแป๊บ|แป๊บ(?:นึง|หนึ่ง)|ดีมาก|เยี่ยม|ไม่เป็นไร|ทดสอบ/giu,
  ],
];

const COURTESY =
  /\b(?:sir|madam|ma'?am|khun|please|pls|again|so|very|much|all|everyone|guys|and|to you|you|too|today|ka|kha|krub|krap|kub|na)\b|นะ|คะ|ค่ะ|ครับ(?:ผม)?|คับ|ค้าบ|จ้า|จ้ะ|พี่|น้อง|ทีมงาน|แอดมิน|คุณ|มาก|ๆ|ด้วย|เลย|แล้ว|ทุกคน/giu;

/** What kind of small talk the whole message is; undefined as soon as it says anything more. */
export function smallTalkOf(text: string): SmallTalk | undefined {
  let rest = fold(text);
  if (rest.length > 160) return undefined;
  let kind: SmallTalk | undefined;
  for (const [name, phrase] of PHRASES) {
    const without = rest.replace(phrase, ' ');
    if (without !== rest) kind ??= name;
    rest = without;
  }
  if (/\p{L}|\p{N}/u.test(rest.replace(COURTESY, ' '))) return undefined;
  return kind ?? (/[?？]/.test(text) ? undefined : 'acknowledgement');
}

const OPENING =
  /^(?:(?:hi+|hello+|hey+|hallo|greetings|dear(?: \p{L}+)?|good (?:morning|afternoon|evening|day)|sawas?dee|sawatdee)(?: (?:there|team|support|bma|sir|madam|all|everyone|ka|kha|krub|krap|again))*(?!['’\p{L}])|(?:ขอ)?สวัสดี|หวัดดี|ฮัลโหล|พี่(?=คะ|ครับ|ค่ะ|\s)|แอดมิน|ขอโทษ)(?:นะ)?(?:คะ|ค่ะ|ครับ|คับ|จ้า|ฮะ)?(?:\s(?:พี่|ทีมงาน|แอดมิน)(?=\s|$))?[\s,.!:~-]*/iu;

/** How many characters of courtesy a clause begins with. */
export const openingLength = (text: string): number => OPENING.exec(text)?.[0].length ?? 0;
