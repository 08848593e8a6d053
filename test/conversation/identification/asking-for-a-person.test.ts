import type { Progress } from '../../../lambdas/conversation/chat.ts';
import { asksForPerson } from '../../../lambdas/conversation/understanding/ask-for-person.ts';
import { chatWith } from './chat-with.ts';
import { anna, at, bound } from './transition-rows.ts';

describe('the wish for a person', () => {
  it.each([
    'can I talk to a human?',
    'Can I speak to a person please',
    'I want to talk to someone',
    'let me speak with an agent',
    'agent please',
    'human!',
    'I need a real person',
    'call me',
    'please call me back',
    'call me at 0812345678',
    'can someone call me?',
    'please contact me',
    'is there a human here?',
    'no sound in the spa call me',
    'ให้เจ้าหน้าที่ติดต่อกลับด้วยค่ะ',
    'มีเจ้าหน้าที่ไหมคะ',
    'ขอคุยกับเจ้าหน้าที่ค่ะ',
    'ขอคุยกับคนจริงได้ไหมคะ',
    'อยากคุยกับคน',
    'ติดต่อเจ้าหน้าที่',
    'โทรกลับด้วยค่ะ',
    'ขอสายเจ้าหน้าที่หน่อยครับ',
  ])('is heard in "%s"', (text) => expect(asksForPerson(text)).toBe(true));
  it.each([
    'are you a bot?',
    'are you a real person?',
    'am I talking to a human?',
    'is this a human',
    'call me Anna',
    'you can call me Nok',
    'I am the agent',
    "don't call me",
    "I don't want to talk to a bot",
    'นี่คนจริงไหมคะ',
    'คุยกับบอทหรือคนคะ',
    'คุยกับใครอยู่คะ',
    'ผมเป็นเจ้าหน้าที่ไอที',
    'guests talk to a lot of staff',
  ])('is not heard in "%s"', (text) => expect(asksForPerson(text)).toBe(false));

  const states: [Progress, RegExp, RegExp][] = [
    [{ state: 'initial' }, /automated helper.*asked at 14:05.*Which venue/, /^can I talk/],
    [{ state: 'asking-venue-name', facts: {}, tries: 1, rejected: [] }, /asked at 14:05.*Which venue/, /^can I talk/],
    [
      { state: 'confirming-venue', venueId: 'hb', facts: {}, rejected: [] },
      /asked at 14:05.*Is this your venue: Hilton/,
      /^Hilton Bangkok \?: can/,
    ],
    [
      { state: 'multiple-matches', candidates: ['hb', 'hp'], facts: {}, rejected: [] },
      /asked at 14:05[\s\S]*1\. Hilton/,
      /Hilton Pattaya \?: can/,
    ],
    [{ state: 'asking-person-name', venueId: 'hb', facts: {} }, /asked at 14:05.*your name/, /^Hilton Bangkok: can/],
    [{ state: 'asking-position', venueId: 'hb', facts: { personName: 'Anna' } }, /14:05.*position/, /^Hilton Bangkok:/],
    [{ state: 'asking-issue', venueId: 'hb', facts: anna }, /asked at 14:05.*How can I help/, /^Hilton Bangkok: can/],
    [{ state: 'identified', venueId: 'hb', facts: anna, lastReportId: 'r' }, /asked at 14:05/, /^Hilton Bangkok: can/],
  ];
  it.each(states)('is passed on from %j, and the open question stays', (progress, hears, words) => {
    const chat = chatWith(at(progress));
    const { reason, handOver } = chat.say('can I talk to a human?');
    expect(reason).toBe('person-asked');
    expect(handOver?.said).toMatch(words);
    expect(chat.hears()).toMatch(hears);
    if (progress.state !== 'initial') expect(chat.state).toBe(progress.state);
  });

  it('does not keep the rest of the message from being heard', () => {
    const chat = chatWith(at({ state: 'identified', venueId: 'hb', facts: anna, lastReportId: 'r' }, bound));
    const turn = chat.say('No music in the lobby. Can I talk to a human?');
    expect(turn.report).toMatchObject({ text: 'No music in the lobby.' });
    expect(turn.handOver?.said).toBe('Hilton Bangkok: No music in the lobby. Can I talk to a human?');
    expect(turn.reason).toBe('person-asked');
    const other = chatWith(at({ state: 'confirming-venue', venueId: 'hb', facts: {}, rejected: [] }));
    other.say('yes. please call me back');
    expect([other.state, Boolean(other.turn?.handOver)]).toEqual(['asking-person-name', true]);
  });

  it('knows the venue of somebody who wrote before', () => {
    const chat = chatWith(bound);
    expect(chat.say('ขอคุยกับเจ้าหน้าที่ค่ะ').handOver).toMatchObject({
      said: expect.stringContaining('Hilton Bangkok'),
      facts: anna,
    });
    expect(chat.hears()).toMatch(/แจ้งเจ้าหน้าที่.*14:05.*Hilton Bangkok/);
  });

  it('is no question about who we are, which is answered straight', () => {
    const chat = chatWith(at({ state: 'identified', venueId: 'hb', facts: anna, lastReportId: 'r' }));
    expect(chat.say('are you a bot?')).toMatchObject({ reason: 'introduced' });
    expect(chat.turn?.handOver).toBeUndefined();
    chat.say('am I talking to a human?');
    expect(chat.hears()).toMatch(/automated helper/);
  });
});
