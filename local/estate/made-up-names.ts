import type { VenueKind } from './estate.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A made-up word in Latin and in Thai letters, built from syllables so that neither is a real brand by intent. */
export type MadeUpWord = { latin: string; thai: string };

type Syllable = readonly [latin: string, thai: string];
const FIRST: readonly [Syllable, ...Syllable[]] = [
  ['Ban', 'บาน'],
  ['Cha', 'ชา'],
  ['Dara', 'ดารา'],
  ['Fa', 'ฟา'],
  ['Gala', 'กาลา'],
  ['Kalo', 'คาโล'],
  ['Lumi', 'ลูมิ'],
  ['Mali', 'มะลิ'],
  ['Nara', 'นารา'],
  ['Ora', 'โอรา'],
  ['Pima', 'พิมา'],
  ['Rati', 'ระติ'],
  ['Sawa', 'สวา'],
  ['Tana', 'ธนา'],
  ['Ula', 'อูลา'],
  ['Veri', 'เวรี'],
  ['Wila', 'วิลา'],
  ['Yara', 'ยารา'],
  ['Zelo', 'เซโล'],
  ['Inta', 'อินทา'],
  ['Hema', 'เหมา'],
  ['Jira', 'จิรา'],
  ['Kwan', 'ขวัญ'],
  ['Suri', 'สุริ'],
];
const MIDDLE: readonly [Syllable, ...Syllable[]] = [
  ['', ''],
  ['', ''],
  ['ri', 'ริ'],
  ['lo', 'โล'],
  ['ma', 'มา'],
  ['no', 'โน'],
  ['ta', 'ตา'],
  ['ve', 'เว'],
  ['shi', 'ชิ'],
  ['du', 'ดู'],
  ['pa', 'ปา'],
  ['ke', 'เก'],
];
const LAST: readonly [Syllable, ...Syllable[]] = [
  ['dee', 'ดี'],
  ['korn', 'กร'],
  ['lin', 'ลิน'],
  ['mora', 'โมรา'],
  ['nee', 'นี'],
  ['pura', 'ปุระ'],
  ['rat', 'รัตน์'],
  ['sa', 'ซา'],
  ['thep', 'เทพ'],
  ['vana', 'วนา'],
  ['wong', 'วงศ์'],
  ['ya', 'ยา'],
  ['zen', 'เซ็น'],
  ['chai', 'ชัย'],
  ['dao', 'ดาว'],
  ['fin', 'ฟิน'],
  ['gora', 'โกรา'],
  ['bay', 'เบย์'],
];

export function madeUpWord(random: SeededRandom): MadeUpWord {
  const parts = [random.pick(FIRST), random.pick(MIDDLE), random.pick(LAST)];
  return { latin: parts.map(([latin]) => latin).join(''), thai: parts.map(([, thai]) => thai).join('') };
}

/** What stands behind the name on the sign; '' is the commonest for chains. */
export const SUFFIXES: Record<VenueKind, readonly [string, ...string[]]> = {
  hotel: [
    'Hotel',
    'Resort',
    'Resort & Spa',
    'Suites',
    'Boutique Hotel',
    'Villas',
    'Beach Resort',
    'Residence',
    'Hotel & Suites',
    'Pool Villas',
  ],
  restaurant: ['Kitchen', 'Bistro', 'Bar & Grill', 'Cafe', 'Seafood', 'Tea Room', 'Rooftop Bar'],
  shop: ['Store', 'Boutique', 'Furniture', 'Department Store'],
  gym: ['Fitness', 'Gym', 'Wellness Club'],
  office: ['Office', 'Co-working', 'Tower'],
};

export const STREETS: readonly [string, ...string[]] = [
  'Beach Road',
  'Main Street',
  'Station Road',
  'Park Avenue',
  'Harbour Street',
  'Market Lane',
  'Garden Road',
  'Old Mill Street',
  'Hill Road',
  'River Street',
];
