import { bareName, introducedName } from '../../../lambdas/conversation/understanding/person-name.ts';
import { positionAnswer, positionIn } from '../../../lambdas/conversation/understanding/position.ts';

describe('a name that is introduced', () => {
  it.each([
    ["Hi, I'm Anna", 'Anna'],
    ['I am Anna the music is dead', 'Anna'],
    ['this is Somchai, duty manager', 'Somchai'],
    ['my name is anna de la cruz and I work here', 'anna de la cruz'],
    ["I'm anna from the bar", 'anna'],
    ['call me Bob', 'Bob'],
    ['name: Jürgen Müller', 'Jürgen Müller'],
    ["I'm Tom Duty Manager", 'Tom'],
    ['ผมชื่อสมชาย', 'สมชาย'],
    ['ชื่อ แอน ค่ะ', 'แอน'],
    ['ดิฉันชื่อสุดา ใจดี ค่ะ', 'สุดา ใจดี'],
    ['ผมชื่อสมชายจากฮิลตัน', 'สมชาย'],
    ['ชื่อสมชายเป็นช่างครับ', 'สมชาย'],
    ['ชื่อ Anna ค่ะ', 'Anna'],
    ['ชื่อ แอน เพลงไม่ดังค่ะ', 'แอน'],
  ])('"%s" → %s', (text, name) => expect(introducedName(text, true)?.name).toBe(name));

  it.each([
    "I'm furious",
    "I'm having a problem",
    "I'm from Hilton",
    "I'm at the pool",
    "I'm not happy with this",
    "I'm the manager",
    'this is urgent',
    'This is the second time',
    "it's too loud",
    'It is dead',
    'I am locked out',
    'โรงแรมชื่อฮิลตัน',
    'ชื่อโรงแรมฮิลตัน',
    'เพลงชื่ออะไรคะ',
  ])('finds no name in "%s"', (text) => expect(introducedName(text, true)).toBeUndefined());

  it('does not take "this is X" for a person while the venue is unknown', () => {
    expect(introducedName('This is Sunset Villa', false)).toBeUndefined();
    expect(introducedName('This is Sunset', false)).toBeUndefined();
    expect(introducedName('This is Anna from the spa', false)?.name).toBe('Anna');
  });
});

describe('an answer to the question for a name', () => {
  it.each([
    ['Anna', 'Anna'],
    ['Erika', 'Erika'],
    ["it's anna", 'anna'],
    ['Mr. Wang', 'Mr. Wang'],
    ['Chef Tom', 'Chef Tom'],
    ['Tom Cook', 'Tom Cook'],
    ["José María O'Neill", "José María O'Neill"],
    ['แอนค่ะ', 'แอน'],
    ['คุณแอน', 'แอน'],
    ['คุณากร', 'คุณากร'],
    ['ชนะค่ะ', 'ชนะ'],
    ['ผมสมชายครับ', 'สมชาย'],
    ['สมชาย ใจดี', 'สมชาย ใจดี'],
    ['小林', '小林'],
  ])('"%s" → %s', (text, name) => expect(bareName(text)).toBe(name));

  it.each([
    'why?',
    'no music',
    'duty manager',
    'spa',
    '12',
    'http://x.y',
    'a@b.co',
    'yes',
    'ok',
    '???',
    'the music in the lobby stopped',
    'x'.repeat(61),
    '{{name}}',
  ])('refuses "%s"', (text) => expect(bareName(text)).toBeUndefined());
});

describe('positions', () => {
  it.each([
    ['Duty manager', 'Duty manager'],
    ["I'm the F&B manager", 'F&B manager'],
    ['GM of', 'GM'],
    ['Director of Rooms', 'Director of Rooms'],
    ['owner here', 'owner'],
    ['เป็นผู้จัดการค่ะ', 'ผู้จัดการ'],
    ['พนักงานต้อนรับค่ะ', 'พนักงานต้อนรับ'],
    ['ช่างครับ', 'ช่าง'],
  ])('stands alone: "%s" → %s', (text, position) => expect(positionIn(text, 'alone')).toBe(position));

  it.each([
    'reception',
    'it',
    'the bar',
    'in reception',
    'send technician',
    'the manager is rude',
    'Chef Tom',
    'ช่างมันเถอะ',
    'no music',
    'Anna',
  ])('is not taken from "%s" unasked', (text) => expect(positionIn(text, 'alone')).toBeUndefined());

  it.each([
    ['it', 'IT'],
    ['reception', 'reception'],
    ['I work in housekeeping', 'housekeeping'],
    ['Night auditor', 'Night auditor'],
    ["I'm just the pool boy", 'pool boy'],
    ['chief happiness officer', 'chief happiness officer'],
  ])('answers our question: "%s" → %s', (text, position) => expect(positionAnswer(text)).toBe(position));

  it.each(['what?', 'no music', '12', '...', 'https://x.y'])('does not answer it: "%s"', (text) =>
    expect(positionAnswer(text)).toBeUndefined(),
  );
});
