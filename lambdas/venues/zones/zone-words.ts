import { fold } from '../fold.ts';

export type ZoneKind =
  | 'lobby'
  | 'restaurant'
  | 'bar'
  | 'pool'
  | 'spa'
  | 'gym'
  | 'retail'
  | 'kids'
  | 'meeting'
  | 'outdoor'
  | 'back-of-house'
  | 'other';

/** Tells words of one kind apart where that decides whether silence is noticed. */
type ZonePart = 'reception' | 'entrance' | 'main-restaurant' | 'cafe' | 'floor';

/** What a word says of a zone. */
export type ZoneWord = { text: string; kind: ZoneKind; part?: ZonePart };

// Longer entries win over the shorter ones they contain, so exceptions are simply entries of their own.
const LISTS: readonly [kind: ZoneKind, part: ZonePart | undefined, english: string, thai: string][] = [
  ['lobby', undefined, 'lobby,lobbies', 'ล็อบบี้,ลอบบี้'],
  ['lobby', 'reception', 'reception,front desk', 'แผนกต้อนรับ,ต้อนรับ,รีเซฟชั่น,รีเซปชั่น'],
  ['lobby', 'entrance', 'entrance,entry,foyer,atrium', 'ทางเข้า,โถง'],
  [
    'restaurant',
    undefined,
    'restaurant,dining room,dining,breakfast room,breakfast,buffet,bistro,brasserie,steakhouse,trattoria,grill,' +
      'bar and grill,food court,canteen,eatery,kitchen',
    'ห้องอาหาร,ร้านอาหาร,ภัตตาคาร,บุฟเฟ่ต์,ห้องอาหารเช้า',
  ],
  ['restaurant', 'main-restaurant', 'all day dining,main dining,main restaurant', 'ห้องอาหารหลัก,ร้านอาหารหลัก'],
  [
    'restaurant',
    'cafe',
    'cafe,coffee,coffee shop,coffee bar,tea room,tea lounge,bakery,deli,patisserie,juice bar',
    'คาเฟ่,กาแฟ,ร้านกาแฟ,บาริสต้า,เบเกอรี่',
  ],
  ['bar', undefined, 'bar,pub,lounge,nightclub,night club,tavern', 'บาร์,เลานจ์,ผับ'],
  ['pool', undefined, 'pool,poolside,swimming pool,jacuzzi,water park', 'สระว่ายน้ำ,สระ,ริมสระ,พูล'],
  ['spa', undefined, 'spa,massage,wellness,sauna,salon,treatment room', 'สปา,นวด,ซาวน่า'],
  [
    'gym',
    undefined,
    'gym,gymnasium,fitness,fitness center,fitness centre,fitness room,workout,yoga,studio',
    'ฟิตเนส,ยิม,โรงยิม,ห้องออกกำลังกาย,โยคะ',
  ],
  ['gym', 'floor', 'gym floor,fitness floor,workout floor,training floor', 'พื้นที่ออกกำลังกาย'],
  [
    'retail',
    undefined,
    'store,shop,gift shop,boutique,retail,showroom,mall,supermarket,fitting room',
    'ร้านค้า,ร้าน,ช็อป,โชว์รูม,ห้องลอง',
  ],
  ['retail', 'floor', 'sales floor,sale floor,shop floor,store floor', 'พื้นที่ขาย,หน้าร้าน'],
  [
    'kids',
    undefined,
    'kid,kids,kids club,children,children club,playground,play room,kindergarten,nursery',
    'เด็ก,คิดส์คลับ,ห้องเด็กเล่น,สนามเด็กเล่น',
  ],
  [
    'meeting',
    undefined,
    'meeting,meeting room,ballroom,conference,function room,event,event space,boardroom,banquet,auditorium,' +
      'business center,business centre',
    'ห้องประชุม,ห้องจัดเลี้ยง,บอลรูม,ประชุม,จัดเลี้ยง',
  ],
  [
    'outdoor',
    undefined,
    'outdoor,garden,terrace,patio,beach,beach club,deck,rooftop,courtyard,balcony,alfresco,al fresco,pier,car park,' +
      'parking,driveway',
    'สวน,ระเบียง,ชายหาด,ดาดฟ้า,ลานจอดรถ,กลางแจ้ง',
  ],
  [
    'back-of-house',
    undefined,
    'staff,employee,back office,back of house,boh,main kitchen,pantry,laundry,storage,store room,storeroom,warehouse,' +
      'loading,security',
    'พนักงาน,ครัว,สำนักงาน,หลังบ้าน,ซักรีด,คลังสินค้า',
  ],
  // Heads that must not let the word before them speak: "Lobby Restroom" is no lobby.
  [
    'other',
    undefined,
    'restroom,toilet,washroom,bathroom,changing room,locker room,corridor,hallway,elevator,lift,staircase,villa,' +
      'limousine,library,office,executive lounge,club lounge',
    'ห้องน้ำ,ลิฟต์,ทางเดิน,ส่วนกลาง,ครอบครัว',
  ],
];

const ALL: readonly ZoneWord[] = LISTS.flatMap(([kind, part, english, thai]) =>
  `${english},${thai}`.split(',').map((text) => ({ text: fold(text), kind, ...(part && { part }) })),
);

/** By the folded word; Thai entries also in order of length, because Thai is written without spaces. */
export const ZONE_WORDS: ReadonlyMap<string, ZoneWord> = new Map(ALL.map((word) => [word.text, word]));
export const UNSPACED_ZONE_WORDS: readonly ZoneWord[] = ALL.filter(({ text }) => /\p{Script=Thai}/u.test(text)).sort(
  (a, b) => b.text.length - a.text.length,
);
export const LONGEST_PHRASE = Math.max(...ALL.map(({ text }) => text.split(' ').length));

/** Words that leave a name as general as it was: "The Main Restaurant 1" is still the restaurant. */
export const GENERAL: ReadonlySet<string> = new Set(
  'the,main,central,hotel,resort,music,area,zone,room,floor,level,ground,1,st,f,g,gf,hall,โรงแรม,ชั้น,หลัก,ใหญ่,โซน,บริเวณ'
    .split(',')
    .map(fold),
);

export const MAIN: ReadonlySet<string> = new Set(['main', 'หลัก'].map(fold));

/** A restaurant that needs no name of its own is the house's restaurant. */
export const THE_RESTAURANT: ReadonlySet<string> = new Set(
  'restaurant,dining room,dining,buffet,ห้องอาหาร,ร้านอาหาร,ภัตตาคาร'.split(',').map(fold),
);
