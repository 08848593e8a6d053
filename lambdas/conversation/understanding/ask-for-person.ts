import { matterOf } from './matter.ts';
import { smallTalkOf } from './small-talk.ts';
import { bare, blank, clausesOf } from './text.ts';

const SOMEBODY =
  '(?:(?:a|an|some|your|the|any|real|live|actual|human)\\s){0,3}(?:humans?|persons?|people|someone|somebody|anyone|anybody|agent|operator|representative|staff|support|team|technician|engineer|colleague|manager)\\b';
const WISH =
  "(?:^|\\b(?:can|could|may|let|want|wanna|need|like|wish|please|rather|prefer|must|have|possible|how do|get)\\b(?!')[^\\n]{0,20}\\b)";

const TALK = new RegExp(
  `${WISH}(?:(?:talk|speak|chat)\\s(?:to|with)|(?:connect|transfer|put|get|refer)(?: me)?(?: through)?\\s(?:to|with))\\s${SOMEBODY}`,
  'u',
);
const WANT =
  /^(?:please )?(?:i (?:just )?)?(?:want|need|would like|i'd like|get me|give me|send me) (?:a |an |some )?(?:(?:real|live|actual|human) )?(?:human(?: being)?|person|agent|operator|representative|people)(?: please| now)?$/u;
// "Agent" and "operator" alone are positions.
const ALONE =
  /^(?:please )?(?:a )?(?:(?:real|live|actual) (?:human|person|people|agent|operator)|human(?: being| agent| support)?)(?: please| now)?$/u;
const ASKED_POLITELY = /^(?:an? )?(?:agent|operator|representative|person),? (?:please|pls|now)$/u;
const CALL =
  /(?:^|\b(?:you|someone|somebody|anyone|anybody|please|team|manager|they|should|to)\s)(?:call|phone|ring|contact)\s(?:me|us)(?:$|\s(?:back|please|now|asap|again|urgently|at|on|when|later|today|tomorrow|directly|immediately|if|about|\+?\d))|(?<!\b(?:can|don't|not|never)\s)\b(?:call|phone|ring) (?:me|us)$|\b(?:give|want|need)(?: me| us)? a (?:phone )?call(?: ?back)?\b/u;
const ANYBODY = /^(?:is there|can|could) (?:a|any|some)(?: real| live)? (?:human|person)\b/u;
const ABOUT_US = /^(?:am i|are we|are you|is this|is it|who)\b/u;

const PERSON_TH = '(?:เจ้าหน้าที่|คน|พนักงาน|แอดมิน|มนุษย์|ทีมงาน|ช่าง|ผู้จัดการ)';
const TALK_TH = new RegExp(
  `(?:^|(?:ขอ|อยาก|ต้องการ|รบกวน|ช่วย)[^\\n]{0,12})(?:คุย|พูดคุย|พูด|สาย|ติดต่อ|แชท|แชต)(?:กับ|ถึง)?\\s?${PERSON_TH}|^(?:ขอ|หา|เรียก|ตาม)(?:เจ้าหน้าที่|แอดมิน|คนจริง|พนักงาน|คนคุย)`,
  'u',
);
const CALL_TH =
  /(?:เจ้าหน้าที่|แอดมิน|ทีมงาน|พนักงาน)(?:ช่วย)?(?:ติดต่อ|โทร)(?:มา)?กลับ|^มี(?:เจ้าหน้าที่|แอดมิน|คน)(?:อยู่)?(?:ไหม|มั้ย)|^แอดมินอยู่(?:ไหม|มั้ย)|โทร(?:ศัพท์)?(?:มา)?กลับ|โทร(?:ศัพท์)?(?:มา)?หา(?:ผม|หนู|เรา|ดิฉัน|พี่|ฉัน|หน่อย)|(?:ช่วย|รบกวน|ขอให้)โทร/u;
const ABOUT_US_TH = /บอท|บอต|หุ่นยนต์/u;

function isRequest(clause: string, whole: string): boolean {
  const said = bare(clause);
  if (ABOUT_US.test(said)) return false;
  if (ANYBODY.test(said)) return true;
  if (TALK.test(said) || WANT.test(said) || ALONE.test(said) || CALL.test(said)) return true;
  if (
    ASKED_POLITELY.test(
      whole
        .trim()
        .toLowerCase()
        .replace(/[.!]+$/u, ''),
    )
  )
    return true;
  return CALL_TH.test(said) || (TALK_TH.test(said) && !ABOUT_US_TH.test(said));
}

/** What a message says besides asking for a person ("call me", "ขอคุยกับเจ้าหน้าที่"); undefined when it does not ask. */
export function besidesAskingForPerson(text: string): string | undefined {
  const requests = clausesOf(text).filter((clause) => isRequest(clause.text, text));
  if (requests.length === 0) return undefined;
  const rest = requests
    .filter((clause) => !matterOf(clause.text))
    .reduce((left, { start, end }) => blank(left, start, end), text)
    .replace(/^[\s,.;!?]+|[\s,;]+$/gu, '')
    .replace(/\s*\n[\s.,;!?]*$/u, '');
  return /[\p{L}\p{N}]/u.test(rest) && !smallTalkOf(rest) ? rest : '';
}

/** "Can I talk to a human?", "call me": possible at any time, unlike the question whether we are one. */
export const asksForPerson = (text: string): boolean => besidesAskingForPerson(text) !== undefined;
