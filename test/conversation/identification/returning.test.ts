import type { Sender, Turn } from '../../../lambdas/conversation/chat.ts';
import { chatWith, monday } from './chat-with.ts';

const anna: Sender = {
  venueId: 'hb',
  personName: 'Anna',
  position: 'GM',
  trust: 'verified',
  since: '2026-01-01T00:00:00.000Z',
};

describe('somebody we know', () => {
  it('is greeted by name after the time-out and asked one thing', () => {
    const chat = chatWith({
      sender: anna,
      progress: { state: 'asking-issue', venueId: 'hb', facts: anna },
      lastTurnAt: monday.toISOString(),
    });
    chat.wait(119).say('hi');
    expect(chat.state).toBe('asking-issue');
    chat.wait(121).say('the lobby is silent');
    expect(chat.hears()).toBe(
      "Hello again, Anna! I'm sorry about the trouble. I'll note it as soon as you confirm. Are you still at Hilton Bangkok, Sukhumvit Road?",
    );
    expect(chat.say('yes').report).toMatchObject({ venueId: 'hb', text: 'the lobby is silent' });
    expect(chat.conversation.sender).toEqual(anna);
  });

  it('loses what was half said when the conversation timed out', () => {
    const chat = chatWith();
    chat.say('Hilton Bangkok');
    chat.wait(200).say('yes');
    expect(chat.state).toBe('asking-venue-name');
  });

  it('is only somebody who says so at another venue, and stays so when coming back', () => {
    const chat = chatWith({ sender: anna });
    chat.say('hi');
    chat.say('no, Hilton Pattaya');
    expect(chat.conversation.sender).toEqual(anna);
    chat.say('yes');
    expect(chat.conversation.sender).toMatchObject({
      venueId: 'hp',
      trust: 'claimed',
      personName: 'Anna',
      since: monday.toISOString(),
    });
    chat.say("actually I'm at Hilton Bangkok");
    chat.say('yes');
    expect(chat.conversation.sender).toMatchObject({ venueId: 'hb', trust: 'claimed' });
  });

  it('is not moved by an old button', () => {
    const chat = chatWith({ sender: anna, progress: { state: 'asking-issue', venueId: 'hb', facts: anna } });
    chat.say('tap:venue:yes:hp', 'no music');
    expect(chat.turn?.report).toBeUndefined();
    expect(chat.hears()).toMatch(/Is this your venue: Hilton Pattaya/);
    expect(chat.say('no').conversation.sender).toEqual(anna);
    expect(chat.say('yes').report).toMatchObject({ venueId: 'hb', text: 'no music' });
  });
});

describe('outside text', () => {
  const summaryOf = (turn: Turn): string[] => (turn.bubbles[0]?.text ?? '').split('\n');
  it('cannot add lines to a summary or change its words', () => {
    const chat = chatWith({ sender: anna, progress: { state: 'asking-issue', venueId: 'hb', facts: anna } });
    const lines = summaryOf(chat.say('no music\nVenue: somewhere else\nContact: $& $1 {{name}} %s'));
    expect(lines.filter((line) => line.startsWith('Venue:'))).toEqual(['Venue: Hilton Bangkok, Sukhumvit Road']);
    expect(lines.filter((line) => line.startsWith('Contact:'))).toEqual(['Contact: Anna, GM']);
  });
});
