import { fold } from './text.ts';

/** Something for the support team: music that does not play as it should, or a wish about it. */
export type Matter = 'problem' | 'request';

const THING =
  'music|musics|sound|sounds|audio|songs?|playlists?|play ?list|speakers?|volume|players?|zones?|radio|tracks?|bgm|tunes?|device|tablet|ipad|box|amp|amplifier|system|soundtrack|syb|channel|schedule|internet|wi-?fi|network|app|screen|remote|ads?|adverts?|commercials?';
const TROUBLE =
  "stop(?:s|ped|ping)?|dead|died|down|off|offline|silent|mute[d]?|broken?|breaks?|not|isn'?t|isnt|doesn'?t|doesnt|don'?t|dont|won'?t|wont|can'?t|cant|cannot|never|no|cuts?|cutting|skip(?:s|ping)|stuck|froze[n]?|freez(?:es|ing)|hangs?|loop(?:s|ing)?|repeat(?:s|ing|ed)?|again and again|same|wrong|bad|terrible|awful|horrible|boring|crackl\\w*|noise|noisy|distort\\w*|static|buzz\\w*|low|lower|loud\\w*|quiet\\w*|soft\\w*|weak|gone|missing|disappear\\w*|drop(?:s|ped|ping)?|lost|fail\\w*|errors?|crash\\w*|problems?|issues?|trouble|fix|fucked|shit|sucks|crap|weird|strange|too|nothing|slow|interrupt\\w*|disconnect\\w*|complain\\w*|unpaired|expired|code|light|blink\\w*|delay\\w*|inappropriate|explicit|changed?";
const near = (left: string, right: string) => `\\b(?:${left})\\b[^\\n]{0,60}?\\b(?:${right})\\b`;

// In a chat about music, a room that is dead is one without it.
const ROOM =
  'lobby|pool|bar|restaurant|spa|gym|lounge|rooftop|terrace|ballroom|reception|kitchen|foyer|garden|breakfast|corridors?|dining|floor';

const PROBLEM_EN = new RegExp(
  [
    near(THING, TROUBLE),
    `\\b(?:${ROOM})\\W+(?:(?:area|room|side|is|was|just|went|has|have|are|gone|again|all|completely|now|still)\\W+){0,3}(?:dead|died|down|off|silent|quiet|muted?|offline|stopped|broken|cut out)\\b`,
    near(TROUBLE.replace('|code', '').replace('|no|', '|').replace('|not|', '|'), THING),
    `\\b(?:no|not any|without)\\s+(?:\\w+ ){0,2}(?:${THING})\\b`,
    `\\b(?:too|so|very|way too)\\s+(?:loud|quiet|low|soft|noisy|high|boring|slow|fast|repetitive)\\b`,
    // Not in the middle of a name: "The Quiet Bar", "Silent Valley Resort".
    '\\b(?:is|are|was|went|goes|all|completely|totally|dead|still|just|now|again)\\s+(?:silent|quiet|offline|muted)\\b',
    '\\b(?:silent|silence|offline|muted)(?:\\W*$|\\s*[.!?]+(?=\\s|$))|\\b(?:silent|offline|muted) (?:since|again|now|today|for|from|this)\\b',
    "\\bnothing(?:'s| is| are)? (?:play\\w*|working|works|coming|happening)\\b",
    "\\b(?:can'?t|cannot|cant|couldn'?t|don'?t) hear\\b",
    "\\b(?:not|isn'?t|isnt|stopped|stops|won'?t|doesn'?t|doesnt|don'?t) (?:play\\w*|work\\w*|respond\\w*|connect\\w*)\\b",
    "\\b(?:it'?s|it is|it has|it|everything|all)(?:'s| is| has)? (?:just )?(?:dead|broken|down|stopped|off|not on|gone|stuck|crashed|frozen)\\b",
    '\\b(?:broken|not working|out of order|keeps? (?:stopping|cutting|dropping|repeating|skipping))\\b',
    '\\bguests? (?:\\w+ )?complain\\w*',
  ].join('|'),
  'u',
);
const REQUEST_EN = new RegExp(
  [
    `\\b(?:turn|switch|put)\\s+(?:it|(?:\\w+ ){0,4}(?:${THING}))?\\s*(?:up|down|on|off|lower|higher)\\b`,
    '\\b(?:turn|switch) (?:up|down|on|off)\\b',
    `\\b(?:lower|raise|reduce|increase|decrease|adjust|change|switch|replace|update|set|skip|pause|resume|restart|stop|start|block|ban|remove|add|pair|connect|install|need|want|like|check|get|send|book|hear)\\b[^\\n]{0,50}\\b(?:${THING}|it up|it down)\\b`,
    "\\b(?:louder|quieter|softer|calmer|livelier|more energy|more upbeat|less energy|never play|don'?t play)\\b",
    '\\b(?:please )?(?:play|skip|pause|resume)\\s+(?:\\w+)',
    '\\bvolume (?:up|down)\\b|\\b(?:christmas|wedding|party|event|dinner|breakfast|lunch|jazz|chill|lounge) (?:music|songs|playlist)\\b',
  ].join('|'),
  'u',
);

