/** Where the venues of the estate are, by how common the country is; the Thai name is how local staff write the city. */
export type Place = {
  city: string;
  country: string;
  timezone: string;
  thai?: string;
  districts?: readonly [string, ...string[]];
};

const thailand = (city: string, thai: string, districts?: readonly [string, ...string[]]): Place => ({
  city,
  country: 'Thailand',
  timezone: 'Asia/Bangkok',
  thai,
  ...(districts && { districts }),
});
const abroad = (country: string, timezone: string, ...cities: string[]): Place[] =>
  cities.map((city) => ({ city, country, timezone }));

export const THAI_PLACES: readonly [Place, ...Place[]] = [
  thailand('Bangkok', 'กรุงเทพ', [
    'Sukhumvit',
    'Silom',
    'Sathorn',
    'Riverside',
    'Siam',
    'Ratchada',
    'Bangna',
    'Ploenchit',
    'Asoke',
    'Thonglor',
  ]),
  thailand('Phuket', 'ภูเก็ต', ['Patong', 'Karon', 'Kata', 'Kamala', 'Panwa', 'Old Town']),
  thailand('Pattaya', 'พัทยา', ['North', 'Jomtien', 'Pratamnak', 'Naklua']),
  thailand('Koh Samui', 'เกาะสมุย', ['Chaweng', 'Lamai', 'Bophut', 'Choeng Mon']),
  thailand('Chiang Mai', 'เชียงใหม่', ['Nimman', 'Old City', 'Riverside']),
  thailand('Hua Hin', 'หัวหิน'),
  thailand('Krabi', 'กระบี่', ['Ao Nang', 'Klong Muang']),
  thailand('Khao Lak', 'เขาหลัก'),
  thailand('Rayong', 'ระยอง'),
  thailand('Khon Kaen', 'ขอนแก่น'),
  thailand('Ayutthaya', 'อยุธยา'),
  thailand('Chiang Rai', 'เชียงราย'),
  thailand('Udon Thani', 'อุดรธานี'),
];

export const PLACES_ABROAD: readonly [Place, ...Place[]] = [
  {
    city: 'Singapore',
    country: 'Singapore',
    timezone: 'Asia/Singapore',
    districts: ['Orchard', 'Marina Bay', 'Novena', 'Sentosa'],
  },
  ...abroad('Spain', 'Europe/Madrid', 'Palma', 'Barcelona', 'Malaga', 'Alicante', 'Valencia', 'Ibiza'),
  ...abroad('Greece', 'Europe/Athens', 'Rhodes', 'Kos', 'Corfu', 'Heraklion', 'Athens'),
  ...abroad('Vietnam', 'Asia/Ho_Chi_Minh', 'Hanoi', 'Da Nang', 'Phu Quoc', 'Hoi An', 'Nha Trang'),
  ...abroad('Indonesia', 'Asia/Jakarta', 'Jakarta', 'Bandung', 'Yogyakarta'),
  ...abroad('Indonesia', 'Asia/Makassar', 'Seminyak', 'Ubud'),
  ...abroad('Malaysia', 'Asia/Kuala_Lumpur', 'Kuala Lumpur', 'Penang', 'Langkawi'),
  ...abroad('Maldives', 'Indian/Maldives', 'North Male Atoll', 'Baa Atoll', 'Ari Atoll'),
  ...abroad('Turkey', 'Europe/Istanbul', 'Antalya', 'Bodrum', 'Istanbul'),
  ...abroad('India', 'Asia/Kolkata', 'Mumbai', 'Bangalore', 'Goa'),
  ...abroad('United Arab Emirates', 'Asia/Dubai', 'Dubai', 'Abu Dhabi'),
  ...abroad('United Kingdom', 'Europe/London', 'London', 'Manchester', 'Edinburgh'),
  ...abroad('France', 'Europe/Paris', 'Paris', 'Lyon', 'Nice'),
  ...abroad('Germany', 'Europe/Berlin', 'Berlin', 'Hamburg', 'Munich'),
  ...abroad('Australia', 'Australia/Sydney', 'Sydney', 'Melbourne'),
  ...abroad('Japan', 'Asia/Tokyo', 'Tokyo', 'Osaka', 'Okinawa'),
  ...abroad('Philippines', 'Asia/Manila', 'Manila', 'Cebu', 'Boracay'),
  ...abroad('Cyprus', 'Asia/Nicosia', 'Paphos', 'Ayia Napa'),
];
