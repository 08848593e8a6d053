import { chatWith } from './chat-with.ts';
import { anna, at, bound } from './transition-rows.ts';

const identified = at({ state: 'identified', venueId: 'hb', facts: anna, lastReportId: 'r' }, bound);

describe('another person on the same phone', () => {
  it.each(['this is Bob, night manager', 'Bob here, night manager', "Hi, I'm Bob, the night manager"])(
    'replaces name and position together, and has only said so ("%s")',
    (text) => {
      for (const start of [identified, bound]) {
        const chat = chatWith(start);
        chat.say(text);
        if (start === bound) chat.say('yes');
        expect(chat.conversation.sender).toMatchObject({
          venueId: 'hb',
          personName: 'Bob',
          position: 'night manager',
          trust: 'claimed',
        });
      }
    },
  );

  it('does not take over the position of the one before', () => {
    const chat = chatWith(identified);
    expect(chat.say('this is Bob')).toMatchObject({ reason: 'position-asked' });
    expect(chat.turn?.report).toBeUndefined();
    expect(chat.hears()).toMatch(/Nice to meet you, Bob.*position/);
    expect(chat.conversation.sender).toMatchObject({ personName: 'Anna', position: 'GM' });
    chat.say('night manager');
    expect(chat.conversation.sender).toMatchObject({ personName: 'Bob', position: 'night manager', trust: 'claimed' });
    const later = chatWith(bound);
    later.say('this is Bob, no music in the bar');
    expect(later.hears()).toMatch(/^Nice to meet you, Bob\. .*Hilton Bangkok/);
    later.say('yes');
    expect([later.state, later.turn?.report]).toEqual(['asking-position', undefined]);
    expect(later.say('chef').report).toMatchObject({
      personName: 'Bob',
      position: 'chef',
      text: 'no music in the bar',
    });
  });

  it('is nobody else when the name is the same', () => {
    const chat = chatWith(bound);
    for (const text of ['this is anna', 'yes']) chat.say(text);
    expect(chat.conversation.sender).toMatchObject({ position: 'GM', trust: 'verified' });
  });

  it('is heard in Thai as well', () => {
    const chat = chatWith(identified);
    chat.say('นี่บ๊อบค่ะ ผู้จัดการกะดึก');
    expect(chat.conversation.sender).toMatchObject({ personName: 'บ๊อบ', position: 'ผู้จัดการกะดึก', trust: 'claimed' });
  });
});
