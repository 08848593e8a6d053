import { matterOf } from '../../../lambdas/conversation/understanding/matter.ts';

describe('a matter for the support team', () => {
  it.each(
    `no sound|music dead|No music!!|fix your fucking music|it stopped again|too loud|very quiet in the bar|lobby silent since this morning|nothing is playing at all|we can't hear anything
The tablet shows a code, what do I do?|Our music system is completely broken|The music stopped this morning in the lobby|same song again and again|player offline|wrong music in the spa|guests complaining|speaker is crackling|lobby is dead|the pool bar went quiet|restaurant just stopped|Lobby: silent. Bar: ok.
the volume is too low|music not playing|It's down|spa zone offline|wifi changed and the box is not working|la musique est coupée ici|厦门铂尔曼音乐没声音
เพลงไม่ดัง|เสียงหาย|เงียบ|ไม่มีเสียงเพลงค่ะ|เพลงหยุดเล่น|เพลงที่ล็อบบี้หยุดเล่นค่ะ ช่วยดูให้หน่อยนะคะ|พี่คะ spa zone offline ตั้งแต่เช้าเลย|ดังเกินไปครับ|ลำโพงแตก|เพลงซ้ำๆ|ใช้ไม่ได้|เพลงผิด|ลูกค้าบ่น`.split(
      /[|\n]/,
    ),
  )('hears a problem in "%s"', (text) => expect(matterOf(text)).toBe('problem'));

  it.each(
    "It should be playing chill lunch music but it's party music|turn up the volume in Edge|Skip this song pls|play chill out lounge at Edge|We have a private event tomorrow, can you get me some music?|louder please|Christmas music for all zones from next Monday please|ขอเปลี่ยน playlist ตอนเย็นเป็น jazz ได้ไหมครับ|ช่วยเปิดเพลงแจ๊สหน่อย".split(
      '|',
    ),
  )('hears at least a request in "%s"', (text) => expect(matterOf(text)).toBeDefined());

  it.each(
    'hi|ok thanks|Anna|duty manager|Hilton Bangkok|The Quiet Bar|Silent Valley Resort|yes|2|Is it licensed?|When does our contract expire?|what song is playing at Edge right now?|ตอนนี้เปิดเพลงอะไรอยู่คะ|สวัสดีค่ะ|แอนค่ะ|ผู้จัดการ|ฮิลตันพัทยา|Music Director|'.split(
      '|',
    ),
  )('hears none in "%s"', (text) => expect(matterOf(text)).toBeUndefined());
});
