import type { MailCategory, MailUrgency, WaitingOn } from '../../../lambdas/sync/mail/mail-thread.ts';
import { summaryOf, US } from './a-mail.ts';

describe('what a mail is about', () => {
  it.each<[MailCategory, string, string]>([
    ['music-down', 'No music in the lobby', 'Since this morning nothing plays.'],
    ['music-down', 'Help', 'The music in the pool bar has stopped again.'],
    ['music-down', 'Pool', 'Pool zone is offline since 9 am'],
    ['music-down', 'Sound', 'The sound keeps cutting out in the spa'],
    ['music-down', 'Urgent', 'Our playlist is not playing in the restaurant'],
    ['music-down', 'เพลงไม่ดัง', 'ล็อบบี้เพลงไม่เล่นตั้งแต่เช้าค่ะ'],
    ['music-down', 'แจ้งปัญหา', 'ห้องอาหารไม่มีเสียงเพลงเลยครับ'],
    ['music-down', 'Invoice 2211', 'Before we pay: there is no sound at the pool.'],
    ['equipment', 'Player', 'The player in the gym is broken, please replace it.'],
    ['equipment', 'New amplifier', 'Please send a new amplifier for the bar'],
    ['equipment', 'ลำโพง', 'ลำโพงริมสระเสียครับ ช่วยเปลี่ยนให้หน่อย'],
    ['music-design', 'Christmas', 'Could we have a Christmas playlist from 1 December?'],
    ['music-design', 'Breakfast', 'The songs are too slow in the morning, please change the music'],
    ['music-design', 'ขอเปลี่ยนเพลง', 'อยากได้แนวเพลงแจ๊สช่วงเย็นค่ะ'],
    ['billing', 'Invoice INV-2026-118', 'Attached is the payment slip.'],
    ['billing', 'ใบแจ้งหนี้เดือนพฤศจิกายน', 'รบกวนส่งใบกำกับภาษีด้วยค่ะ'],
    ['contract', 'Renewal 2027', 'When does our agreement expire?'],
    ['contract', 'ต่อสัญญา', 'ขอใบเสนอราคาต่ออายุค่ะ'],
    ['praise', 'Well done', 'The guests love it, excellent work'],
    ['praise', 'ชอบมาก', 'แขกประทับใจค่ะ'],
    ['other', 'Visit next week', 'We shall be at the hotel on Tuesday.'],
    ['other', 'Update', 'Anna is our new IT manager'],
  ])('is %s: %s / %s', (category, subject, snippet) => {
    expect(summaryOf({ subject, snippet })?.category).toBe(category);
  });

  it('is what the venue wrote, not what we answered', () => {
    const thread = summaryOf(
      { subject: 'Invoice', snippet: 'Please send the invoice' },
      { from: US, subject: 'Re: Invoice', snippet: 'Here it is. Is there no music in the lobby by the way?' },
    );
    expect(thread?.category).toBe('billing');
  });

  it('stays what it was about when it ends in praise', () => {
    const thread = summaryOf(
      { subject: 'No music', snippet: 'No music in the bar' },
      { snippet: 'It is working again, excellent!' },
    );
    expect(thread?.category).toBe('music-down');
  });
});

describe('whose turn it is', () => {
  it.each<[WaitingOn, string, { from?: string; snippet: string }[]]>([
    ['us', 'their question is unanswered', [{ snippet: 'Can you check?' }]],
    [
      'us',
      'a thank-you comes with a question',
      [{ from: US, snippet: 'Done' }, { snippet: 'Thanks! And when will the bar be ready?' }],
    ],
    [
      'us',
      'a thank-you comes with a but',
      [{ from: US, snippet: 'Done' }, { snippet: 'Thank you but the pool is silent' }],
    ],
    ['us', 'a thank-you in Thai asks for more', [{ from: US, snippet: 'Done' }, { snippet: 'ขอบคุณค่ะ รบกวนดูที่สระด้วย' }]],
    ['us', 'it is said again', [{ from: US, snippet: 'Please restart' }, { snippet: 'We restarted, nothing plays' }]],
    ['them', 'we asked', [{ snippet: 'No music' }, { from: US, snippet: 'Could you restart the player?' }]],
    ['them', 'we answered', [{ snippet: 'No music' }, { from: US, snippet: 'We have sent somebody to look' }]],
    ['nobody', 'they thanked', [{ from: US, snippet: 'Done' }, { snippet: 'Thank you very much!' }]],
    ['nobody', 'they noted', [{ from: US, snippet: 'Maintenance at 2' }, { snippet: 'Noted with thanks, Anna' }]],
    ['nobody', 'they thanked in Thai', [{ from: US, snippet: 'เรียบร้อยแล้วค่ะ' }, { snippet: 'ขอบคุณมากครับ' }]],
    ['nobody', 'it works again', [{ from: US, snippet: 'Please try' }, { snippet: 'It is working now' }]],
    ['nobody', 'we closed it', [{ snippet: 'No music' }, { from: US, snippet: 'The issue is resolved.' }]],
  ])('is %s when %s', (waitingOn, _, mails) => expect(summaryOf(...mails)?.waitingOn).toBe(waitingOn));

  it('is not changed by what machines answer', () => {
    const thread = summaryOf(
      { from: US, snippet: 'Could you restart the player?' },
      { subject: 'Automatic reply: Hello', snippet: 'I am away until Monday' },
    );
    expect(thread).toMatchObject({ waitingOn: 'them', messages: 1 });
  });

  it('is not told by the mail quoted below an answer', () => {
    const snippet = 'Thank you! On Fri, 20 Nov 2026 at 10:00, BMA Support wrote: Could you restart the player?';
    expect(summaryOf({ from: US }, { snippet })?.waitingOn).toBe('nobody');
  });
});

describe('how much it presses', () => {
  it.each<[MailUrgency, string, { from?: string; subject?: string; snippet: string }[]]>([
    ['urgent', 'silence waits on us', [{ snippet: 'There is no music in the lobby' }]],
    ['urgent', 'they say so', [{ subject: 'URGENT', snippet: 'Please call me about the invoice' }]],
    ['urgent', 'they say so in Thai', [{ snippet: 'ด่วนค่ะ ขอใบเสนอราคาวันนี้' }]],
    ['urgent', 'guests complain', [{ snippet: 'Guests are complaining about the songs, can you change the music?' }]],
    ['normal', 'silence waits on them', [{ snippet: 'No music' }, { from: US, snippet: 'Could you restart it?' }]],
    ['normal', 'an invoice waits on us', [{ snippet: 'Please send the invoice' }]],
    [
      'low',
      'nobody waits',
      [{ snippet: 'No music, urgent' }, { from: US, snippet: 'Try now' }, { snippet: 'Thank you' }],
    ],
    ['low', 'it is praise', [{ snippet: 'Our guests love it, excellent work' }]],
  ])('is %s when %s', (urgency, _, mails) => expect(summaryOf(...mails)?.urgency).toBe(urgency));
});
