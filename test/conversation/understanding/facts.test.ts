import { factsIn } from '../../../lambdas/conversation/understanding/facts.ts';

const venues = ['Hilton Bangkok', 'Hilton Pattaya', 'Centara Ubon', 'ฮิลตันกรุงเทพ'];
function read(text: string) {
  const venue = venues.find((name) => text.includes(name));
  const start = venue ? text.indexOf(venue) : 0;
  return factsIn(text, venue !== undefined, venue ? { start, end: start + venue.length } : undefined).facts;
}

describe('what one message tells', () => {
  it.each([
    [
      'Hi, this is Anna, duty manager at Hilton Bangkok. The music in the lobby stopped.',
      { personName: 'Anna', position: 'duty manager', issue: 'The music in the lobby stopped.' },
    ],
    ["Hi I'm Anna from Hilton Bangkok no music in lobby", { personName: 'Anna', issue: 'no music in lobby' }],
    ['the lobby of Hilton Bangkok is silent', { issue: 'the lobby is silent' }],
    ["I'm Somchai, the GM of Hilton Pattaya", { personName: 'Somchai', position: 'GM' }],
    ['Anna here from Hilton Bangkok, reception has no music', { personName: 'Anna', issue: 'reception has no music' }],
    ['Anna, duty manager, Hilton Bangkok', { personName: 'Anna', position: 'duty manager' }],
    [
      'Hilton Bangkok\nAnna\nDuty manager\nno music',
      { personName: 'Anna', position: 'Duty manager', issue: 'no music' },
    ],
    ['This is Hilton Bangkok', {}],
    ["Hi, I'm from Hilton Pattaya", {}],
    ['Hilton Bangkok, lobby no music, thanks', { issue: 'lobby no music' }],
    ['no music in the bar, please send technician', { issue: 'no music in the bar, please send technician' }],
    ['The owner is angry, music is too loud', { issue: 'The owner is angry, music is too loud' }],
    ['สวัสดีค่ะ จาก Centara Ubon ตอนนี้เปิดเพลงอะไรอยู่คะ', {}],
    [
      'สวัสดีครับ ผมชื่อสมชาย เป็นผู้จัดการโรงแรมฮิลตันกรุงเทพ เพลงที่ล็อบบี้ไม่ดังครับ',
      { personName: 'สมชาย', position: 'ผู้จัดการ', issue: 'เพลงที่ล็อบบี้ไม่ดังครับ' },
    ],
    [
      'Duty manager Anna at Hilton Pattaya. Speakers in pool bar are dead',
      { personName: 'Anna', position: 'Duty manager', issue: 'Speakers in pool bar are dead' },
    ],
    ['Hilton Bangkok. Anna Smith GM. No music', { personName: 'Anna Smith', position: 'GM', issue: 'No music' }],
    ['Hilton Bangkok\nlobby silent\nthanks', { issue: 'lobby silent' }],
    ['Lobby silent. Please send someone. Hilton Bangkok', { issue: 'Lobby silent. Please send someone.' }],
    ["actually now I'm at Hilton Pattaya and the pool is silent", { issue: 'the pool is silent' }],
    [
      'สวัสดีค่ะ จากฮิลตันกรุงเทพ ชื่อแอนนา เป็นผู้จัดการ เพลงในล็อบบี้เงียบค่ะ',
      { personName: 'แอนนา', position: 'ผู้จัดการ', issue: 'เพลงในล็อบบี้เงียบค่ะ' },
    ],
    ['ชื่อนก เป็นพนักงานต้อนรับ เสียงในบาร์เบามาก', { personName: 'นก', position: 'พนักงานต้อนรับ', issue: 'เสียงในบาร์เบามาก' }],
    [
      'The lobby speaker makes noise. Name: Pim. Position: Spa manager. Venue: Hilton Pattaya',
      { personName: 'Pim', position: 'Spa manager', issue: 'The lobby speaker makes noise.' },
    ],
    [
      'Venue: Hilton Pattaya\nName: Pim\nPosition: Spa manager\nProblem: no music',
      { personName: 'Pim', position: 'Spa manager', issue: 'no music' },
    ],
    ['Hilton Pattaya lobby no sound - Anna (FO)', { personName: 'Anna', position: 'FO', issue: 'lobby no sound' }],
    ["I'm not the chef, I'm the sous chef", { position: 'sous chef' }],
    ['we have a problem', {}],
    ['มีปัญหาค่ะ', {}],
    ['ok thanks', {}],
    ['', {}],
  ])('%s', (text, facts) => expect(read(text)).toEqual(facts));

  it('survives a mention that lies outside the text', () => {
    expect(factsIn('no music', true, { start: 50, end: 60 }).facts).toEqual({ issue: 'no music' });
    expect(factsIn('no music', true, { start: 5, end: 2 }).facts).toEqual({ issue: 'no music' });
  });

  it('keeps at most 1,000 characters of a problem, without tearing one', () => {
    const { issue = '' } = factsIn(`no music ${'👩‍👩‍👧'.repeat(1200)}`, true).facts;
    expect([...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(issue)].length).toBe(1000);
    expect(issue.isWellFormed()).toBe(true);
  });
});
