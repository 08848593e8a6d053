import type { EstateVenue } from './estate.ts';

type Fixed = Pick<EstateVenue, 'name' | 'aliases' | 'location'>;

/** Always part of the estate: one well-known name among sisters that differ from it by a single word. */
export const HILTONS: readonly Fixed[] = [
  { name: 'Hilton Bangkok', location: 'Sukhumvit Road, Bangkok', aliases: ['ฮิลตัน กรุงเทพ'] },
  { name: 'Millennium Hilton Bangkok', location: 'Charoennakorn Road, Bangkok', aliases: ['มิลเลนเนียม ฮิลตัน กรุงเทพ'] },
  { name: 'Hilton Garden Inn Bangkok Silom', location: 'Silom Road, Bangkok', aliases: ['ฮิลตัน การ์เดน อินน์ กรุงเทพ สีลม'] },
  { name: 'Hilton Sukhumvit Bangkok', location: 'Sukhumvit Soi 24, Bangkok', aliases: ['ฮิลตัน สุขุมวิท กรุงเทพ'] },
  { name: 'DoubleTree by Hilton Bangkok Ploenchit', location: 'Ploenchit Road, Bangkok', aliases: [] },
  { name: 'Hilton Pattaya', location: 'Beach Road, Pattaya', aliases: ['ฮิลตัน พัทยา'] },
  { name: 'Hilton Hua Hin', location: 'Naresdamri Road, Hua Hin', aliases: ['ฮิลตัน หัวหิน'] },
  { name: 'Hilton Phuket Arcadia', location: 'Karon Beach, Phuket', aliases: ['ฮิลตัน ภูเก็ต อาร์คาเดีย'] },
];
