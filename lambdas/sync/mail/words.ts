import type { MailCategory } from './mail-thread.ts';

/** What a mail is about, most telling first: silence outranks the invoice mentioned beside it. */
export const CATEGORY_WORDS: [MailCategory, RegExp[]][] = [
  [
    'music-down',
    [
      /\b(no|without( any)?|lost( the)?|missing) (background )?(music|sound|audio)\b/iu,
      /\b(music|sound|audio|playback|playlist|zone|song)s?\b.{0,40}\b(is|are|has|have|was|went|keeps?|not|isn'?t|doesn'?t|won'?t|stop|stops|cut)\b.{0,25}\b(down|off|out|silent|quiet|stopp?(ed|ing|s)?|not (play|work)ing|play|working|cutting( in and)? out|offline|dead|gone|disconnect(ed|s|ing)?)\b/iu,
      /\b(system|player|soundtrack|speaker)s?\b.{0,40}\b(not playing|offline|silent|no sound|disconnect(ed|s|ing)|stopped playing)\b/iu,
      /\bnothing (is )?play(s|ing)\b/iu,
      /\b(can ?not|can.?t|do(es)? ?n.t|do(es)? not) (hear|play)\b.{0,20}\b(music|sound|songs?|audio|anything)\b/iu,
      /\b(music|sound|audio)\b.{0,20}\b(not (play|work)ing|stopp?(ed|s|ing)|down|offline|outage)\b/iu,
      /\b(silent|silence|offline)\b.{0,40}\b(lobby|pool|restaurant|bar|spa|zone|outlet|gym|area)s?\b/iu,
      /\b(lobby|pool|restaurant|bar|spa|zone|outlet|gym)\b.{0,30}\b(is|are|has (gone|been)|went) (silent|offline|down)\b/iu,
      /(เพลง|เสียง|ดนตรี).{0,20}(ไม่(มี|ดัง|เล่น|ออก|ทำงาน)|เงียบ|ดับ|หยุด|ขาด|กระตุก|หาย)/iu,
      /ไม่มี(เสียง|เพลง|ดนตรี)|เปิดเพลงไม่ได้/iu,
    ],
  ],
  [
    'equipment',
    [
      /\b(player|device|box|amplifier|amp|speaker|cable|adapter|power supply|router|remote|hardware|tablet|mixer|receiver|screen)s?\b.{0,50}\b(broken?|faulty|dead|damaged?|replace(ment|d)?|repair(ed)?|install(ation|ed)?|burn(t|ed)|missing|stolen|spare|restart(ed|s|ing)?|reboot(ed|s|ing)?|defect(ive)?|not working|does ?n.t (work|turn on|start)|won.t (turn on|start))/iu,
      /\b(replace|repair|install|swap|send|deliver|broken|faulty|defective|spare|new)\b.{0,30}\b(player|device|amplifier|speaker|cable|adapter|router|remote|hardware|tablet|mixer)s?\b/iu,
      /\b(relocat(e|ing|ion)|mov(e|ing)|reconnect(ing)?)\b.{0,20}\b(player|device|box|amplifier|speaker)s?\b/iu,
      /(เครื่องเล่น|กล่อง|ลำโพง|แอมป์|สาย|อุปกรณ์|เครื่องขยายเสียง|อะแดปเตอร์).{0,30}(เสีย|พัง|ชำรุด|เปลี่ยน|ซ่อม|หาย|ติดตั้ง|ไหม้)/iu,
      /(เปลี่ยน|ซ่อม|ติดตั้ง|ส่ง).{0,20}(เครื่องเล่น|กล่อง|ลำโพง|แอมป์|อุปกรณ์)/iu,
    ],
  ],
  [
    'billing',
    [
      /\b(invoice|receipt|payment|billing|billed|overdue|credit note|debit note|purchase order|p\.?o\.? (number|no)|tax id|withholding|vat|statement of account|bank (transfer|details)|refund|remittance)s?\b/iu,
      /ใบแจ้งหนี้|ใบเสร็จ|ใบกำกับภาษี|ชำระเงิน|วางบิล|โอนเงิน|ค้างชำระ|หัก ณ ที่จ่าย|ใบสั่งซื้อ/iu,
    ],
  ],
  [
    'contract',
    [
      /\b(contract|agreement|renew(al|ing|ed)?|terminat(e|ion|ing)|quotation|quote|proposal|expir(y|es|ed|ation)|licen[cs](e|ing)|cancel(lation|ling|l)? (the |our )?(service|subscription|contract))s?\b/iu,
      /สัญญา|ต่ออายุ|ใบเสนอราคา|ยกเลิก(บริการ|สัญญา)|หมดอายุ|ลิขสิทธิ์/iu,
    ],
  ],
  [
    'music-design',
    [
      /\b(playlist|genre|music (style|design|selection|program(me)?|brief|mood)|song (request|list|selection)|(christmas|festive|songkran|new year|wedding|jazz|lounge|chill|upbeat|relaxing) (music|songs?|tracks?|playlist)|(change|update|adjust|add|remove|block|different|more|less|prefer|would like|want|need|request|suitable|matching)\b.{0,25}\b(music|songs?|playlists?|tracks?|genre|vibe|mood|jazz|bossa|lounge|acoustic|classical|instrumental|pop|chill)|too (slow|boring|upbeat|repetitive|loud|quiet)|repetitive)s?\b/iu,
      /เพลย์ลิสต์|แนวเพลง|เปลี่ยนเพลง|ขอเพลง|เพลง(คริสต์มาส|ปีใหม่|สงกรานต์|แจ๊ส)/iu,
      /(เพลง|เสียง)(ดัง|เบา|ช้า|เร็ว|ซ้ำ|น่าเบื่อ)(เกินไป|เกิน|ไปหน่อย|ไป|มาก)?/iu,
      /(อยากได้|อยากฟัง|ขอเปลี่ยน)(แนว)?เพลง/iu,
    ],
  ],
  [
    'praise',
    [
      /\b(great|excellent|amazing|wonderful|fantastic|love(ly|d)?|perfect|awesome|well done|good job|appreciate[ds]?|pleased|happy with|compliments?)\b/iu,
      /ยอดเยี่ยม|ดีมาก|ชอบมาก|ประทับใจ|ชื่นชม|เยี่ยมมาก/iu,
    ],
  ],
];

/** Said of what used to be wrong, so that it is no longer a fault. */
export const MENDED =
  /\b(no longer (silent|down|offline)|(is|are|all|now|been|was) (now )?(back( (on|up|online))?|fixed|resolved|solved|working( (again|fine|now|well))?|playing (again|fine|now)|sorted)|works? (again|now|fine)|(issue|problem|ticket|case) (is |has been )?(now )?(closed|resolved|solved|fixed))\b|แก้ไข(แล้ว|เรียบร้อย)|ใช้งานได้(แล้ว|ปกติ)|(ปกติ|เล่นได้|ดัง|เรียบร้อย)แล้ว/iu;

export const URGENT =
  /\b(urgent(ly)?|asap|a\.s\.a\.p|as soon as possible|immediate(ly)?|emergency|right (now|away)|critical|guests? (are |is |keep )?(complain(ing|ed|s)?|upset|angry)|vip (event|arrival|guest)|(event|wedding|function|dinner) (is )?(tonight|today)|still (no|not|silent|down|waiting))\b|ด่วน|ทันที|เร่งด่วน|ฉุกเฉิน|แขก(ร้องเรียน|คอมเพลน|บ่น|ไม่พอใจ)|โดยเร็วที่สุด/iu;

/** A question or a request makes even a thank-you wait for an answer. */
export const ASKS =
  /[?？]|\b(could|can|would|will) (you|we|someone|anyone)\b|\bplease\b(?! (find|see|note|be (informed|advised)))|\b(kindly|let (me|us) know|advise|need(s|ed)?|waiting for|when will|any (update|news)|but|however|still)\b|ไหม|มั้ย|หรือไม่|หรือยัง|เมื่อไหร่|เมื่อไร|รบกวน|กรุณา|ช่วย|ขอให้|แต่/iu;
