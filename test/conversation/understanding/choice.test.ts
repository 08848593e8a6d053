import { choiceOf } from '../../../lambdas/conversation/understanding/choice.ts';

describe('a choice from a list of three', () => {
  it.each([
    ['2', 2],
    ['2.', 2],
    ['#2', 2],
    ['No. 2', 2],
    ['number 2 please', 2],
    ['๒', 2],
    ['2️⃣', 2],
    ['ข้อ 2 ค่ะ', 2],
    ['เอา 2 ครับ', 2],
    ['the second', 2],
    ['second one please', 2],
    ['2nd', 2],
    ['อันที่สอง', 2],
    ['อันแรกค่ะ', 1],
    ['first', 1],
    ['the last one', 3],
    ['อันสุดท้าย', 3],
    ["it's 1", 1],
    ['99', 99],
  ])('reads "%s" as number %i', (text, number) =>
    expect(choiceOf(text, 3)).toEqual({ kind: 'number', number, rest: '' }),
  );

  it.each(['none of these', 'None', 'neither', 'no', '4', 'not in the list', 'ไม่มีในรายการ', 'ไม่มีค่ะ', 'ไม่ใช่สักอัน'])(
    'reads "%s" as none of these',
    (text) => expect(choiceOf(text, 3)).toEqual({ kind: 'none', rest: '' }),
  );

  it.each([
    'the second Hilton, in Pattaya',
    '2 zones are silent',
    'Hilton Pattaya',
    'no music',
    'one zone is down',
    'yes',
    '',
    '😀',
    'since 2 pm',
  ])('reads no choice in "%s"', (text) => expect(choiceOf(text, 3)).toBeUndefined());

  it('keeps what was said besides the number', () => {
    expect(choiceOf('2, no music in the bar', 3)).toMatchObject({ number: 2, rest: ', no music in the bar' });
    expect(choiceOf('2\nno music', 3)).toMatchObject({ number: 2, rest: 'no music' });
    expect(choiceOf('The first one. lobby is silent', 3)).toMatchObject({ number: 1 });
  });
});
