import { bare, clausesOf, fold } from './text.ts';

export type Answer = { answer: 'yes' | 'no'; rest: string };

const YES =
  /^(?:y|yes+|yep|yup|yeah|yea|ya|aye|yes it is|yes we are|yes i am|it is|we are|i am|that's (?:us|it|right|correct|me|mine|the one|my venue)|that is (?:us|it|right|correct|the one)|(?:yes|yep|yeah|yup) that's (?:us|it|right|correct|me|the one)|this is (?:it|right|correct|us)|it's (?:us|correct|right|this one)|correct|right|exactly|sure|of course|indeed|absolutely|definitely|affirmative|confirm(?:ed)?|still (?:here|there)|si|oui|ja|chai|ใช่|ใช่แล้ว|ใช่ๆ+|ใช่ ใช่|ใช่เลย|ถูก|ถูกต้อง|ถูกแล้ว|ถูกต้องแล้ว|ใช่ถูกต้อง|อันนี้|ที่นี่|ที่เดิม|เหมือนเดิม|ยังอยู่|ยืนยัน|เออ(?:ๆ|ใช่)*|อือ|ครับ(?:ผม)?|ค่ะ|ค่า|จ้า|จ้ะ|คับ|ค้าบ)$/u;
const NO =
  /^(?:n|no+|nope|nah|negative|no it(?:'s| is)(?: not|n't)|no it isn't|it's not|it isn't|it is not|not really|no longer|not anymore|not any more|not (?:us|me|mine|ours|right|correct|this(?: one)?|that(?: one)?|the one|it|here)|that's not (?:it|us|right|correct|me|mine|the one|my venue)|this is not (?:it|us|right|the one)|wrong(?: (?:one|venue|hotel|place|restaurant|branch))?|incorrect|(?:the )?other(?: one)?|another one|none|mai chai|mai|ไม่|ไม่ใช่|ไม่ใช่ๆ+|ไม่ถูก|ไม่ถูกต้อง|ไม่ใช่ที่นี่|ไม่ใช่อัน(?:นี้|นั้น)|เปล่า|เปล่าเลย|ผิด|ผิดที่|ผิดโรงแรม|ผิดร้าน|ผิดสาขา|คนละที่|คนละสาขา|อีกที่(?:หนึ่ง|นึง)?|ไม่ได้อยู่(?:ที่นี่|แล้ว)?)$/u;

// These begin with a yes or a no and go on without a pause: "yes the lobby is silent", "no Hilton Pattaya".
const LEADING_YES =
  /^(?:yes|yep|yup|yeah|ใช่(?:แล้ว|เลย|ๆ)*(?:ค่ะ|คะ|ครับ|จ้า|คับ)?|ถูกต้อง(?:ค่ะ|ครับ)?)(?=[\s,.!:;-]|\p{Script=Thai})[\s,.!:;-]*/iu;
const LEADING_NO =
  /^(?:no|nope|nah|not (?:that|this)(?: one)?|ไม่ใช่(?:ที่นี่|อันนั้น|อันนี้)?(?:ค่ะ|คะ|ครับ|จ้า|คับ)?|เปล่า(?:ค่ะ|ครับ)?)(?=[\s,.!:;-]|\p{Script=Thai})[\s,.!:;-]*/iu;

// "No music" reports silence and "no idea" answers nothing; neither says no to a question.
const NOT_A_NO =
  /^(?:no|not)\s+(?:background |more |any )?(?:music|sound|sounds|audio|song|songs|noise|volume|signal|internet|wifi|wi-fi|connection|power|playlist|playing|working|idea|clue|sure|problem|worries|need|one|thing|body|answer|response|help|yet|happy|good|hurry|rush|matter|doubt)\b/iu;
const UNSURE = /^(?:ไม่(?:แน่ใจ|รู้|ทราบ|มี|ดัง|เล่น|ออก|ทำงาน|ได้ยิน|เป็นไร|ต้อง)|ใช่(?:ไหม|มั้ย|หรือ|รึ))/u;

/** Which of yes and no a whole message is, if it is nothing else. */
export function plainAnswer(text: string): 'yes' | 'no' | undefined {
  const folded = fold(text);
  if (/[?？]\s*$/.test(folded)) return undefined;
  if (/^(?:👍|✅|🙆|👌)/u.test(folded) && !/\p{L}/u.test(folded)) return 'yes';
  if (/^(?:👎|❌|🙅)/u.test(folded) && !/\p{L}/u.test(folded)) return 'no';
  const short = bare(text).replace(/\s*,\s*/g, ' ');
  return YES.test(short) ? 'yes' : NO.test(short) ? 'no' : undefined;
}

/** A yes or no at the head of a message (or as one of its lines) and what else was said; contradictions answer nothing. */
export function answerOf(text: string): Answer | undefined {
  const whole = plainAnswer(text);
  if (whole) return { answer: whole, rest: '' };
  const lines = text.split('\n').map((line) => line.trim());
  const answers = lines.map(plainAnswer);
  const last = answers.findLast((answer) => answer !== undefined);
  if (last) return { answer: last, rest: lines.filter((_, index) => !answers[index]).join('\n') };
  return leadingAnswer(text.trim());
}

function leadingAnswer(text: string): Answer | undefined {
  if (NOT_A_NO.test(text) || UNSURE.test(text)) return undefined;
  const [first, ...others] = clausesOf(text);
  const answer = first && others.length > 0 ? plainAnswer(first.text) : undefined;
  const lead = LEADING_YES.exec(text) ?? LEADING_NO.exec(text);
  const rest =
    answer && first ? text.slice(first.end).replace(/^[\s,.!?;:…–—)-]+/u, '') : lead && text.slice(lead[0].length);
  const said = answer ?? (lead && (LEADING_YES.test(text) ? 'yes' : 'no'));
  if (!said || rest === undefined || rest === null) return undefined;
  const second = plainAnswer(clausesOf(rest)[0]?.text ?? '');
  return second && second !== said ? undefined : { answer: said, rest: second === said ? restAfterFirst(rest) : rest };
}

function restAfterFirst(text: string): string {
  const first = clausesOf(text)[0];
  return first ? text.slice(first.end).replace(/^[\s,.!?;:…–—)-]+/u, '') : '';
}
