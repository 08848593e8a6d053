import { bare, clausesOf, fold } from './text.ts';

export type Choice = { kind: 'number'; number: number; rest: string } | { kind: 'none'; rest: string };

const WORDS = new Map(
  [
    'one two three four five six seven eight nine ten',
    'first second third fourth fifth sixth seventh eighth ninth tenth',
    'หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า สิบ',
    'แรก',
  ].flatMap((row) => row.split(' ').map((word, index) => [word, index + 1] as const)),
);
const WORD = [...WORDS.keys()].join('|');
const NUMBER = new RegExp(
  String.raw`^(?:i (?:choose|pick|take|want)\s+|it'?s\s+|i think(?: it'?s)?\s+|เอา|เลือก|ขอ)?\s*(?:(?:the|number|no\.?|nr\.?|option|choice|#|ข้อ|เบอร์|หมายเลข|ลำดับ|ตัวเลือก|อันดับ|อัน|ที่)\s*)*(\d{1,3}|${WORD})(?:st|nd|rd|th)?(?:\s*(?:one|option|choice|in the list))?$`,
  'u',
);
const LAST = /^(?:the\s+)?(?:last|bottom)(?: one| option)?$|^(?:อัน|ข้อ|ตัวเลือก)?(?:สุดท้าย|ล่างสุด)$/u;
const NONE =
  /^(?:none(?: of (?:these|them|those|the above))?|not (?:that|this)(?: one)?|not (?:mine|ours|it)|(?:that's|it's) not (?:it|mine|ours)|neither(?: of (?:them|these))?|no+|nope|nothing|not (?:any of )?(?:these|those|them|there|here|listed|(?:in|on) (?:the|this|your) list)|(?:it's |it is |mine is |ours is )?not (?:there|listed|(?:in|on) (?:the|this|your) list)|something else|another one|other|ไม่มี(?:เลย|สักอัน|ในรายการ(?:นี้)?|ในลิสต์)?|ไม่ใช่(?:เลย|สักอัน|ทั้งหมด|ทั้งนั้น|อันนั้น|อันนี้)?|ไม่|ไม่อยู่ในรายการ(?:นี้)?|อื่นๆ?)$/u;

/** A person's answer to a numbered list of `count` choices, where the row after the last one means "none of these". */
export function choiceOf(text: string, count: number): Choice | undefined {
  const whole = plainChoice(text, count);
  if (whole) return { ...whole, rest: '' };
  for (const clause of clausesOf(text)) {
    // Inside a longer message only a bare figure is surely a choice: "2, no music" but not "one, the lobby".
    const choice = /\d|[๐-๙]/u.test(clause.text) ? plainChoice(clause.text, count) : firstOrdinal(clause.text, count);
    if (choice) return { ...choice, rest: `${text.slice(0, clause.start)}\n${text.slice(clause.end)}`.trim() };
  }
  return undefined;
}

const firstOrdinal = (text: string, count: number) =>
  /^(?:the |อัน|ข้อ)/iu.test(text) ? plainChoice(text, count) : undefined;

function plainChoice(text: string, count: number): { kind: 'number'; number: number } | { kind: 'none' } | undefined {
  const short = bare(fold(text).replace(/^(?:#|no\.?\s*(?=\d))/u, ''));
  if (LAST.test(short)) return { kind: 'number', number: count };
  const said = NUMBER.exec(short)?.[1];
  if (said !== undefined) {
    const number = WORDS.get(said) ?? Number(said);
    return number === count + 1 ? { kind: 'none' } : { kind: 'number', number };
  }
  return NONE.test(short) ? { kind: 'none' } : undefined;
}
