import { tokensOf } from './fold.ts';

/**
 * Words that say little about which venue is meant. Names are made of them too ("Edge", "Side", "Stay"), so a name
 * consisting only of such words needs a second signal. General language only: no brand, venue or place is listed here.
 */
const wordsOf = (text: string): Set<string> => new Set(tokensOf(text).map((token) => token.text));

/** Carry nothing at all, in a name or beside it. */
export const STOP_WORDS = wordsOf(`
  the a an and of at in on by to for from with de la le les el los las du des der die das do da di del y et und e n
  à au aux en im am zu al`);

/** What kind of place it is: true of thousands of names. */
export const KIND_WORDS = wordsOf(`
  hotel hotels hotell resort resorts spa beach residence residences residency suites suite villa villas apartment
  apartments aparthotel serviced hostel inn lodge lodges guesthouse house restaurant restaurants bar grill cafe coffee
  bistro bakery kitchen eatery lounge pub club shop store boutique mall plaza center centre convention tower building
  office branch outlet gym fitness clinic school annex wing collection group co ltd company limited international
  golf marina airport city town downtown central island
  โรงแรม รีสอร์ท รีสอร์ต สปา บีช วิลล่า เรสซิเดนซ์ ร้าน ร้านอาหาร คาเฟ่ สาขา`);

/** Everyday chat about music and a venue's rooms. */
export const CHAT_WORDS = wordsOf(`
  i im ive me my mine we were weve us our ours you your yours u ur he she it its this that these those they them their there here
  is are was be been being am do does did done doing have has had having will would can could cant cannot should shall may might must
  not no nope nor yes yeah yep ok okay k sure right wrong correct please pls plz kindly thanks thank thx ty hi hello hey dear sir madam
  good morning afternoon evening night day days week weeks month year today tomorrow yesterday now again still already since until till
  after before during when while then than so but or if because as about into onto over under up down out off back away next last first
  second third one two three four five six seven eight nine ten all any both each every few more most much many some such other another
  same only just also too very really quite always never ever sometimes often soon later early late once twice time times hour hours
  minute minutes min mins am pm what which who whom whose where why how hows whats
  go goes going gone come comes came get gets got give gave given take took make made put set let keep kept leave left
  want wants need needs like likes love try tried ask asks asked tell told say says said see saw look looks looking hear heard know think
  help fix fixed fixing check checked checking change changed changing turn turned turning start started starting stop stopped stopping
  restart restarted reset reboot rebooted update updated pending play plays played playing pause paused resume skip skipped block blocked
  lower raise raised increase decrease reduce add added remove removed cancel renew renewal expire expires expired pay paying paid send
  sent call called calling speak talk wait waiting hold sorry bother bot robot human person people someone anyone nobody team staff manager
  support service services system guest guests customer customers client complain complains complaining complained complaint
  music song songs track tracks playlist playlists list lists genre album artist station stations channel sound sounds audio volume loud
  louder quiet quieter silent silence soft softer noise noisy bass speaker speakers player players tablet device devices box code
  pairing pair paired zone zones area areas room rooms internet wifi network router power cut light lights app online offline connection
  connected disconnected broken dead down working works work worked issue issues problem problems error urgent emergency exit terrible bad
  boring calm happy nice great best better worse worst low high higher fast slow short long big small new old hot cold full empty
  jazz rock pop blues house deep chill lounge party dance disco soul funk classic classical ambient acoustic romantic romance christmas
  xmas holiday mood mode vibe energy upbeat relax relaxing desert country folk latin bossa nova electronic techno indie reggae
  lobby reception front desk pool poolside rooftop roof terrace garden restaurant bar breakfast dining ballroom foyer meeting gym fitness
  spa kids kid club beach corridor toilet restroom lift elevator parking entrance outdoor indoor floor side park gate kitchen wedding
  event events private tournament promotion compilation equipment contract invoice price quote plan premium essential license licence
  billing schedule monday tuesday wednesday thursday friday saturday sunday weekend noon midnight
  thai chinese japanese korean indian italian french english german spanish arabic russian mandarin western asian local food drinks dinner lunch
  red green blue orange yellow white black pink purple gold silver light dark open close closed live stay escape grab cross edge horizon
  oasis haven mix remix beat beats wave waves moon sun star sky sea ocean river mountain view north south east west
  woman man women men lady family friend boss owner engineer technician guy everyone everything nothing anything something completely
  hotel resort property place venue venues outlet outlets branch shop store bye cheers np lol hmm oh ah ya na wow fine cool test testing
  hola buenos gracias favor no funciona música bonjour bonsoir merci pas musique ici trop fort son marche hallo danke bitte musik keine läuft
  ist aus nicht ciao grazie musica terima kasih tolong musik mati xin chào bạn cảm ơn nhạc bị mất ở không tắt sảnh giúp`);

