import {
  asksForHelp,
  asksSomething,
  asksWhoWeAre,
  deniesVenue,
  meansAnother,
  refuses,
  saysMoved,
  saysWhere,
  wantsToStartOver,
} from '../../../lambdas/conversation/understanding/commands.ts';
import { languageOf } from '../../../lambdas/conversation/understanding/language.ts';
import { smallTalkOf } from '../../../lambdas/conversation/understanding/small-talk.ts';
import { clean, clip } from '../../../lambdas/conversation/understanding/text.ts';

describe('the language to answer in', () => {
  it.each([
    ['hello', 'en', 'en'],
    ['สวัสดีค่ะ', 'en', 'th'],
    ['Hilton Bangkok ครับ', 'en', 'th'],
    ['สวัสดีค่ะ จาก OZO North Pattaya เพลงไม่เล่นค่ะ', 'en', 'th'],
    ['Anna', 'th', 'th'],
    ['ok', 'th', 'th'],
    ['Duty Manager', 'th', 'th'],
    ['2', 'th', 'th'],
    ['', 'th', 'th'],
    ['The music in the lobby is not playing', 'th', 'en'],
    ["there is no music at ฮิลตัน, it's been like this for an hour", 'en', 'en'],
    ['привет', 'en', 'en'],
  ] as const)('"%s" after %s → %s', (text, before, language) => expect(languageOf(text, before)).toBe(language));
});

describe('small talk', () => {
  it.each([
    ['hi', 'greeting'],
    ['Good morning team!', 'greeting'],
    ['hello??', 'greeting'],
    ['สวัสดีค่ะ', 'greeting'],
    ['ok thanks', 'thanks'],
    ['thank you so much for your help', 'thanks'],
    ['ขอบคุณมากค่ะ', 'thanks'],
    ['bye', 'farewell'],
    ['have a nice day', 'farewell'],
    ['ok', 'acknowledgement'],
    ['โอเคค่ะ', 'acknowledgement'],
    ['รับทราบครับ', 'acknowledgement'],
    ['555', 'acknowledgement'],
    ['😀', 'acknowledgement'],
    ['...', 'acknowledgement'],
  ])('"%s" is %s', (text, kind) => expect(smallTalkOf(text)).toBe(kind));

  it.each(['ok no music', 'hi Hilton Bangkok', 'thanks to you it is silent', '?', 'Anna', '12', 'เพลงไม่ดัง'])(
    '"%s" says more',
    (text) => expect(smallTalkOf(text)).toBeUndefined(),
  );
});

describe('wishes about the conversation itself', () => {
  const table: [string, (text: string) => boolean, string, string][] = [
    [
      'start over',
      wantsToStartOver,
      'start over|Restart please|เริ่มใหม่ค่ะ|hi\nreset',
      'the player restarted|restart the player|start the music over',
    ],
    [
      'refusal',
      refuses,
      "skip|why?|I'd rather not say|no|don't want to tell you|ไม่บอก|ทำไมต้องบอกคะ|-|n/a",
      'Anna|Whyte|แอน|Noah|Skipper Joe',
    ],
    ['not my venue', deniesVenue, 'sorry, wrong hotel|this is not my venue|ผิดโรงแรมค่ะ', 'wrong music|not my fault'],
    [
      'moved',
      saysMoved,
      'I moved to Hilton Pattaya|change venue|ย้ายมาพัทยาแล้วค่ะ',
      'the music changed|we moved the speaker',
    ],
    ['where', saysWhere, "actually I'm at Hilton Pattaya now|ตอนนี้อยู่ฮิลตันพัทยา", 'the music is off'],
    ['another', meansAnother, 'the other Hilton|the one in Hua Hin|สาขาหัวหิน', 'Hilton Hua Hin'],
    [
      'help',
      asksForHelp,
      'I need help|we have a problem|มีปัญหาค่ะ|can you help me please',
      'no music|help the lobby is silent',
    ],
    ['question', asksSomething, 'what song is this|when will it be fixed?|เมื่อไหร่จะเสร็จครับ|ได้ไหมคะ', 'Anna|no music'],
    [
      'who',
      asksWhoWeAre,
      'who is this?|are you a bot|Who are you|คุณเป็นบอทหรือเปล่า|นี่บอทหรือเปล่า|let me speak to a real person',
      "who broke the music|guests can't talk to a person, it is too loud|are you a bot? there is no music here",
    ],
  ];
  for (const [name, hears, yes, no] of table) {
    it.each(yes.split('|'))(`${name}: "%s"`, (text) => expect(hears(text)).toBe(true));
    it.each(no.split('|'))(`${name}: not "%s"`, (text) => expect(hears(text)).toBe(false));
  }
});

describe('outside text', () => {
  it('loses control characters and direction overrides, keeps line breaks and joined emoji', () => {
    expect(clean('a\u0000b\u202ec\r\nd\u200b 👩‍👧')).toBe('abc\nd 👩‍👧');
    expect(clean('\ud800x').isWellFormed()).toBe(true);
  });
  it('is cut between characters as a person counts them', () => {
    expect(clip('กำลังกี่', 3)).toBe('กำลั…');
    expect(clip(`x${'\u0301'.repeat(5000)}`, 10).length).toBeLessThan(30);
  });
});
