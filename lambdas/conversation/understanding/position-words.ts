const words = (text: string): Set<string> => new Set(text.split(/\s+/).filter(Boolean));

/** Name a position wherever they stand. */
export const STRONG = words(
  `manager managers mgr manageress gm agm dm fom fbm supervisor director engineer engineering technician receptionist concierge
  chef owner waiter waitress bartender barista mixologist hostess cashier secretary coordinator ceo coo cto cfo md accountant
  housekeeper therapist trainer instructor intern trainee clerk executive president founder administrator dj fnb f&b beverage
  technical maintenance proprietor franchisee consultant electrician handyman principal gro fo`,
);
/** Also places or everyday words ("it", "reception"): a position only where the person presents it as one. */
export const WEAK = words(
  `it reception desk office kitchen spa bar housekeeping security sales marketing accounting accounts purchasing hr staff
  assistant host operations admin service services partner officer agent relations operator lead leader boss av sound banquet
  event events crew member employee worker guard guest support team department cook butler captain steward runner finance duty`,
);
/** May stand around a position without making the words a sentence. */
export const MODIFIERS = words(
  `general duty assistant asst deputy vice senior junior hotel resort restaurant bar f&b fnb food and & beverage it front office desk
  operation operations sales marketing chief executive head sous pastry bakery night day shift floor store shop branch area
  regional cluster club guest relation relations service spa gym fitness housekeeping laundry maintenance technical sound av
  audio visual banquet event events kitchen pool lobby outlet team on of for the purchasing hr finance security property country
  managing creative music entertainment room rooms division co acting account kids retail cafe lounge beach owner sr jr`,
);
/** A clause with one of these says something; it is not just a position. */
export const SENTENCE =
  /\b(?:is|are|was|has|have|had|no|not|please|can|could|will|would|song|says?|said|asked|wants?|told|my|our|your|we|you|they|he|she|who|what|why|how|when|too|stopped)\b/u;

export const THAI_POSITION =
  'ผู้จัดการ|ผจก|ผู้ช่วย|ช่าง(?!มัน|เถอะ|ดัง|เงียบ)|พนักงาน|เชฟ|กุ๊ก|พ่อครัว|แม่ครัว|เจ้าของ|หัวหน้า|ไอที|วิศวกร|แม่บ้าน|รปภ|บาร์เทนเดอร์|บาริสต้า|กัปตัน|แคชเชียร์|บัญชี|ธุรการ|การตลาด|ต้อนรับ|รีเซฟชั่น|รีเซปชั่น|ฟร้?อนท?์?|ผู้อำนวยการ|เลขา|ซุปเปอร์ไวเซอร์|ซุป|แอดมิน|เจ้าหน้าที่|ฝ่าย|แผนก|จีเอ็ม|เสิร์ฟ|ประสานงาน|หุ้นส่วน|gm|it|manager|duty manager|chef|engineer|f&b|supervisor';
/** What runs on after a position without a pause is the problem. */
export const THAI_MATTER = 'เพลง|เสียง|ลำโพง|ดนตรี|โซน|ไม่|ช่วย|รบกวน|เงียบ|ปัญหา|มีปัญหา';
export const THAI_SENTENCE = /เพลง|เสียง|ไม่|โซน|ช่วย|ขอ|ดัง|เงียบ|บ่น|บอก|ให้|แล้ว/u;