/** Thai chat, longest first when a run of Thai letters is taken apart. */
export const THAI_CHAT_WORDS = wordsOf(`
  สวัสดี ครับ ค่ะ คะ นะคะ นะครับ ค่า จ้า ขอบคุณ มาก รบกวน ช่วย หน่อย ด้วย ดู ให้ เช็ค ได้ไหม ไหม ไม่ได้ ไม่ ใช่ ไม่ใช่ โอเค รอ สักครู่ จาก ที่ อยู่
  เรา ผม ฉัน ดิฉัน พี่ น้อง คุณ เพลง ดนตรี เสียง ดัง เบา เงียบ ดับ หยุด เล่น เปิด ปิด เปลี่ยน ขอ ตอน เช้า เย็น กลางวัน กลางคืน วันนี้ พรุ่งนี้ เมื่อวาน
  ล็อบบี้ ห้องอาหาร บาร์ สระว่ายน้ำ สระ ฟิตเนส สปา บอลรูม โซน ห้อง ชั้น เครื่อง ออฟไลน์ อินเทอร์เน็ต เน็ต เกินไป ไป มา แล้ว ยัง ตั้งแต่ เป็น
  โรงแรม รีสอร์ท สาขา ร้าน ค้าง ขึ้น รหัส จับคู่ งานแต่ง สำหรับ หาย ขาด`);

const phrasesOf = (...phrases: string[]): string[][] =>
  phrases.map((phrase) => tokensOf(phrase).map((token) => token.text));

/** A person says where they are: right after such words stands a name. The firm ones are said before nothing else. */
export const FIRM_OPENERS = phrasesOf(
  'from',
  'hotel is',
  'venue is',
  'property is',
  'hotel name is',
  'venue name is',
  'จาก',
);
export const OPENERS = phrasesOf('this is', 'we are', 'i am', 'im', 'were', 'we are at', 'im at', 'it is', 'its');

/** Said right before a name, it takes the name back. */
export const NEGATIONS = wordsOf(`not isnt arent wasnt except ไม่ใช่`);

/** Short forms people type, and the word they stand for. Kinds of place and well-known city or airport codes only. */
export const SHORT_FORMS = new Map<string, string>(
  Object.entries({
    htl: 'hotel',
    rst: 'resort',
    rsrt: 'resort',
    bch: 'beach',
    gdn: 'garden',
    gdns: 'gardens',
    apt: 'apartment',
    apts: 'apartments',
    res: 'residence',
    ctr: 'centre',
    intl: 'international',
    rd: 'road',
    st: 'street',
    ave: 'avenue',
    blvd: 'boulevard',
    sq: 'square',
    mt: 'mount',
    grd: 'grand',
    plz: 'plaza',
    rest: 'restaurant',
    twr: 'tower',
    bldg: 'building',
    soi: 'soi',
    sukh: 'sukhumvit',
    bkk: 'bangkok',
    cnx: 'chiang mai',
    hkt: 'phuket',
    usm: 'samui',
    kbv: 'krabi',
    ptya: 'pattaya',
    hh: 'hua hin',
    kl: 'kuala lumpur',
    kul: 'kuala lumpur',
    sg: 'singapore',
    sgp: 'singapore',
    spore: 'singapore',
    hk: 'hong kong',
    hcmc: 'ho chi minh',
    sgn: 'saigon',
    han: 'hanoi',
    dps: 'bali',
    ldn: 'london',
    nyc: 'new york',
    dxb: 'dubai',
    jkt: 'jakarta',
    mnl: 'manila',
    bcn: 'barcelona',
  }),
);

/** Between two names, they leave open which one is meant. */
export const ALTERNATIVES = wordsOf(`or oder ou หรือ`);
