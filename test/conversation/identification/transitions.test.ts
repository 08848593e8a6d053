import type { Conversation, Progress, Sender } from '../../../lambdas/conversation/chat.ts';
import type { Reason } from '../../../lambdas/conversation/identification/converse.ts';
import { chatWith } from './chat-with.ts';
import { fakeVenues } from './fake-venues.ts';

const anna = { personName: 'Anna', position: 'GM' };
const sender: Sender = { venueId: 'hb', ...anna, trust: 'verified', since: '2026-01-01T00:00:00.000Z' };
const bound = { sender };

type Row = [said: string | string[], state: Progress['state'], reason: Reason, hears: RegExp];
const rows = (start: Partial<Conversation>, table: Row[]) =>
  it.each(table)('%j → %s (%s)', (said, state, reason, hears) => {
    const chat = chatWith(start);
    const turn = chat.say(...[said].flat());
    expect([chat.state, turn.reason]).toEqual([state, reason]);
    expect(chat.hears()).toMatch(hears);
  });
const at = (progress: Progress, more: Partial<Conversation> = {}): Partial<Conversation> => ({ progress, ...more });

describe('initial, nobody known', () => {
  rows({}, [
    ['hi', 'asking-venue-name', 'greeted', /BMA's music assistant.*Which venue/],
    ['follow:', 'asking-venue-name', 'greeted', /BMA's music assistant.*Which venue/],
    ['สวัสดีค่ะ', 'asking-venue-name', 'greeted', /ผู้ช่วย.*BMA.*โรงแรมหรือร้านไหน/],
    ['thanks', 'asking-venue-name', 'greeted', /Which venue/],
    ['photo:', 'asking-venue-name', 'greeted', /text only.*Which venue/],
    ['no music in the lobby', 'asking-venue-name', 'greeted', /note it as soon as I know your venue.*Which venue/],
    ["I'm Anna, the GM", 'asking-venue-name', 'greeted', /Thank you, Anna.*Which venue/],
    ["I'm from Sunset Villa", 'asking-venue-name', 'greeted', /couldn't find that venue.*Which venue/],
    [
      'Hilton Bangkok',
      'confirming-venue',
      'venue-found',
      /BMA.*Is this your venue: Hilton Bangkok located at Sukhumvit Road\?/,
    ],
    ['ฮิลตันกรุงเทพค่ะ', 'confirming-venue', 'venue-found', /สถานที่ของคุณคือ Hilton Bangkok/],
    [
      'Hilton, no music',
      'multiple-matches',
      'venue-found-several',
      /note it as soon as you confirm[\s\S]*1\. Hilton Bangkok/,
    ],
    ['tap:venue:yes:hp', 'confirming-venue', 'earlier-question', /Is this your venue: Hilton Pattaya/],
    ['tap:venue:pick:gone', 'asking-venue-name', 'greeted', /Which venue/],
    ['start over', 'asking-venue-name', 'started-over', /start again.*Which venue/],
  ]);
});

describe('initial, somebody known', () => {
  rows(bound, [
    ['hi', 'confirming-venue', 'welcomed-back', /Hello again, Anna! Are you still at Hilton Bangkok/],
    ['สวัสดีค่ะ', 'confirming-venue', 'welcomed-back', /สวัสดีค่ะ คุณ Anna ตอนนี้ยังอยู่ที่ Hilton Bangkok/],
    ['the lobby is silent', 'confirming-venue', 'welcomed-back', /note it as soon as you confirm.*still at/],
    ['follow:', 'confirming-venue', 'welcomed-back', /still at/],
    ['photo:', 'confirming-venue', 'welcomed-back', /again, Anna! I can read text only.*still at/],
    ['thanks!', 'initial', 'closed', /You're welcome, Anna/],
    ['Hilton Bangkok lobby no music', 'identified', 'report-noted', /Issue: lobby no music/],
    ["I'm at Hilton Pattaya today", 'confirming-venue', 'venue-changed', /Is this your venue: Hilton Pattaya/],
    ['Centara Ubon, no music', 'confirming-venue', 'venue-changed', /Is this your venue: Centara Ubon/],
    ['Hilton', 'confirming-venue', 'welcomed-back', /still at Hilton Bangkok/],
    ['I moved to another hotel', 'asking-venue-name', 'venue-changed', /Which venue/],
    ['tap:venue:pick:hp', 'confirming-venue', 'earlier-question', /Is this your venue: Hilton Pattaya/],
  ]);

  it('asks for the venue when the one of last time has left the directory', () => {
    const chat = chatWith(bound, fakeVenues(['hb']));
    expect(chat.say('hi').reason).toBe('venue-gone');
    expect(chat.hears()).toMatch(/Hello again, Anna.*no longer find.*Which venue/);
  });
});

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

describe('asking-person-name', () => {
  rows(at({ state: 'asking-person-name', venueId: 'hb', facts: {} }), [
    ['Anna', 'asking-position', 'position-asked', /Nice to meet you, Anna\. What is your position/],
    ["I'm Anna", 'asking-position', 'position-asked', /Anna/],
    ['แอนค่ะ', 'asking-position', 'position-asked', /คุณแอน/],
    ['ผมชื่อสมชายครับ', 'asking-position', 'position-asked', /คุณสมชาย/],
    ['Marina', 'asking-position', 'position-asked', /Marina/],
    ['Anna, duty manager', 'asking-issue', 'issue-asked', /How can I help/],
    ['Anna\nGM\nno music in the bar', 'identified', 'report-noted', /Anna, GM\nIssue: no music in the bar/],
    ['skip', 'asking-position', 'name-not-given', /fine without/],
    ['why?', 'asking-position', 'name-not-given', /whom to ask for/],
    ['ไม่บอก', 'asking-position', 'name-not-given', /ไม่เป็นไรค่ะ/],
    ['ok', 'asking-person-name', 'small-talk', /^May I have your name/],
    ['hello', 'asking-person-name', 'small-talk', /Hello! May I/],
    ['no music!', 'asking-person-name', 'name-asked', /note it right after this.*name/],
    ['what song is playing?', 'asking-person-name', 'name-asked', /can't answer that.*name/],
    ['12345', 'asking-person-name', 'name-asked', /didn't understand.*name/],
    ['photo:', 'asking-person-name', 'unreadable', /text only.*name/],
    ['sorry, wrong hotel', 'asking-venue-name', 'venue-rejected', /Which venue/],
    ["I'm at Hilton Pattaya", 'confirming-venue', 'venue-changed', /Hilton Pattaya/],
    ['Hilton Pattaya', 'confirming-venue', 'venue-changed', /Hilton Pattaya/],
    ['Anna from Hilton Bangkok', 'asking-position', 'position-asked', /Anna/],
    ['tap:venue:yes:hb', 'asking-person-name', 'earlier-question', /^May I have your name/],
    ['tap:venue:no:hb', 'confirming-venue', 'earlier-question', /Hilton Bangkok/],
    ['tap:venue:pick:hp', 'confirming-venue', 'earlier-question', /Hilton Pattaya/],
  ]);
  it('does not ask a third time, and notes a waiting problem at once', () => {
    const progress: Progress = { state: 'asking-person-name', venueId: 'hb', facts: { issue: 'no music' }, tries: 1 };
    const turn = chatWith(at(progress)).say('hello???');
    expect(turn.report).toMatchObject({ personName: 'Venue staff', position: 'Not given', text: 'no music' });
  });
});

describe('asking-position', () => {
  rows(at({ state: 'asking-position', venueId: 'hb', facts: { personName: 'Anna' } }), [
    ['GM', 'asking-issue', 'issue-asked', /Thank you, Anna\. How can I help/],
    ["I'm the duty manager", 'asking-issue', 'issue-asked', /How can I help/],
    ['ผู้จัดการค่ะ', 'asking-issue', 'issue-asked', /ขอบคุณค่ะ คุณ Anna มีเรื่องเพลงอะไร/],
    ['Chief happiness officer', 'asking-issue', 'issue-asked', /How can I help/],
    ['GM. no music in the bar', 'identified', 'report-noted', /Anna, GM\nIssue: no music in the bar/],
    ['skip', 'asking-issue', 'position-not-given', /fine without.*How can I help/],
    ['ทำไมคะ', 'asking-issue', 'position-not-given', /ควรติดต่อใคร/],
    ['ok', 'asking-position', 'small-talk', /^What is your position/],
    ['no music', 'asking-position', 'position-asked', /right after this.*position/],
    ["I'm Bob", 'asking-position', 'position-asked', /position/],
    ['12', 'asking-position', 'position-asked', /didn't understand.*position/],
    ['photo:', 'asking-position', 'unreadable', /text only.*position/],
    ["actually I'm at Hilton Pattaya now", 'confirming-venue', 'venue-changed', /Hilton Pattaya/],
    ['tap:venue:yes:hb', 'asking-position', 'earlier-question', /position/],
  ]);
});

describe('asking-issue', () => {
  rows(at({ state: 'asking-issue', venueId: 'hb', facts: anna }, bound), [
    [
      'No music in the lobby',
      'identified',
      'report-noted',
      /Venue: Hilton Bangkok, Sukhumvit Road\nContact: Anna, GM\nIssue: No music in the lobby/,
    ],
    ['เพลงไม่ดังค่ะ', 'identified', 'report-noted', /สถานที่: Hilton Bangkok.*\nผู้ติดต่อ: Anna, GM\nปัญหา: เพลงไม่ดังค่ะ/],
    ['mandarin songs for guests', 'identified', 'report-noted', /Issue: mandarin songs for guests/],
    ['we have a problem', 'asking-issue', 'issue-asked', /^How can I help/],
    ['yes', 'asking-issue', 'issue-asked', /How can I help/],
    ['hi', 'asking-issue', 'small-talk', /Hello! How can I help/],
    ['ok', 'asking-issue', 'small-talk', /How can I help/],
    ['no', 'asking-issue', 'closed', /Write here any time/],
    ['nothing, thanks', 'asking-issue', 'closed', /Write here any time/],
    ['no, thanks', 'asking-issue', 'closed', /Write here any time/],
    ['thanks', 'asking-issue', 'closed', /You're welcome, Anna/],
    ['When does our contract expire?', 'asking-issue', 'question-not-answerable', /can't answer that myself/],
    ['lobby', 'asking-issue', 'issue-not-given', /didn't understand.*How can I help/],
    ['my name is Bob', 'asking-issue', 'details-updated', /Bob, GM.*How can I help/],
    ['photo:', 'asking-issue', 'unreadable', /text only.*How can I help/],
    [
      'Hilton Pattaya has no music',
      'confirming-venue',
      'venue-changed',
      /note it as soon as you confirm.*Hilton Pattaya/,
    ],
    ['wrong hotel', 'asking-venue-name', 'venue-rejected', /Which venue/],
    ['tap:venue:no:hb', 'confirming-venue', 'earlier-question', /still at Hilton Bangkok/],
    [['tap:venue:yes:hb', 'too loud in the bar'], 'identified', 'report-noted', /too loud in the bar/],
  ]);
});

describe('identified', () => {
  rows(at({ state: 'identified', venueId: 'hb', facts: anna, lastReportId: 'r' }, bound), [
    ['the spa is too loud as well', 'identified', 'report-noted', /Issue: the spa is too loud as well/],
    ['สระว่ายน้ำก็เงียบครับ', 'identified', 'report-noted', /ปัญหา: สระว่ายน้ำก็เงียบครับ/],
    ['it happened since this morning', 'identified', 'report-noted', /Issue: it happened since/],
    ['thanks', 'identified', 'closed', /You're welcome, Anna! Write here any time/],
    ['ขอบคุณค่ะ', 'identified', 'closed', /ยินดีค่ะ คุณ Anna/],
    ['ok', 'identified', 'closed', /All right/],
    ['bye', 'identified', 'closed', /Goodbye, Anna/],
    ['hello', 'identified', 'small-talk', /How can I help/],
    ['when will it be fixed?', 'identified', 'question-not-answerable', /reported is noted/],
    ['เมื่อไหร่จะเสร็จครับ', 'identified', 'question-not-answerable', /ยังตอบเองไม่ได้/],
    ['are you a bot?', 'identified', 'introduced', /automated helper/],
    ['photo:', 'identified', 'unreadable', /text only.*Write here/],
    ["I'm Bob, the chef", 'identified', 'details-updated', /Bob, chef/],
    ["actually I'm at Hilton Pattaya now", 'confirming-venue', 'venue-changed', /Hilton Pattaya/],
    ['tap:venue:yes:hb', 'identified', 'earlier-question', /Write here any time/],
    ['tap:venue:yes:hp', 'confirming-venue', 'earlier-question', /Hilton Pattaya/],
    ['start over', 'asking-venue-name', 'started-over', /Which venue/],
  ]);
});

describe('a venue that left the directory', () => {
  const gone = fakeVenues(['hb']);
  it.each<Progress>([
    { state: 'confirming-venue', venueId: 'hb', facts: {}, rejected: [] },
    { state: 'asking-person-name', venueId: 'hb', facts: {} },
    { state: 'asking-position', venueId: 'hb', facts: anna },
    { state: 'asking-issue', venueId: 'hb', facts: anna },
    { state: 'identified', venueId: 'hb', facts: anna, lastReportId: 'r' },
  ])('is asked for again ($state)', (progress) => {
    const chat = chatWith(at(progress), gone);
    expect(chat.say('the music is dead').reason).toBe('venue-gone');
    expect(chat.state).toBe('asking-venue-name');
    expect(chat.hears()).toMatch(/no longer find your venue.*Which venue/);
    expect(chat.say('photo:').conversation.progress).toMatchObject({ facts: { issue: 'the music is dead' } });
  });
});
