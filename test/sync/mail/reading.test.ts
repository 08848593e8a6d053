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
    [
      'music-down',
      'Music problem at Sky Bar',
      'Dear team, our Sky Bar has had no background music since 5pm. Please check.',
    ],
    ['music-down', 'Speaker', 'Hi, the system in Lobby is not playing, can you help?'],
    ['music-down', 'SYB offline', 'We noticed that soundtrack is offline in all zones'],
    ['music-down', 'Re: Player', 'music has been off since last night and guests are asking'],
    ['music-down', 'ช่วยด้วย', 'เสียงเพลงที่ล็อบบี้ดับค่ะ'],
    ['music-down', 'เพลง', 'เพลงหยุดเล่นทุกโซน'],
    ['music-down', 'Issue', 'Zone "Spa" keeps disconnecting every hour'],
    ['music-down', 'Silent pool', 'It is completely silent at the pool area'],
    ['equipment', 'Tablet', 'The tablet screen is cracked. Do you have a replacement?'],
    ['equipment', 'Moving the box', 'We are renovating; need to relocate the player box to a new rack'],
    ['equipment', 'สายชำรุด', 'สายลำโพงขาดครับ'],
    ['billing', 'PO', 'Please find attached our purchase order'],
    ['billing', 'October', 'We have not received the invoice for October'],
    ['billing', 'สอบถามยอด', 'รบกวนส่งใบวางบิลค่ะ'],
    ['billing', 'Payment', 'Payment was made on 15 Nov, please send us the official receipt'],
    ['contract', 'Service', 'We would like to cancel our subscription by end of year'],
    ['contract', 'Music license', 'Do you have the license certificate for TripAdvisor audit?'],
    ['contract', 'Price', 'Could you send us a quotation for 3 more zones?'],
    ['contract', 'สัญญา', 'สัญญาหมดอายุเมื่อไหร่คะ'],
    ['music-design', 'Volume', 'The music is too loud in the morning'],
    ['music-design', 'Request', 'Can we have more jazz in the evening at the lounge?'],
    ['music-design', 'Songs', 'Please block this song, it has explicit lyrics'],
    ['music-design', 'New concept', 'We changed our restaurant concept to Italian, need matching music'],
    ['music-design', 'เพลงช้า', 'เพลงช้าไปหน่อยค่ะ อยากได้เพลงสนุกๆ'],
    ['praise', 'Thank you', 'The new playlist is great, our guests love it'],
    ['praise', 'ขอบคุณ', 'ทีมงานบริการดีมากค่ะ'],
    ['other', 'Contact', 'Our new F&B director is Mr. John'],
    ['other', 'Meeting', 'Are you available Thursday for a call?'],
    ['other', 'Holiday', 'Happy New Year from all of us!'],
    ['other', 'Access', 'Please update the email address on our account'],
    ['other', 'WiFi', 'We are changing our WiFi password tomorrow'],
    ['music-down', 'Coffee shop', 'Good morning, we cannot hear any music at the coffee shop this morning.'],
    ['music-down', 'Music stopped', 'Hi team, music stopped at 3pm in both restaurants. Please assist asap.'],
    ['music-down', 'Fw: gym', 'Gym has no audio, player shows red light'],
    ['music-down', 'No signal', 'Zone Rooftop went offline again'],
    ['music-down', 'แจ้งเสีย', 'เพลงในสปาไม่ออกตั้งแต่เมื่อวานค่ะ'],
    ['music-down', 'ด่วน', 'ไม่มีเสียงเพลงที่ห้องอาหารเช้า'],
    ['music-down', 'Player issue', 'The player does not play any songs since the power cut'],
    ['equipment', 'Amp', 'Amplifier at the ballroom burned, who can repair?'],
    ['equipment', 'Installation date', 'When will your technician install the new speakers?'],
    ['equipment', 'ส่งเครื่อง', 'รบกวนส่งเครื่องเล่นใหม่มาเปลี่ยนค่ะ'],
    ['billing', 'Statement', 'Kindly send us the statement of account as of 31 Oct'],
    ['billing', 'WHT', 'Withholding tax certificate attached'],
    ['billing', 'ใบเสร็จ', 'ขอใบเสร็จรับเงินเดือนตุลาคมค่ะ'],
    ['billing', 'Double charge', 'We were charged twice this month, please refund'],
    ['contract', 'Renewal', 'Our hotel would like to renew for 2 years'],
    ['contract', 'Termination notice', 'Please accept this as our 30-day notice of termination'],
    ['contract', 'ขอใบเสนอราคา', 'สำหรับ 5 โซนค่ะ'],
    ['music-design', 'Songkran', 'Please prepare Songkran music for April'],
    ['music-design', 'Playlist', 'Guests say playlist is repetitive'],
    ['music-design', 'Breakfast vibe', 'Something softer for breakfast would be nice, less pop'],
    ['music-design', 'ขอเพลงคริสต์มาส', 'เริ่ม 1 ธันวาค่ะ'],
    ['praise', 'Feedback', 'Your team did an amazing job for the wedding'],
    ['praise', 'ชื่นชม', 'ทีมช่างบริการดีเยี่ยมค่ะ'],
    ['other', 'Staff change', 'K. Som has left the company, please contact me instead'],
    ['other', 'Parking', 'Your technician can park at B1'],
    ['other', 'เปลี่ยนผู้ติดต่อ', 'เบอร์ใหม่ของดิฉันคือ 081'],
    ['other', 'Training', 'Could you train our new staff next week?'],
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

  it.each<[WaitingOn, 'us' | 'them', string]>([
    ['nobody', 'them', 'Great, thanks a lot for the quick help'],
    ['nobody', 'them', 'Perfect!'],
    ['us', 'them', 'Thank you for your email. I will check with engineering. Meanwhile the lobby is silent again'],
    ['nobody', 'them', 'Well noted, thank you.'],
    ['nobody', 'them', 'รับทราบค่ะ ขอบคุณค่ะ'],
    [
      'nobody',
      'them',
      'Hi Team, thank you for the update. Best regards, Anna Kim, Director of F&B, The Hotel Bangkok, 123 Sukhumvit Road, Bangkok 10110, Tel +66 2 123 4567, www.thehotel.co.th, a member of Leading Hotels',
    ],
    ['us', 'them', 'Thanks. It stopped again this morning.'],
    ['us', 'them', 'Dear team, thank you for calling. Please send the invoice to accounting.'],
    ['them', 'us', 'Thank you for letting us know. We are checking and will come back to you.'],
    ['us', 'them', 'Not working now'],
    ['us', 'them', 'The old one is working but the new one is not'],
    ['us', 'them', 'It was fixed yesterday, and down again today'],
    ['nobody', 'them', 'Noted with thanks.'],
    ['nobody', 'them', 'Thank you so much Khun Nok. Have a great day!'],
    ['nobody', 'them', 'ขอบคุณมากค่ะ'],
    ['nobody', 'them', 'Music is back, thank you.'],
    ['nobody', 'them', 'ใช้งานได้แล้วค่ะ ขอบคุณค่ะ'],
    ['us', 'them', 'ขอบคุณค่ะ เพลงดับอีกแล้ว'],
    ['us', 'them', 'ขอบคุณค่ะ เดี๋ยวส่งเอกสารให้พรุ่งนี้ ขอเลขบัญชีด้วย'],
    ['us', 'them', 'Thank you for the reply, our manager wants to meet on Friday'],
    ['us', 'them', 'Ok. Send the technician tomorrow 10am'],
    ['us', 'them', 'It has not been fixed'],
    ['us', 'them', 'Lobby is back online but pool is down'],
    ['us', 'them', 'Thanks. Lobby dead.'],
    ['us', 'them', 'Yes'],
    ['them', 'us', 'Please restart the player and let us know.'],
    ['them', 'us', 'Noted, we will check and revert.'],
    ['nobody', 'us', 'You are welcome!'],
  ])('is %s after these last words of %s: %s', (waitingOn, side, snippet) => {
    const mails = side === 'us' ? [{}, { from: US, snippet }] : [{ from: US }, { snippet }];
    expect(summaryOf(...mails)?.waitingOn).toBe(waitingOn);
  });

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
