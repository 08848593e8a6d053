import { chatWith } from './chat-with.ts';
import { fakeVenues } from './fake-venues.ts';
import { anna, at, bound, rows } from './transition-rows.ts';

describe('asking-venue-name', () => {
  const asking = (tries: number, rejected: string[] = []) =>
    at({ state: 'asking-venue-name', facts: {}, tries, rejected });
  describe('asked once', () => {
    rows(asking(1), [
      ['Hilton Bangkok', 'confirming-venue', 'venue-found', /Is this your venue: Hilton Bangkok/],
      ['Hilton', 'multiple-matches', 'venue-found-several', /4\. None of these/],
      ['ฮิลตัน', 'multiple-matches', 'venue-found-several', /4\. ไม่มีในรายการ/],
      ['Sunset Villa', 'asking-venue-name', 'venue-not-found', /couldn't find.*as on the sign, and the city/],
      ['no music!!', 'asking-venue-name', 'venue-asked', /note it as soon as.*as on the sign/],
      ['ok', 'asking-venue-name', 'small-talk', /Which venue/],
      ['hello', 'asking-venue-name', 'small-talk', /Hello! Which venue/],
      ['thanks', 'asking-venue-name', 'small-talk', /You're welcome! Which venue/],
      ["I'm Anna", 'asking-venue-name', 'venue-asked', /Thank you, Anna\. Which venue/],
      ['yes', 'asking-venue-name', 'venue-asked', /^Please send the venue's name/],
      ['ไม่ใช่ค่ะ', 'asking-venue-name', 'venue-asked', /^รบกวนส่งชื่อสถานที่/],
      ['photo:', 'asking-venue-name', 'unreadable', /text only.*Which venue/],
      ['are you a bot?', 'asking-venue-name', 'introduced', /automated helper.*Which venue/],
      ['tap:venue:yes:hp', 'confirming-venue', 'earlier-question', /Is this your venue: Hilton Pattaya/],
      ['tap:venue:no:hp', 'asking-venue-name', 'earlier-question', /earlier question.*Which venue/],
      ['tap:venue:none', 'asking-venue-name', 'earlier-question', /earlier question.*Which venue/],
      ['start over', 'asking-venue-name', 'started-over', /Which venue/],
      ['เริ่มใหม่ค่ะ', 'asking-venue-name', 'started-over', /เริ่มใหม่กันนะคะ/],
    ]);
  });
  describe('asked twice', () => {
    rows(asking(2), [
      [
        'Sunset Villa',
        'asking-venue-name',
        'handed-over',
        /a person from our team will help you here[\s\S]*14:05[\s\S]*Sunset Villa/,
      ],
      ['โรงแรมซันเซ็ต', 'asking-venue-name', 'handed-over', /เจ้าหน้าที่ของเราจะช่วยดูแลต่อ/],
      ['Hilton Bangkok', 'confirming-venue', 'venue-found', /Is this your venue/],
      ['ok', 'asking-venue-name', 'small-talk', /as on the sign/],
    ]);
  });
  describe('after a hand-over', () => {
    rows(asking(3), [
      ['it is on the beach road', 'asking-venue-name', 'handed-over', /I added that/],
      ['Hilton Bangkok', 'confirming-venue', 'venue-found', /Is this your venue/],
      ['thank you', 'asking-venue-name', 'small-talk', /You're welcome/],
    ]);
  });
  describe('after a no', () => {
    rows(asking(1, ['hb']), [
      ['Hilton Bangkok', 'confirming-venue', 'venue-found', /make sure.*Hilton Bangkok/],
      ['the one in Hua Hin', 'confirming-venue', 'venue-found', /Hilton Hua Hin/],
      ['Hilton', 'multiple-matches', 'venue-found-several', /1\. Hilton Pattaya/],
      ['Sunset Villa', 'asking-venue-name', 'venue-not-found', /as on the sign/],
    ]);
  });
});

describe('confirming-venue', () => {
  rows(at({ state: 'confirming-venue', venueId: 'hb', facts: {}, rejected: [] }), [
    ['yes', 'asking-person-name', 'name-asked', /Thank you\. May I have your name\?/],
    ['ใช่ค่ะ', 'asking-person-name', 'name-asked', /ขอทราบชื่อ/],
    ['ครับ', 'asking-person-name', 'name-asked', /ขอทราบชื่อ/],
    ['เออ', 'asking-person-name', 'name-asked', /ขอทราบชื่อ/],
    ['pattaya', 'confirming-venue', 'venue-corrected', /Hilton Pattaya/],
    ['I said Pattaya', 'confirming-venue', 'venue-corrected', /Hilton Pattaya/],
    ['พัทยาค่ะ', 'confirming-venue', 'venue-corrected', /Hilton Pattaya/],
    ['no wait, my name is Anne', 'confirming-venue', 'venue-not-answered', /Thank you, Anne.*Hilton Bangkok/],
    ["no, I'm Anne from the other Hilton", 'multiple-matches', 'venue-corrected', /1\. Hilton/],
    ['can I talk to a human please', 'confirming-venue', 'person-asked', /was asked.*Hilton Bangkok/],
    ['tap:venue:yes:hb', 'asking-person-name', 'name-asked', /name/],
    ['tap:venue:pick:hb', 'asking-person-name', 'name-asked', /name/],
    ['Hilton Bangkok', 'asking-person-name', 'name-asked', /name/],
    ["yes, I'm Anna", 'asking-position', 'position-asked', /Thank you, Anna\. What is your position/],
    ['yes\nAnna\nDuty manager', 'asking-issue', 'issue-asked', /Thank you, Anna\. How can I help/],
    [
      ['tap:venue:yes:hb', "I'm Anna, GM. No music in the bar"],
      'identified',
      'report-noted',
      /Contact: Anna, GM\nIssue: No music in the bar/,
    ],
    ['Yes the lobby is silent', 'asking-person-name', 'name-asked', /note it right after this.*name/],
    ['yes, Hilton Pattaya', 'confirming-venue', 'venue-corrected', /Is this your venue: Hilton Pattaya/],
    ['no', 'asking-venue-name', 'venue-rejected', /Sorry, my mistake\. Which venue/],
    ['ไม่ใช่ค่ะ', 'asking-venue-name', 'venue-rejected', /ขออภัยค่ะ.*ไหนคะ/],
    ['tap:venue:no:hb', 'asking-venue-name', 'venue-rejected', /Which venue/],
    ['tap:venue:none', 'asking-venue-name', 'venue-rejected', /Which venue/],
    ['wrong hotel', 'asking-venue-name', 'venue-rejected', /Which venue/],
    ['no, Sunset Villa', 'asking-venue-name', 'venue-rejected', /as on the sign/],
    ['no, Hilton Pattaya', 'confirming-venue', 'venue-corrected', /Sorry.*Is this your venue: Hilton Pattaya/],
    [
      'no, the other Hilton',
      'multiple-matches',
      'venue-corrected',
      /1\. Hilton Pattaya.*\n2\. Hilton Hua Hin.*\n3\. None of these/,
    ],
    ['not that one, the one in Hua Hin', 'confirming-venue', 'venue-corrected', /Hilton Hua Hin/],
    ['the one in Hua Hin', 'confirming-venue', 'venue-corrected', /Hilton Hua Hin/],
    ['ไม่ใช่ค่ะ สาขาหัวหิน', 'confirming-venue', 'venue-corrected', /Hilton Hua Hin/],
    ['Hilton Pattaya', 'confirming-venue', 'venue-corrected', /Hilton Pattaya/],
    ['tap:venue:yes:hp', 'confirming-venue', 'earlier-question', /Is this your venue: Hilton Pattaya/],
    ['tap:venue:no:hp', 'confirming-venue', 'earlier-question', /earlier question.*Hilton Bangkok/],
    ['tap:venue:yes:gone', 'confirming-venue', 'earlier-question', /earlier question.*Hilton Bangkok/],
    ['ok', 'confirming-venue', 'small-talk', /Yes or No.*Hilton Bangkok/],
    ['hello?', 'confirming-venue', 'small-talk', /Hello!.*Hilton Bangkok/],
    [
      'no music in the lobby',
      'confirming-venue',
      'venue-not-answered',
      /note it as soon as you confirm.*Hilton Bangkok/,
    ],
    ['เพลงไม่ดัง', 'confirming-venue', 'venue-not-answered', /ทันทีที่คุณยืนยัน.*Hilton Bangkok/],
    ['my name is Anna', 'confirming-venue', 'venue-not-answered', /Thank you, Anna.*Hilton Bangkok/],
    ['it is Sunset Villa', 'confirming-venue', 'venue-not-answered', /Yes or No/],
    ['maybe', 'confirming-venue', 'venue-not-answered', /Yes or No/],
    ['photo:', 'confirming-venue', 'unreadable', /text only.*Hilton Bangkok/],
    ['start over', 'asking-venue-name', 'started-over', /Which venue/],
  ]);

  it('goes back to the venue of last time when a change is denied', () => {
    const chat = chatWith(
      at({ state: 'confirming-venue', venueId: 'hp', facts: { ...anna, issue: 'no music' }, rejected: [] }, bound),
    );
    expect(chat.say('no').reason).toBe('venue-rejected');
    expect(chat.hears()).toMatch(/Are you still at Hilton Bangkok/);
    expect(chat.say('yes').report).toMatchObject({ venueId: 'hb', text: 'no music' });
  });
  it('hands over after three venues that were not it', () => {
    const chat = chatWith(at({ state: 'confirming-venue', venueId: 'hb', facts: {}, rejected: ['hp', 'hh'] }));
    expect(chat.say('no')).toMatchObject({
      reason: 'handed-over',
      handOver: { said: expect.stringContaining('Hilton Bangkok') },
    });
  });
});

describe('multiple-matches', () => {
  rows(at({ state: 'multiple-matches', candidates: ['hb', 'hp', 'hh'], facts: {}, rejected: [] }), [
    ['2', 'asking-person-name', 'name-asked', /Hilton Pattaya, Beach Road\. May I have your name/],
    ['๒', 'asking-person-name', 'name-asked', /Hilton Pattaya/],
    ['the second', 'asking-person-name', 'name-asked', /Hilton Pattaya/],
    ['อันที่สองค่ะ', 'asking-person-name', 'name-asked', /Hilton Pattaya/],
    ['tap:venue:pick:hh', 'asking-person-name', 'name-asked', /Hilton Hua Hin/],
    ['Hilton Hua Hin', 'asking-person-name', 'name-asked', /Hilton Hua Hin/],
    ["2, I'm Anna, GM. no music", 'identified', 'report-noted', /Hilton Pattaya[\s\S]*Anna, GM[\s\S]*no music/],
    ['the one in Hua Hin', 'confirming-venue', 'venue-found', /Is this your venue: Hilton Hua Hin/],
    ['no, in Pattaya', 'confirming-venue', 'venue-found', /Hilton Pattaya/],
    ['พัทยาค่ะ', 'confirming-venue', 'venue-found', /Hilton Pattaya/],
    ['Centara Ubon', 'confirming-venue', 'venue-found', /Centara Ubon/],
    ['9', 'multiple-matches', 'venue-not-answered', /not on the list[\s\S]*1\. Hilton Bangkok/],
    ['4', 'asking-venue-name', 'venue-rejected', /as on the sign/],
    ['none of these', 'asking-venue-name', 'venue-rejected', /as on the sign/],
    ['not that one', 'asking-venue-name', 'venue-rejected', /as on the sign/],
    ['not mine', 'asking-venue-name', 'venue-rejected', /as on the sign/],
    ['ไม่ใช่อันนั้นค่ะ', 'asking-venue-name', 'venue-rejected', /ตามป้าย/],
    ['not that one, the one in Hua Hin', 'confirming-venue', 'venue-found', /Hilton Hua Hin/],
    ['ไม่มีค่ะ', 'asking-venue-name', 'venue-rejected', /ตามป้าย/],
    ['tap:venue:none', 'asking-venue-name', 'venue-rejected', /as on the sign/],
    ['tap:venue:pick:cu', 'confirming-venue', 'earlier-question', /Is this your venue: Centara Ubon/],
    ['tap:venue:no:hb', 'multiple-matches', 'earlier-question', /earlier question[\s\S]*1\. Hilton/],
    ['yes', 'multiple-matches', 'venue-not-answered', /didn't understand[\s\S]*1\. Hilton/],
    ['ok', 'multiple-matches', 'small-talk', /^Which of these/],
    ['the music is dead', 'multiple-matches', 'venue-not-answered', /note it as soon as you confirm/],
    ['banana', 'multiple-matches', 'venue-not-answered', /didn't understand/],
    ['photo:', 'multiple-matches', 'unreadable', /text only[\s\S]*1\. Hilton/],
  ]);

  it('asks about the only one left when the others have gone', () => {
    const chat = chatWith(
      at({ state: 'multiple-matches', candidates: ['hb', 'hp'], facts: {}, rejected: [] }),
      fakeVenues(['hb']),
    );
    expect(chat.say('1')).toMatchObject({ reason: 'venue-gone' });
    expect(chat.hears()).toMatch(/Is this your venue: Hilton Pattaya/);
  });
});
