import { matterOf } from './matter.ts';
import { bare, fold } from './text.ts';

const START_OVER =
  /^(?:(?:let's |let us |can we |i want to |please )?(?:start(?: all)? over|start again|start from (?:the )?(?:beginning|scratch)|begin again|restart|reset|from the (?:beginning|start)|new conversation)(?: again)?|(?:ขอ)?เริ่ม(?:ต้น)?ใหม่(?:ทั้งหมด|อีกครั้ง)?|รีเซ็ต|เอาใหม่)$/u;

/** "start over": the whole message or one of its lines, so that "the player restarted" is not one. */
export const wantsToStartOver = (text: string): boolean => text.split('\n').some((line) => START_OVER.test(bare(line)));

const REFUSAL =
  /^(?:why\b.*|what for\b.*|skip(?: (?:it|this|that))?|pass|next|no|nope|no name|none|n\/?a|nil|secret|private|anonymous|anon|not (?:telling|necessary|needed|important|relevant)|(?:it )?does(?:n't| not) matter|never mind|prefer not.*|(?:i'd |i would |i )?(?:rather|prefer) not.*|(?:i )?(?:don't|do not|won't|will not) (?:want|wish|like|need|have|tell|give|know).*|none of your business|is (?:it|that|this) (?:necessary|needed|important).*|do (?:i|you) (?:have to|need).*|ทำไม.*|ไม่บอก.*|ไม่สะดวก.*|ไม่อยากบอก.*|ไม่ต้อง.*|ไม่จำเป็น.*|จำเป็น(?:ไหม|มั้ย|ด้วยเหรอ|หรือ).*|ข้าม(?:ไป)?|ผ่าน|ไม่|ไม่มี|ไม่รู้|ต้องบอกด้วย.*)$/u;

/** The person would rather not answer; asking again would be nagging. */
export const refuses = (text: string): boolean => REFUSAL.test(bare(text)) || /^[-–—.]+$/.test(text.trim());

const ASKS_WHY = /^(?:why|what for|ทำไม|is (?:it|that|this) nec|do (?:i|you)|จำเป็น|ต้องบอก)/u;
export const asksWhy = (text: string): boolean => ASKS_WHY.test(bare(text));

const DENIES_VENUE =
  /\b(?:wrong|not (?:my|our)|incorrect) (?:venue|hotel|place|restaurant|branch|property|shop|store|outlet|location)\b|(?:ผิด|ไม่ใช่)(?:โรงแรม|ร้าน|สาขา|ที่)(?:นี้)?/u;
const MOVED =
  /\b(?:change|switch)(?: the| my| our)? (?:venue|hotel|branch|property)\b|\b(?:another|different|new) (?:venue|hotel|branch|property)\b|\b(?:i|we)(?:'ve| have|'m| am)? (?:just )?(?:moved|transferred|relocated) (?:to|from)\b|\b(?:i|we) (?:now )?work (?:at|in|for)\b|เปลี่ยน(?:โรงแรม|สาขา|ร้าน|สถานที่|ที่ทำงาน)|ย้าย(?:มา|ไป|โรงแรม|สาขา|ที่)/u;
const NOW_AT =
  /\b(?:actually|now|today)\b.*\b(?:at|from|in|with)\b|\b(?:i'm|i am|we're|we are) (?:now |at |from |in )|ตอนนี้(?:ผม|ดิฉัน|หนู|เรา|พี่)?อยู่|(?:ผม|ดิฉัน|หนู|เรา)อยู่ที่/u;

const CORRECTS =
  /\bi (?:mean|meant|said)\b|^(?:(?:no|sorry|wait|oops|actually)[\s,.!]+)+(?:(?:it's|it is|it should be|we're|we are|i'm|i am)\b)?|^(?:ขอโทษ|ไม่ใช่)|ต้อง(?:เป็น|ที่)|หมายถึง/u;
/** "Actually I meant …", "no, it's …": takes back what was said before. */
export const corrects = (text: string): boolean => CORRECTS.test(fold(text));

/** "This is not my hotel": takes back a venue that was already confirmed. */
export const deniesVenue = (text: string): boolean => DENIES_VENUE.test(fold(text));
/** "I moved to …", "change venue": another venue is meant even where we cannot find it. */
export const saysMoved = (text: string): boolean => MOVED.test(fold(text));
/** "Actually I'm at …": a venue named in the same breath is where the person is. */
export const saysWhere = (text: string): boolean => NOW_AT.test(fold(text)) || saysMoved(text);

const QUESTION =
  /[?？]\s*$|^(?:what|when|where|who|whose|which|why|how|can (?:you|i|we)|could (?:you|i|we)|do you|does|did|is (?:it|there|this|that)|are (?:you|there)|will|would|may i)\b|เมื่อไหร่|เมื่อไร|ทำไม|ที่ไหน|เท่าไหร่|เท่าไร|ยังไง|อย่างไร|อะไร|(?:ไหม|มั้ย|หรือเปล่า|รึเปล่า|หรือยัง|รึยัง|ใคร)(?:นะ)?(?:คะ|ครับ|ค่ะ|คับ|จ๊ะ)?[?？\s.]*$/u;
export const asksSomething = (text: string): boolean => QUESTION.test(fold(text));

const ANOTHER =
  /^(?:(?:it's|it is|i mean|i meant|actually|but)\s+)?(?:the|that)?\s*(?:other|one (?:in|at|on|near|by)|ones? (?:in|at))\b|^(?:อันที่|สาขา|อีก(?:ที่|สาขา|แห่ง)|ที่อยู่)/u;
/** "The one in Hua Hin", "the other Hilton": says no without saying it. */
export const meansAnother = (text: string): boolean => ANOTHER.test(fold(text));

const HELP =
  /^(?:(?:hi|hello|hey)[\s,]*)?(?:(?:i|we|can you|could you|please|can i|may i|just)\s+)*(?:(?:need|have|got|want|get|there is|there's|a|an|some|your|with|urgent)\s+)*(?:help|help me|help us|assistance|support|problems?|issues?|something|trouble)(?: (?:with|about|on) (?:the |our |my )?music)?(?: (?:here|please|now|asap))*$|^(?:(?:ผม|ดิฉัน|หนู|เรา|ที่นี่|พอดี)?(?:มีปัญหา|ช่วยด้วย|ช่วยหน่อย|ช่วยที|ขอความช่วยเหลือ|มีเรื่อง(?:จะ)?(?:แจ้ง|สอบถาม)|ขอแจ้งปัญหา|แจ้งปัญหา|สอบถาม)(?:หน่อย)?)$/u;
/** "We have a problem": says that something is wrong, not yet what. */
export const asksForHelp = (text: string): boolean => HELP.test(bare(text));

const WHO =
  /\b(?:who|what) (?:are|r) (?:you|u)\b|\bwho(?:'s| is) (?:this|that|it)\b|\b(?:are|r) (?:you|u) (?:a |an )?(?:real|human|person|bot|robot|machine|ai|chatbot|computer)\b|\bis this (?:a |an )?(?:bot|robot|machine|ai|chatbot|real person|human)\b|\b(?:talk|speak|chat)(?:ing)? (?:to|with) (?:(?:a |an |some |real |live |actual )+(?:person|people|agent|operator)|(?:a |an |real |actual )*(?:human|bot|robot))\b|(?:บอท|บอต|หุ่นยนต์|คนจริง)(?:ๆ)?\s*(?:ไหม|มั้ย|หรือ|รึ|ป่าว|เปล่า|ใช่)|(?:คุณ|นี่)?(?:เป็น|คือ)(?:ใคร|บอท|บอต|คนจริง|คนหรือ|หุ่นยนต์|แอดมินหรือ)|คุยกับ(?:ใคร|บอท|บอต|คน)/u;
/** "Are you a bot?" deserves a straight answer in every state. */
export const asksWhoWeAre = (text: string): boolean =>
  text.length < 80 && WHO.test(fold(text)) && matterOf(text) !== 'problem';
