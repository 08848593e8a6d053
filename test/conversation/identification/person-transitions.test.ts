import type { Progress } from '../../../lambdas/conversation/chat.ts';
import { chatWith } from './chat-with.ts';
import { at, rows } from './transition-rows.ts';

describe('asking-person-name', () => {
  rows(at({ state: 'asking-person-name', venueId: 'hb', facts: {} }), [
    ['Anna', 'asking-position', 'position-asked', /Nice to meet you, Anna\. What is your position/],
    ["I'm Anna", 'asking-position', 'position-asked', /Anna/],
    ['แอนค่ะ', 'asking-position', 'position-asked', /คุณแอน/],
    ['ผมชื่อสมชายครับ', 'asking-position', 'position-asked', /คุณสมชาย/],
    ['Marina', 'asking-position', 'position-asked', /Marina/],
    ['Anna, duty manager', 'asking-issue', 'issue-asked', /How can I help/],
    ['Anna 081-234 5678', 'asking-position', 'position-asked', /Nice to meet you, Anna\./],
    ['สมชาย โทร 0812345678', 'asking-position', 'position-asked', /คุณสมชาย/],
    ['actually I meant Hilton Pattaya', 'confirming-venue', 'venue-changed', /Hilton Pattaya/],
    ['Anna, Hilton Pattaya', 'confirming-venue', 'venue-changed', /Hilton Pattaya/],
    ['Duty Manager Anna', 'asking-issue', 'issue-asked', /Nice to meet you, Anna\. How can I help/],
    ['ฮิลตันพัทยาค่ะ', 'confirming-venue', 'venue-changed', /Hilton Pattaya/],
    ['I said Paris Hilton', 'asking-position', 'position-asked', /you, Paris Hilton/],
    ['sorry, Marina', 'asking-position', 'position-asked', /Marina/],
    ['Paris Hilton', 'asking-position', 'position-asked', /Paris Hilton/],
    ['Anna\nGM\nno music in the bar', 'identified', 'report-noted', /Anna, GM\nIssue: no music in the bar/],
    ['skip', 'asking-position', 'name-not-given', /fine without/],
    ['why?', 'asking-position', 'name-not-given', /whom to ask for/],
    ['ไม่บอก', 'asking-position', 'name-not-given', /ไม่เป็นไรค่ะ/],
    ['ok', 'asking-person-name', 'small-talk', /^May I have your name/],
    ['hello', 'asking-person-name', 'small-talk', /Hello! May I/],
    ['no music!', 'asking-person-name', 'name-asked', /note it right after this.*name/],
    ['what song is playing?', 'asking-person-name', 'name-asked', /can't answer that.*name/],
    ['12345', 'asking-person-name', 'name-asked', /didn't understand.*name/],
    ['photo:', 'asking-person-name', 'unreadable', /text only.*name/],
    ['sorry, wrong hotel', 'asking-venue-name', 'venue-rejected', /Which venue/],
    ["I'm at Hilton Pattaya", 'confirming-venue', 'venue-changed', /Hilton Pattaya/],
    ['Hilton Pattaya', 'confirming-venue', 'venue-changed', /Hilton Pattaya/],
    ['Anna from Hilton Bangkok', 'asking-position', 'position-asked', /Anna/],
    ['tap:venue:yes:hb', 'asking-person-name', 'earlier-question', /^May I have your name/],
    ['tap:venue:no:hb', 'confirming-venue', 'earlier-question', /Hilton Bangkok/],
    ['tap:venue:pick:hp', 'confirming-venue', 'earlier-question', /Hilton Pattaya/],
  ]);
  it('does not ask a third time, and notes a waiting problem at once', () => {
    const progress: Progress = { state: 'asking-person-name', venueId: 'hb', facts: { issue: 'no music' }, tries: 1 };
    const turn = chatWith(at(progress)).say('hello???');
    expect(turn.report).toMatchObject({ personName: 'Venue staff', position: 'Not given', text: 'no music' });
  });
});

describe('asking-position', () => {
  rows(at({ state: 'asking-position', venueId: 'hb', facts: { personName: 'Anna' } }), [
    ['GM', 'asking-issue', 'issue-asked', /Thank you, Anna\. How can I help/],
    ["I'm the duty manager", 'asking-issue', 'issue-asked', /How can I help/],
    ['ผู้จัดการค่ะ', 'asking-issue', 'issue-asked', /ขอบคุณค่ะ คุณ Anna มีเรื่องเพลงอะไร/],
    ['Chief happiness officer', 'asking-issue', 'issue-asked', /How can I help/],
    ['GM. no music in the bar', 'identified', 'report-noted', /Anna, GM\nIssue: no music in the bar/],
    ['skip', 'asking-issue', 'position-not-given', /fine without.*How can I help/],
    ['ทำไมคะ', 'asking-issue', 'position-not-given', /ควรติดต่อใคร/],
    ['ok', 'asking-position', 'small-talk', /^What is your position/],
    ['no music', 'asking-position', 'position-asked', /right after this.*position/],
    ["I'm Bob", 'asking-position', 'position-asked', /position/],
    ['12', 'asking-position', 'position-asked', /didn't understand.*position/],
    ['photo:', 'asking-position', 'unreadable', /text only.*position/],
    ["actually I'm at Hilton Pattaya now", 'confirming-venue', 'venue-changed', /Hilton Pattaya/],
    ['Hilton Pattaya manager', 'confirming-venue', 'venue-changed', /Hilton Pattaya/],
    ['Singapore manager', 'asking-issue', 'issue-asked', /Thank you, Anna\. How can I help/],
    ['GM Thailand', 'asking-issue', 'issue-asked', /Thank you, Anna\. How can I help/],
    ['actually I meant Hilton Pattaya', 'confirming-venue', 'venue-changed', /Hilton Pattaya/],
    ['sorry, I mean Hilton Pattaya', 'confirming-venue', 'venue-changed', /Hilton Pattaya/],
    ["no it's Hilton Pattaya", 'confirming-venue', 'venue-changed', /Hilton Pattaya/],
    ['ขอโทษค่ะ ต้องเป็นฮิลตันพัทยา', 'confirming-venue', 'venue-changed', /Hilton Pattaya/],
    ['can i talk to a human please', 'asking-position', 'person-asked', /was asked.*position/],
    ['tap:venue:yes:hb', 'asking-position', 'earlier-question', /position/],
  ]);
});
