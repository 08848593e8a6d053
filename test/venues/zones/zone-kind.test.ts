import { zoneKind } from '../../../lambdas/venues/zones/index.ts';
import { generateEstate } from '../../../local/estate/generate-estate.ts';

const OTHERS = ['Edge', 'Horizon'];

describe('what a zone is', () => {
  it.each<[string, string]>([
    ['Lobby', 'lobby'],
    ['Lobby Bar', 'bar'],
    ['Pool Bar', 'bar'],
    ['Lobby Lounge', 'bar'],
    ['Rooftop Bar', 'bar'],
    ['Bar - Lobby', 'bar'],
    ['The Restaurant', 'restaurant'],
    ['Garden Restaurant', 'restaurant'],
    ['Restaurant by the Pool', 'restaurant'],
    ['Bar & Grill', 'restaurant'],
    ['Café', 'restaurant'],
    ['Lumi Kitchen', 'restaurant'],
    ['Kitchen', 'back-of-house'],
    ['Staff Canteen', 'back-of-house'],
    ['Pool', 'pool'],
    ['Kids Pool', 'pool'],
    ["Kids' Club", 'kids'],
    ['Spa', 'spa'],
    ['Spa Reception', 'spa'],
    ['Fitness', 'gym'],
    ['Ballroom Foyer', 'meeting'],
    ['Meeting Room 3', 'meeting'],
    ['Gift Shop', 'retail'],
    ['Beach Club', 'outdoor'],
    ['Garden Terrace', 'outdoor'],
    ['Lobby Restroom', 'other'],
    ['Executive Lounge', 'other'],
    ['Corridor Floor 2', 'other'],
    ['Edge', 'other'],
    ['', 'other'],
    ['ล็อบบี้', 'lobby'],
    ['ลอบบี้บาร์', 'bar'],
    ['บาร์ริมสระ', 'bar'],
    ['ห้องอาหารริมสระ', 'restaurant'],
    ['ห้องอาหารพนักงาน', 'back-of-house'],
    ['ร้านกาแฟ', 'restaurant'],
    ['สระว่ายน้ำ', 'pool'],
    ['สวน', 'outdoor'],
    ['ส่วนกลาง', 'other'],
    ['โซนครอบครัว', 'other'],
    ['ห้องครัว', 'back-of-house'],
    ['Lobby ล็อบบี้', 'lobby'],
    ['ห้องอาหาร The Edge', 'restaurant'],
  ])('%s: %s', (name, kind) => expect(zoneKind(name).kind).toBe(kind));

  it.each<[string, string]>([
    ['Lobby', 'lobby'],
    ['LOBBY 1F', 'lobby'],
    ['Ground Floor - Lobby', 'lobby'],
    ['Lobby & Pool', 'lobby'],
    ['Bar / Lobby', 'lobby'],
    ['โถงล็อบบี้', 'lobby'],
    ['Main Restaurant', 'main-restaurant'],
    ['The Restaurant', 'main-restaurant'],
    ['Restaurant', 'main-restaurant'],
    ['All-Day Dining', 'main-restaurant'],
    ['ห้องอาหารหลัก', 'main-restaurant'],
    ['ห้องอาหาร', 'main-restaurant'],
    ['Sales Floor', 'sales-floor'],
    ['พื้นที่ขาย', 'sales-floor'],
    ['Gym Floor', 'gym-floor'],
  ])('silence in %s is critical: %s', (name, why) => {
    expect(zoneKind(name)).toMatchObject({ critical: true, why });
    expect(zoneKind(name, OTHERS)).toMatchObject({ critical: true, why });
  });

  it.each([
    'Lobby Bar',
    'Spa Lobby',
    'Ballroom Foyer',
    'Italian Restaurant',
    'Restaurant 2',
    'Breakfast Room',
    'Restaurant by the Pool',
    'Gym',
    'Gift Shop',
    'Staff Restaurant',
    'Reception',
    'Pool',
    'Edge',
  ])('silence in %s is not, as far as its name goes', (name) => expect(zoneKind(name).critical).toBe(false));

  it.each<[string, string[], string | undefined]>([
    ['Italian Restaurant', OTHERS, 'only-restaurant'],
    ['Breakfast Room', ['Lobby', 'Cafe'], 'only-restaurant'],
    ['Italian Restaurant', ['Thai Restaurant'], undefined],
    ['Cafe', OTHERS, undefined],
    ['Reception', OTHERS, 'only-reception'],
    ['Reception', ['Main Lobby'], undefined],
    ['Reception', ['Lobby Bar'], 'only-reception'],
    ['Entrance', OTHERS, undefined],
    ['Edge', [], 'only-zone'],
    ['Pool', [], 'only-zone'],
    ['Pantry', [], undefined],
    ['Lobby', [], 'lobby'],
  ])('%s beside %j is critical as: %s', (name, others, why) => {
    const found = zoneKind(name, others);
    expect(found.critical ? found.why : undefined).toBe(why);
  });

  it('finds all that the estate calls critical, and besides only receptions without a lobby', () => {
    const venues = generateEstate({ venues: 500 }).venues;
    const missed = new Set<string>();
    const added = new Set<string>();
    for (const { zones } of venues) {
      for (const zone of zones) {
        const others = zones.filter((other) => other !== zone).map(({ name }) => name);
        const { critical, why } = zoneKind(zone.name, others);
        if (zone.critical && !critical) missed.add(zone.name);
        if (!zone.critical && critical) added.add(why);
      }
    }
    expect([...missed]).toEqual([]);
    expect([...added]).toEqual(['only-reception']);
  });
});
