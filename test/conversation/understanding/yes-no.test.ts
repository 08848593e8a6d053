import { answerOf, plainAnswer } from '../../../lambdas/conversation/understanding/yes-no.ts';

describe('yes and no', () => {
  it.each(
    "yes|Yes please!|yep that's us|Yup|yeah|correct|that's right|That is correct.|it is|still here|👍|✅|chai ka|ใช่|ใช่ค่ะ|ใช่ครับผม|ใช่แล้วค่ะ|ถูกต้องครับ|ครับ|ค่ะ|จ้า|ใช่เลยจ้า|ถูกแล้วนะคะ".split(
      '|',
    ),
  )('hears yes in "%s"', (text) => expect(plainAnswer(text)).toBe('yes'));

  it.each(
    "no|Nope|nah|no, sir|not us|not that one|that's not us|wrong hotel|No it isn't|👎|mai chai krub|ไม่|ไม่ใช่|ไม่ใช่ค่ะ|ไม่ค่ะ|ไม่ใช่นะคะ|เปล่าครับ|ผิดที่ค่ะ|คนละสาขาค่ะ".split(
      '|',
    ),
  )('hears no in "%s"', (text) => expect(plainAnswer(text)).toBe('no'));

  it.each(
    'no music in the lobby|no sound|not working|no idea|not sure|ok|maybe|yes no|wrong music is playing|no problem|no one can hear it|yes?|ใช่ไหม|ใช่หรือเปล่าคะ|ไม่มีเสียง|ไม่ดัง|ไม่แน่ใจ|คะ?|Hilton Bangkok||...'.split(
      '|',
    ),
  )('hears neither in "%s"', (text) => expect(answerOf(text)).toBeUndefined());

  it.each([
    ['no, the other Hilton', 'no', 'the other Hilton'],
    ['no Hilton Pattaya', 'no', 'Hilton Pattaya'],
    ['not that one, the one in Hua Hin', 'no', 'the one in Hua Hin'],
    ['ไม่ใช่ค่ะ ฮิลตัน พัทยา', 'no', 'ฮิลตัน พัทยา'],
    ['Yes the lobby is silent', 'yes', 'the lobby is silent'],
    ['yes\nno music', 'yes', 'no music'],
    ["Yep. I'm Anna", 'yes', "I'm Anna"],
    ['ใช่ครับ เพลงไม่ดัง', 'yes', 'เพลงไม่ดัง'],
    ['yes yes, no music', 'yes', 'no music'],
  ])('splits "%s" into %s and the rest', (text, answer, rest) => expect(answerOf(text)).toEqual({ answer, rest }));

  it('takes the last of several lines that contradict each other', () => {
    expect(answerOf('no\nyes')?.answer).toBe('yes');
    expect(answerOf('yes\nno wait\nno')?.answer).toBe('no');
  });
});
