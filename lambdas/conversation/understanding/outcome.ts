import { asksSomething } from './commands.ts';
import { matterOf } from './matter.ts';
import { smallTalkOf } from './small-talk.ts';
import { bare, clausesOf } from './text.ts';
import { plainAnswer } from './yes-no.ts';

/** What became of a problem that was reported before. */
export type Outcome = 'solved' | 'cancelled';

const ROOM =
  '(?:lobby|pool|bar|restaurant|spa|gym|lounge|rooftop|terrace|ballroom|reception|kitchen|foyer|garden|dining room|zone)';
const MUSIC = `(?:(?:the|our) )?(?:(?:${ROOM} )?(?:music|sound|audio|songs?|player|speakers?|volume|system|internet|wifi)|${ROOM})(?: (?:in|at|by) the ${ROOM})?`;
const THAT = `(?:it|this|that|all|everything|${MUSIC})`;
const BE = "(?:'s|s| is| are| has been| have been| was| got| seems| looks)?";
const WHEN =
  '(?: (?:now|again|already|fine|well|properly|normally|by itself|by themselves|for us|today|at last|finally))';
const SOLVED = new RegExp(
  [
    `(?:(?:${THAT}|(?:the |my |our )?(?:problem|issue|matter)s?)${BE} )?(?:now |already |just |all |finally )?(?:solved|fixed|resolved|sorted(?: out)?)${WHEN}*`,
    `(?:the |my |our )?(?:(?:problem|issue)s?|noise|static|crackling|buzzing)${BE} (?:now )?gone${WHEN}*`,
    `(?:i|we|they|he|she|someone|our (?:it|engineer|technician)) (?:have |has |just |already |'ve )*(?:solved|fixed|resolved|sorted)(?: out)?(?: (?:it|that|this|the (?:problem|issue)))?(?: (?:ourselves|myself|himself|herself|themselves))?${WHEN}*`,
    `${THAT}${BE} (?:now |already |finally )?(?:working|works?|back (?:on|online|up|to normal)|playing (?:again|now|fine|normally|properly))${WHEN}*`,
    `${MUSIC}${BE} (?:now |already |finally )?(?:back|playing)(?: (?:in|at|by) (?:the )?${ROOM})?${WHEN}*`,
    `(?:now )?(?:working|works|back on|playing) (?:again|now|fine|normally)${WHEN}*`,
    `(?:${THAT}${BE} )?(?:(?:all )?(?:ok|okay|fine|good|normal|perfect|great)(?: again)? now|now (?:ok|okay|fine|good|normal|perfect))${WHEN}*`,
  ]
    .map((phrase) => `^(?:${phrase})$`)
    .join('|'),
  'u',
);
const CANCELLED =
  /^(?:(?:please|can you|could you|i want to|i'd like to|we want to|you can|kindly) ){0,2}(?:cancel|ignore|forget|disregard|withdraw|scrap|close)(?: (?:about|that|it|this|my|the|last|previous|earlier|report|request|ticket|message|issue|problem|one)){0,4}$|^(?:it was |that was |sorry )?(?:a )?false alarm$|^(?:(?:it|that|this)(?:'s| is)? )?(?:no longer|not) (?:needed|necessary)(?: (?:anymore|any more|now))?$/u;
const FILLER = /^(?:never ?mind|all good|good news|update|sorry)$/u;
const OPENER = /^(?:(?:ok|okay|oh|yes|great|good news|update|hi|hello|now|sorry|actually|never ?mind) ){1,3}/u;
// "I restarted the player and it works now".
const BY_DOING = /^(?:i|we|they|he|she|someone|our [a-z]+) ([^\n]{1,80}?) (?:and|so)(?: now)? (.+)$/u;

const SOLVED_TH =
  /^(?:ตอนนี้|เพลง|เสียง|เครื่อง|ระบบ|ลำโพง|ปัญหา|ทุกอย่าง|ล็อบบี้|นี้|ก็|\s){0,6}(?:ใช้(?:งาน)?ได้|ดัง|เปิดได้|เล่นได้|เล่น|มา|กลับมา(?:เล่น|ดัง|ใช้(?:งาน)?|ทำงาน|มีเสียง)?(?:ได้)?|(?:เป็น)?ปกติ|เรียบร้อย|แก้(?:ไข)?(?:ได้|เรียบร้อย|เสร็จ)?)(?:ปกติ|เรียบร้อย)?แล้ว$|^(?:ปัญหา)?หาย(?:ดี)?แล้ว$/u;
const CANCELLED_TH =
  /^(?:ขอ|ช่วย|รบกวน)?ยกเลิก(?:เรื่อง|รายการ|การแจ้ง|งาน|เคส|ปัญหา|ข้อความ)?(?:นี้|เดิม|ที่แจ้ง|ล่าสุด|ก่อนหน้า(?:นี้)?)?(?:ไป|ไว้|เมื่อกี้|ได้)?(?:หน่อย|ก่อน|แล้ว)?$|^ไม่ต้อง(?:มา|ทำ|ดู|แก้|ช่วย)?แล้ว$/u;

const CLOSER =
  /,? (?:many |ok |okay )?(?:thanks?(?: you)?|thx|ty)(?: (?:so|very|much|a lot|again|for (?:your|the) help)){0,3}$|\s?ขอบคุณ(?:มากๆ|มาก)?$/u;

function outcomeOf(clause: string): Outcome | undefined {
  const said = bare(bare(clause).replace(CLOSER, '')).replace(OPENER, '');
  if (SOLVED.test(said) || SOLVED_TH.test(said)) return 'solved';
  if (CANCELLED.test(said) || CANCELLED_TH.test(said)) return 'cancelled';
  const [, done, then] = BY_DOING.exec(said) ?? [];
  return done && then && matterOf(done) !== 'problem' && SOLVED.test(then) ? 'solved' : undefined;
}

/** "It works now, thanks", "ยกเลิก": only when the message says nothing else, so that no problem is taken for its end. */
export function outcomeIn(text: string): Outcome | undefined {
  if (text.length > 200 || asksSomething(text)) return undefined;
  const outcomes = clausesOf(text).flatMap((clause) => {
    const outcome = outcomeOf(clause.text);
    const filler = FILLER.test(bare(clause.text)) || smallTalkOf(clause.text) || plainAnswer(clause.text);
    return outcome ? [outcome] : filler ? [] : [undefined];
  });
  if (outcomes.some((outcome) => outcome === undefined)) return undefined;
  return outcomes.at(-1);
}