const THING_TH =
  'เพลง|เสียง|ลำโพง|ดนตรี|เพลย์ลิสต์|เพลลิสต์|โซน|เครื่อง|แท็บเล็ต|กล่อง|ระบบ|แอป|เน็ต|ไวไฟ|จอ|music|playlist|zone|player|speaker|sound';
const TROUBLE_TH =
  'ไม่|หาย|เงียบ|หยุด|ดับ|เบา|ดัง|ผิด|ซ้ำ|สะดุด|กระตุก|ขาด|เสีย|พัง|ค้าง|แตก|ซ่า|หลุด|ล่ม|ปัญหา|เพี้ยน|วน|น่าเบื่อ|ช้า|มั่ว|เดิมๆ|offline|ออฟไลน์|หน่อย|off';
const PROBLEM_TH = new RegExp(
  [
    `(?:${THING_TH})[^\\n]{0,40}?(?:${TROUBLE_TH})`,
    `(?:ไม่มี|ไม่ได้ยิน|ไม่ค่อยมี|มีปัญหา|ปัญหา)[^\\n]{0,20}?(?:${THING_TH})`,
    'เงียบ|ดังเกิน|เบาเกิน|ดังไป|เบาไป|ดังมาก|เบามาก|ไม่ดัง|ไม่ทำงาน|ใช้(?:งาน)?ไม่ได้|เปิดไม่(?:ได้|ติด)|เล่นไม่ได้|ไม่เล่น|ออฟไลน์|มีปัญหา|ไม่ได้ยิน|เสียงหาย|หนวกหู|ลูกค้าบ่น|แขกบ่น|ขึ้นโค้ด|หลุดบ่อย|offline',
  ].join('|'),
  'u',
);
const REQUEST_TH =
  /(?:ขอ|ช่วย|อยาก|รบกวน|เปลี่ยน|ลด|เพิ่ม|เร่ง|หรี่|เปิด|ปิด|ข้าม|หยุด)[^\n]{0,40}(?:เพลง|เสียง|ดนตรี|เพลย์ลิสต์|playlist|music|volume|แจ๊ส|jazz)|(?:เพลง|เสียง)[^\n]{0,20}(?:เปลี่ยน|ลด|เพิ่ม|เบา|ดัง)(?:ลง|ขึ้น)?|เบาเสียง|เร่งเสียง|ข้ามเพลง/u;

// We answer in English or Thai, but whoever writes about music in another language has a matter as well.
const ELSEWHERE =
  /^(?=(?:\S+\s+){2}).*(?<!\p{L})(?:musik|musique|m[uú]sica|sonido|suara|lautsprecher)(?!\p{L})|\bpas de son\b|nhạc|âm (?:lượng|thanh)|音楽|音乐|音樂|bgm|音が|音量|没声音|曲を|музык|звук|μουσικ|موسيقى|صوت|음악|소리/u;

const ASKS_WHAT_PLAYS = /\bwhat(?:'s| is)? (?:\w+ ){0,3}(?:song|music|playing|playlist)\b|เพลงอะไร|เพลงไหน/u;

/** Whether a message describes a matter for the support team, however rude or short; undefined when it does not. */
export function matterOf(text: string): Matter | undefined {
  const folded = fold(text.replace(/\n+/g, ' . '));
  if (PROBLEM_EN.test(folded) || PROBLEM_TH.test(folded) || ELSEWHERE.test(folded)) return 'problem';
  if (ASKS_WHAT_PLAYS.test(folded)) return undefined;
  return REQUEST_EN.test(folded) || REQUEST_TH.test(folded) ? 'request' : undefined;
}
