import { chatWith } from './chat-with.ts';
import { fakeVenues } from './fake-venues.ts';
import { bound, rows } from './transition-rows.ts';

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
