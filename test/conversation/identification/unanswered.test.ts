import { chatWith } from './chat-with.ts';
import { at } from './transition-rows.ts';

const confirming = () => chatWith(at({ state: 'confirming-venue', venueId: 'hb', facts: {}, rejected: [] }));
const picking = () =>
  chatWith(at({ state: 'multiple-matches', candidates: ['hb', 'hp', 'hh'], facts: {}, rejected: [] }));

describe('a question about the venue that stays unanswered', () => {
  it('is put differently after the second message, and handed over at the third', () => {
    const chat = confirming();
    chat.say('maybe');
    expect(chat.hears()).toMatch(/answer Yes or No.*Is this your venue: Hilton Bangkok located/);
    chat.say('banana');
    expect(chat.hears()).toMatch(/Hilton Bangkok, Sukhumvit Road.*Yes or No.*name/);
    expect(chat.hears()).not.toMatch(/Is this your venue/);
    const { reason, handOver } = chat.say('it is near the beach');
    expect(reason).toBe('handed-over');
    expect(handOver).toMatchObject({ id: 'hand-over-event-3', said: expect.stringContaining('Hilton Bangkok') });
    expect(handOver?.said).toContain('maybe / banana / it is near the beach');
    expect(chat.hears()).toMatch(/person from our team will help you here[\s\S]*14:05[\s\S]*near the beach/);
    expect(chat.turn?.bubbles).toMatchObject([{ kind: 'buttons' }]);
  });

  it('gets short answers after that, and what is new is added for the person who helps', () => {
    const chat = picking();
    for (const text of ['banana', 'hello', 'maybe']) chat.say(text);
    expect(chat.turn?.reason).toBe('handed-over');
    expect(chat.turn?.handOver?.said).toMatch(/Hilton Bangkok.*Hilton Pattaya.*Hilton Hua Hin.*banana \/ maybe/);
    const added = chat.say('it is the blue one');
    expect(added.handOver?.said).toContain('it is the blue one');
    expect(chat.hears()).toMatch(/added that for the person.*number or the venue's name/);
    expect(chat.hears()).not.toMatch(/1\. Hilton/);
    expect(chat.say('ok').handOver).toBeUndefined();
    expect(chat.hears()).toMatch(/person from our team will help.*number or the venue's name/);
    expect(chat.say('photo:').handOver).toBeUndefined();
    expect(chat.hears()).toMatch(/text only.*number or the venue's name/);
    expect(chat.turn?.bubbles).toMatchObject([{ kind: 'list' }]);
  });

  it.each(['2', 'Hilton Pattaya', 'tap:venue:pick:hp', 'the one in Pattaya'])(
    'can still be answered after the hand-over (%s)',
    (answer) => {
      const chat = picking();
      for (const text of ['banana', 'potato', 'maybe']) chat.say(text);
      chat.say(answer);
      expect(chat.conversation.progress).toMatchObject({ venueId: 'hp' });
      if (answer === '2') expect(chat.hears()).toMatch(/name/);
    },
  );

  it.each(['yes', 'no', 'Hilton Pattaya'])('a yes or no is as well (%s)', (answer) => {
    const chat = confirming();
    for (const text of ['banana', 'potato', 'maybe']) chat.say(text);
    chat.say(answer);
    expect(chat.turn?.reason).toMatch(/name-asked|venue-rejected|venue-corrected/);
  });

  it('counts photos, numbers that are not on the list and taps on earlier questions as well', () => {
    const chat = picking();
    expect(['photo:', '99', 'tap:venue:no:cu'].map((what) => chat.say(what).reason)).toEqual([
      'unreadable',
      'venue-not-answered',
      'handed-over',
    ]);
  });

  it('does not count a name that is told, and keeps a problem that is told', () => {
    const chat = confirming();
    for (const text of ['maybe', "I'm Anna", 'no music in the lobby']) chat.say(text);
    expect(chat.turn?.reason).toBe('venue-not-answered');
    const { handOver } = chat.say('hello?');
    expect(handOver?.facts).toMatchObject({ personName: 'Anna', issue: 'no music in the lobby' });
    expect(chat.hears()).toMatch(/Issue: no music in the lobby/);
  });

  it('is put in Thai to whoever writes Thai', () => {
    const chat = confirming();
    for (const text of ['ไม่แน่ใจค่ะ', 'ไม่ทราบค่ะ']) chat.say(text);
    expect(chat.hears()).toMatch(/Hilton Bangkok.*ใช่หรือไม่ใช่.*ชื่อสถานที่/);
    chat.say('อยู่ใกล้ทะเลค่ะ');
    expect(chat.hears()).toMatch(/เจ้าหน้าที่ของเราจะช่วยดูแลต่อในแชตนี้[\s\S]*14:05/);
  });

  it('takes what was not understood along when the answer is no', () => {
    const chat = confirming();
    chat.say('it is Sunset Villa');
    expect(chat.say('no').conversation.progress).toMatchObject({ said: 'it is Sunset Villa' });
  });
});
