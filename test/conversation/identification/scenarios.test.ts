import type { Sender } from '../../../lambdas/conversation/chat.ts';
import { newConversation } from '../../../lambdas/conversation/chat.ts';
import { converse } from '../../../lambdas/conversation/identification/converse.ts';
import { chatWith, monday, said } from './chat-with.ts';
import { fakeVenues } from './fake-venues.ts';

const anna: Sender = {
  venueId: 'hb',
  personName: 'Anna',
  position: 'GM',
  trust: 'verified',
  since: '2026-01-01T00:00:00.000Z',
};

describe('whole conversations', () => {
  it('goes step by step from a greeting to a noted problem', () => {
    const chat = chatWith();
    chat.say('Hi');
    expect(chat.hears()).toBe(
      "Hello! I'm BMA's music assistant, an automated helper for the music at your venue. Which venue are you writing from?",
    );
    chat.say('Hilton Bangkok');
    expect(chat.turn?.bubbles).toEqual([
      {
        kind: 'buttons',
        text: 'Is this your venue: Hilton Bangkok located at Sukhumvit Road?',
        buttons: [
          { id: 'venue:yes:hb', title: 'Yes' },
          { id: 'venue:no:hb', title: 'No' },
        ],
      },
    ]);
    chat.say('tap:venue:yes:hb');
    expect(chat.hears()).toBe('Thank you. May I have your name?');
    chat.say('Anna');
    expect(chat.hears()).toBe('Nice to meet you, Anna. What is your position there?');
    chat.say('Duty manager');
    expect(chat.hears()).toBe('Thank you, Anna. How can I help you with the music today?');
    expect(chat.conversation.sender).toEqual({
      venueId: 'hb',
      personName: 'Anna',
      position: 'Duty manager',
      trust: 'claimed',
      since: monday.toISOString(),
    });
    const { report } = chat.say('The music in the lobby stopped');
    expect(report).toEqual({
      id: 'report-event-6',
      venueId: 'hb',
      text: 'The music in the lobby stopped',
      contact: { channel: 'whatsapp', userId: 'u1' },
      personName: 'Anna',
      position: 'Duty manager',
      language: 'en',
      reportedAt: monday.toISOString(),
    });
    expect(chat.hears()).toBe(
      'Thank you. I noted this for our support team at 14:05 (Bangkok time):\nVenue: Hilton Bangkok, Sukhumvit Road\nContact: Anna, Duty manager\nIssue: The music in the lobby stopped\n\nThey will look at it and answer you here. If anything changes, just write.',
    );
    chat.say('ok thanks');
    expect(chat.hears()).toBe("You're welcome, Anna! Write here any time the music needs attention.");
  });

  it('does the same in Thai', () => {
    const chat = chatWith();
    chat.say('สวัสดีค่ะ');
    expect(chat.hears()).toBe('สวัสดีค่ะ นี่คือผู้ช่วยอัตโนมัติด้านเพลงของ BMA ค่ะ ไม่ทราบว่าติดต่อจากโรงแรมหรือร้านไหนคะ');
    chat.say('ฮิลตันกรุงเทพค่ะ');
    expect(chat.hears()).toBe('สถานที่ของคุณคือ Hilton Bangkok ที่ Sukhumvit Road ใช่ไหมคะ');
    chat.say('ใช่ค่ะ');
    chat.say('แอนค่ะ');
    expect(chat.hears()).toBe('ยินดีที่ได้รู้จักค่ะ คุณแอน ไม่ทราบว่าทำงานตำแหน่งอะไรคะ');
    chat.say('GM');
    expect(chat.hears()).toBe('ขอบคุณค่ะ คุณแอน มีเรื่องเพลงอะไรให้ช่วยไหมคะ');
    const { report } = chat.say('เพลงที่ล็อบบี้ไม่ดังค่ะ');
    expect(report).toMatchObject({ language: 'th', text: 'เพลงที่ล็อบบี้ไม่ดังค่ะ', personName: 'แอน', position: 'GM' });
    expect(chat.hears()).toBe(
      'ขอบคุณค่ะ บันทึกเรื่องให้ทีมซัพพอร์ตแล้วเมื่อเวลา 14:05 น. (เวลาไทย)\nสถานที่: Hilton Bangkok, Sukhumvit Road\nผู้ติดต่อ: แอน, GM\nปัญหา: เพลงที่ล็อบบี้ไม่ดังค่ะ\n\nทีมงานจะตรวจสอบและตอบกลับในแชตนี้ค่ะ หากมีอะไรเปลี่ยนแปลง พิมพ์แจ้งได้เลยนะคะ',
    );
  });

  it('asks only for the yes when everything was said at once', () => {
    const chat = chatWith();
    chat.say('Hi, this is Anna, duty manager at Hilton Bangkok. The music in the lobby stopped.');
    expect(chat.state).toBe('confirming-venue');
    expect(chat.conversation.sender).toBeUndefined();
    expect(chat.say('yes').report).toMatchObject({
      text: 'The music in the lobby stopped.',
      personName: 'Anna',
      position: 'duty manager',
    });
  });

  it('reads quick fragments as one message, in the order they were sent', () => {
    const context = {
      now: monday,
      contact: { channel: 'line' as const, userId: 'u' },
      conversationTimeoutMinutes: 120,
    };
    const late = said('no music in the bar', 1, new Date('2026-03-02T07:04:02.000Z'));
    const early = said("Hi, I'm from", 2, new Date('2026-03-02T07:04:00.000Z'));
    const middle = said('Hilton Pattaya', 3, new Date('2026-03-02T07:04:01.000Z'));
    const turn = converse(newConversation(), [late, early, middle], fakeVenues(), context);
    expect(turn.conversation.progress).toEqual({
      state: 'confirming-venue',
      venueId: 'hp',
      facts: { issue: 'no music in the bar' },
      rejected: [],
    });
  });

  it('keeps a problem told first and never asks for it again', () => {
    const chat = chatWith();
    chat.say('music is dead!!');
    chat.say('Hilton');
    chat.say('3');
    chat.say('Anna');
    expect(chat.say('IT').report).toMatchObject({ venueId: 'hh', text: 'music is dead!!', position: 'IT' });
  });

  it('notes further problems as further reports', () => {
    const chat = chatWith({ sender: anna, progress: { state: 'asking-issue', venueId: 'hb', facts: anna } });
    const ids = ['no music in the bar', 'also too loud in the spa'].map((text) => chat.say(text).report?.id);
    expect(new Set(ids).size).toBe(2);
  });

  it('never loops: three fruitless answers end with a person, who is told what was said', () => {
    const chat = chatWith();
    chat.say("I'm from Sunset Villa, no music");
    chat.say('Sunset Villa');
    const { handOver, reason } = chat.say('Sunset Villa, Samui');
    expect(reason).toBe('handed-over');
    expect(handOver).toMatchObject({
      id: 'hand-over-event-3',
      facts: { issue: expect.stringContaining('no music') },
      said: expect.stringContaining('Sunset Villa, Samui'),
    });
  });
});
