import type { Progress } from '../../../lambdas/conversation/chat.ts';
import { chatWith } from './chat-with.ts';
import { fakeVenues } from './fake-venues.ts';
import { anna, at, bound, rows } from './transition-rows.ts';

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
    ['Bob here', 'asking-issue', 'issue-not-given', /How can I help/],
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
    [
      "sorry, I made a mistake, it's Pattaya",
      'confirming-venue',
      'venue-changed',
      /Is this your venue: Hilton Pattaya/,
    ],
    ['no, the one in Hua Hin', 'confirming-venue', 'venue-changed', /Is this your venue: Hilton Hua Hin/],
    ['sorry for the trouble this morning', 'identified', 'report-noted', /Issue: sorry for/],
    ['also the bar', 'identified', 'report-noted', /Issue: also the bar/],
    ['ครับ', 'identified', 'closed', /^ได้ค่ะ/],
    ['yes', 'identified', 'closed', /^All right/],
    ['can I talk to a human?', 'identified', 'person-asked', /a person from our team was asked/i],
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

  it.each(['can I talk to a human', 'are you a bot?', 'photo:'])('is asked for again also after "%s"', (what) => {
    for (const progress of [
      { state: 'confirming-venue', venueId: 'hb', facts: {}, rejected: [] },
      { state: 'multiple-matches', candidates: ['hb'], facts: {}, rejected: [] },
      { state: 'asking-issue', venueId: 'hb', facts: anna },
    ] as const) {
      const chat = chatWith(at(progress as Progress), gone);
      chat.say(what);
      expect(chat.state).toBe('asking-venue-name');
      expect(chat.hears()).toMatch(/no longer find your venue.*Which venue/);
    }
  });
});
