import type { VenueCard } from '../chat.ts';
import { hasThai } from '../understanding/text.ts';
import { bangkokTime } from './bangkok-time.ts';
import { NO_NAME, NO_POSITION, type Wording } from './speech.ts';

const placed = (venue: VenueCard): string => (venue.location ? `${venue.name} ที่ ${venue.location}` : venue.name);
/** Thai names follow "คุณ" directly, Latin ones after a space. */
const khun = (name: string | undefined): string =>
  name && name !== NO_NAME ? ` คุณ${hasThai(name) ? '' : ' '}${name}` : '';
const addressed = (words: string, name: string | undefined): string => `${words}ค่ะ${khun(name)}`;

export const thai: Wording = {
  notes: {
    introduction: () => 'สวัสดีค่ะ นี่คือผู้ช่วยอัตโนมัติด้านเพลงของ BMA ค่ะ',
    hello: () => 'สวัสดีค่ะ',
    'welcome-back': ({ name }) => addressed('สวัสดี', name),
    'nice-to-meet-you': ({ name }) => addressed('ยินดีที่ได้รู้จัก', name),
    'thank-you': ({ name }) => addressed('ขอบคุณ', name),
    'you-are-welcome': ({ name }) => addressed('ยินดี', name),
    goodbye: ({ name }) => addressed('สวัสดี', name),
    'write-any-time': () => 'หากมีปัญหาเรื่องเพลง ส่งข้อความมาได้ทุกเมื่อนะคะ',
    'all-right': () => 'ได้ค่ะ',
    'yes-or-no': () => 'รบกวนตอบว่าใช่หรือไม่ใช่ เพื่อไม่ให้สับสนกับที่อื่นนะคะ',
    'venue-chosen': ({ venue }) => `ขอบคุณค่ะ ${venue.location ? `${venue.name} (${venue.location})` : venue.name} นะคะ`,
    'started-over': () => 'เริ่มใหม่กันนะคะ',
    'text-only': () => 'ตอนนี้อ่านได้เฉพาะข้อความตัวอักษรค่ะ',
    'sorry-wrong-venue': () => 'ขออภัยค่ะ',
    'after-all': () => 'ขอยืนยันอีกครั้งนะคะ',
    'earlier-question': () => 'ดูเหมือนเป็นคำตอบของคำถามก่อนหน้านี้ค่ะ',
    'not-on-the-list': () => 'ไม่มีหมายเลขนี้ในรายการค่ะ',
    'not-understood': () => 'ขออภัยค่ะ ยังไม่เข้าใจข้อความนี้',
    'venue-not-found': () => 'ขออภัยค่ะ ยังไม่พบสถานที่นี้ในรายการของเรา',
    'venue-gone': () => 'ขออภัยค่ะ ไม่พบสถานที่ของคุณในรายการของเราแล้ว',
    'problem-kept': ({ until }) =>
      ({
        confirmed: 'ขออภัยในความไม่สะดวกค่ะ จะบันทึกเรื่องให้ทันทีที่คุณยืนยัน',
        'venue-known': 'ขออภัยในความไม่สะดวกค่ะ จะบันทึกเรื่องให้ทันทีที่ทราบชื่อสถานที่',
        answered: 'ขออภัยในความไม่สะดวกค่ะ จะบันทึกเรื่องให้ทันทีหลังจากนี้',
      })[until],
    'problem-moves': () => 'จะบันทึกเรื่องที่แจ้งไว้ให้กับสถานที่ที่ถูกต้องแทนนะคะ',
    'why-we-ask': () => 'ขอไว้เพื่อให้ทีมงานทราบว่าควรติดต่อใครเท่านั้นค่ะ ไม่สะดวกบอกก็ไม่เป็นไรค่ะ',
    'fine-without': () => 'ไม่เป็นไรค่ะ',
    'details-updated': ({ contact }) => `ขอบคุณค่ะ แก้ไขข้อมูลเป็น: ${contact} แล้วค่ะ`,
    noted: ({ venue, contact, issue, at, instead }) =>
      [
        `ขอบคุณค่ะ บันทึกเรื่องให้ทีมซัพพอร์ตแล้วเมื่อเวลา ${bangkokTime(at)} น. (เวลาไทย)`,
        `สถานที่: ${venue.location ? `${venue.name}, ${venue.location}` : venue.name}`,
        `ผู้ติดต่อ: ${contact}`,
        `ปัญหา: ${issue}`,
        ...(instead ? ['', `เรื่องนี้แทนเรื่องที่แจ้งไว้ของ ${instead} ซึ่งแจ้งทีมงานแล้วว่าแจ้งผิดที่ค่ะ`] : []),
        '',
        'ทีมงานจะตรวจสอบและตอบกลับในแชตนี้ค่ะ หากมีอะไรเปลี่ยนแปลง พิมพ์แจ้งได้เลยนะคะ',
      ].join('\n'),
    solved: ({ name, at }) =>
      `${addressed('ขอบคุณที่แจ้งให้ทราบ', name)} บันทึกให้ทีมซัพพอร์ตแล้วเมื่อเวลา ${bangkokTime(at)} น. (เวลาไทย) ว่าแก้ไขเรียบร้อยแล้วค่ะ`,
    cancelled: ({ name, at }) =>
      `${addressed('ขอบคุณที่แจ้งให้ทราบ', name)} บันทึกให้ทีมซัพพอร์ตแล้วเมื่อเวลา ${bangkokTime(at)} น. (เวลาไทย) ว่าขอยกเลิกเรื่องนี้ค่ะ`,
    'only-problems': ({ reported }) =>
      reported
        ? 'ขออภัยค่ะ เรื่องนี้ยังตอบเองไม่ได้ ตอนนี้รับแจ้งปัญหาเรื่องเพลงให้ทีมซัพพอร์ตได้ค่ะ เรื่องที่แจ้งไว้บันทึกแล้ว ทีมงานจะตอบกลับในแชตนี้ค่ะ'
        : 'ขออภัยค่ะ เรื่องนี้ยังตอบเองไม่ได้ ตอนนี้รับแจ้งปัญหาเรื่องเพลงให้ทีมซัพพอร์ตได้ค่ะ',
    'handed-over': ({ said, issue, at }) =>
      [
        'ยังไม่พบสถานที่ของคุณค่ะ เจ้าหน้าที่ของเราจะช่วยดูแลต่อในแชตนี้',
        `บันทึกให้เจ้าหน้าที่แล้วเมื่อเวลา ${bangkokTime(at)} น. (เวลาไทย)`,
        ...(said ? [`สถานที่ตามที่แจ้ง: ${said}`] : []),
        ...(issue ? [`ปัญหา: ${issue}`] : []),
        '',
        'ระหว่างนี้ส่งชื่อสถานที่มาอีกครั้งได้ค่ะ จะค้นหาให้ใหม่',
      ].join('\n'),
    'handed-over-unanswered': ({ said, issue, at }) =>
      [
        'ขออภัยค่ะ เจ้าหน้าที่ของเราจะช่วยดูแลต่อในแชตนี้นะคะ',
        `บันทึกให้เจ้าหน้าที่แล้วเมื่อเวลา ${bangkokTime(at)} น. (เวลาไทย)`,
        ...(said ? [`ข้อความของคุณ: ${said}`] : []),
        ...(issue ? [`ปัญหา: ${issue}`] : []),
        ...(said || issue ? [] : ['ยังไม่ทราบสถานที่แน่ชัด']),
      ].join('\n'),
    'added-for-person': () => 'ขอบคุณค่ะ บันทึกเพิ่มให้เจ้าหน้าที่ที่จะช่วยคุณในแชตนี้แล้วค่ะ',
    'person-will-help': () => 'เจ้าหน้าที่ของเราจะช่วยคุณในแชตนี้ค่ะ',
    'person-asked': ({ at }) => `แจ้งเจ้าหน้าที่ของเราให้ตอบคุณในแชตนี้แล้วค่ะ เมื่อเวลา ${bangkokTime(at)} น. (เวลาไทย)`,
    'added-to-hand-over': () => 'ขอบคุณค่ะ บันทึกเพิ่มให้เจ้าหน้าที่ที่จะช่วยคุณแล้ว ระหว่างนี้ส่งชื่อสถานที่มาอีกครั้งได้ค่ะ จะค้นหาให้ใหม่',
  },
  questions: {
    'which-venue': () => 'ไม่ทราบว่าติดต่อจากโรงแรมหรือร้านไหนคะ',
    'name-on-the-sign': () => 'รบกวนส่งชื่อสถานที่ตามป้ายหน้าร้าน พร้อมชื่อเมืองหรือจังหวัดด้วยนะคะ',
    'is-this-your-venue': ({ venue }) => `สถานที่ของคุณคือ ${placed(venue)} ใช่ไหมคะ`,
    'still-at': ({ venue }) => `ตอนนี้ยังอยู่ที่ ${venue.name}${venue.location ? ` (${venue.location})` : ''} ใช่ไหมคะ`,
    'which-of-these': () => 'สถานที่ของคุณคือแห่งไหนคะ ตอบเป็นหมายเลขหรือกดเลือกได้เลยค่ะ',
    'yes-no-or-name': ({ venue, helped }) => {
      const place = venue.location ? `${venue.name} (${venue.location})` : venue.name;
      return helped
        ? `หากต้องการดำเนินการต่อ ตอบว่าใช่หรือไม่ใช่สำหรับ ${place} หรือส่งชื่อสถานที่มาได้เลยค่ะ`
        : `ขอยืนยันสั้นๆ นะคะ ที่ ${place} ตอบว่าใช่หรือไม่ใช่ หรือส่งชื่อสถานที่ของคุณมาได้เลยค่ะ`;
    },
    'number-or-name': ({ venues, helped }) =>
      helped
        ? 'หากต้องการดำเนินการต่อ ส่งหมายเลขหรือชื่อสถานที่มาได้เลยค่ะ'
        : `ตอบแค่หมายเลขก็ได้ค่ะ (1 ถึง ${venues.length} หรือ ${venues.length + 1} ถ้าไม่มีในรายการ) หรือส่งชื่อสถานที่มาได้เลยนะคะ`,
    'your-name': () => 'ขอทราบชื่อผู้ติดต่อด้วยนะคะ',
    'your-position': () => 'ไม่ทราบว่าทำงานตำแหน่งอะไรคะ',
    'how-can-i-help': () => 'มีเรื่องเพลงอะไรให้ช่วยไหมคะ',
  },
  labels: { yes: 'ใช่', no: 'ไม่ใช่', none: 'ไม่มีในรายการ', open: 'เลือกสถานที่' },
  contact: (name, position) => {
    const who = name === NO_NAME ? 'เจ้าหน้าที่' : name;
    return position === NO_POSITION ? who : `${who}, ${position}`;
  },
};
