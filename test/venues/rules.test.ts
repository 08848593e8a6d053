import { createResolver } from '../../lambdas/venues/index.ts';
import { aDirectory } from './a-directory.ts';

const directory = aDirectory(
  'Veloran Bangkok @ Sukhumvit Road, Bangkok = เวโลราน กรุงเทพ',
  'Millennium Veloran Bangkok @ Charoen Road, Bangkok',
  'Veloran Garden Inn Bangkok Silom @ Silom Road, Bangkok',
  'Veloran Pattaya @ Beach Road, Pattaya = เวโลราน พัทยา',
  'Veloran Hua Hin @ Hua Hin',
  'Oman',
  'Edge',
  'TUI',
  'Maldives',
  'Deep House',
  'One Bangkok @ Bangkok',
  "D'ARK Kitchen One Bangkok @ Bangkok",
  'Kurimba Maldives @ North Male Atoll, Maldives',
  'TUI Orasol Kos @ Kos, Greece',
  'Silverfin',
  'Orazen Sukhumvit 11 @ Bangkok',
  'Orazen Sukhumvit 23 @ Bangkok',
  'Lumidee Resort @ Krabi',
  'Lumidee Resort & Spa @ Krabi',
  'Møvenpark Sathorn @ Bangkok',
  'Jetty Fitness Asoke @ Bangkok',
);
const resolve = createResolver(directory);
const nameOf = (id: string) => directory.find((entry) => entry.id === id)?.name;
const named = (text: string) => {
  const found = resolve(text);
  return found.type === 'match' ? nameOf(found.venueId) : found.type;
};
const offered = (text: string) => {
  const found = resolve(text);
  return found.type === 'ambiguous' ? found.candidates.map(nameOf) : found.type;
};

describe('a venue is recognised', () => {
  it.each([
    ['by its exact name', 'Veloran Bangkok', 'Veloran Bangkok'],
    ['in a sentence', "Hi, I'm from Veloran Pattaya, the lobby is silent", 'Veloran Pattaya'],
    ['in capitals and odd punctuation', 'VELORAN  PATTAYA!!!', 'Veloran Pattaya'],
    ['without its accent', 'movenpark sathorn', 'Møvenpark Sathorn'],
    ['without its apostrophe', 'this is dark kitchen one bangkok, no music', "D'ARK Kitchen One Bangkok"],
    ['by a short form nobody else shares', 'jetty asoke', 'Jetty Fitness Asoke'],
    ['with a slip', 'Veloran Pattay', 'Veloran Pattaya'],
    ['with words joined', 'veloranpattaya is offline', 'Veloran Pattaya'],
    ['in another word order', 'hua hin veloran', 'Veloran Hua Hin'],
    ['by the word its sisters lack', 'millennium veloran', 'Millennium Veloran Bangkok'],
    ['by its house number', 'Orazen Sukhumvit 23', 'Orazen Sukhumvit 23'],
    ['by the longer of two names', 'Lumidee Resort & Spa', 'Lumidee Resort & Spa'],
    ['with "and" for "&"', 'lumidee resort and spa', 'Lumidee Resort & Spa'],
    ['when a contained name is a venue too', 'Kurimba Maldives', 'Kurimba Maldives'],
    ['when its brand alone is a venue too', 'TUI Orasol Kos', 'TUI Orasol Kos'],
    ['when its building is a venue too', "D'ARK Kitchen at One Bangkok", "D'ARK Kitchen One Bangkok"],
    ['in Thai with the polite word attached', 'เวโลรานพัทยาค่ะ เพลงไม่ดัง', 'Veloran Pattaya'],
    ['in Thai without its tone marks and spaces', 'จากเวโลรานกรุงเทพ', 'Veloran Bangkok'],
    ['by a rare single word put forward as a name', 'this is Silverfin', 'Silverfin'],
  ])('%s', (_, text, name) => {
    expect(named(text)).toBe(name);
  });
});

describe('nothing is guessed', () => {
  it.each([
    ['a brand shared by sisters', 'I am from Veloran'],
    ['a brand in Thai', 'เวโลราน'],
    ['a street two houses stand on, the number missing', 'orazen sukhumvit'],
    ['a number that neither house has', 'Orazen Sukhumvit 40'],
    ['a brand in a city without a listed house', 'Veloran Chiang Rai'],
    ['two venues in one message', 'please check Veloran Pattaya and Veloran Hua Hin'],
    ['two venues left open', 'veloran pattaya or veloran hua hin'],
    ['a rare single word in passing', 'we saw a silverfin in the pool'],
  ])('%s leads to a question', (_, text) => {
    expect(named(text)).toBe('ambiguous');
  });

  it('a list holds at most ten venues, each once', () => {
    const sisters = aDirectory(
      ...Array.from({ length: 30 }, (_, at) => `Veloran ${String.fromCharCode(65 + (at % 26))}ora${at}`),
    );
    const found = createResolver(sisters)('Veloran');
    expect(found.type).toBe('ambiguous');
    const candidates = found.type === 'ambiguous' ? found.candidates : [];
    expect(candidates).toHaveLength(10);
    expect(new Set(candidates).size).toBe(10);
  });

  it('a house of another kind may be a sister that is not listed', () => {
    const only = createResolver(aDirectory('Orasol Krabi Suites'));
    expect(only('Orasol Krabi Villas, no music')).toMatchObject({ type: 'ambiguous', reason: 'another-kind' });
    expect(only('Orasol Krabi Hotel, no music')).toMatchObject({ type: 'match' });
  });

  it('a brand lists its houses', () => {
    expect(offered('Veloran')).toEqual(
      expect.arrayContaining(['Veloran Bangkok', 'Veloran Pattaya', 'Veloran Hua Hin']),
    );
  });

  it('two venues of one name are told apart by the person', () => {
    const twins = aDirectory('Lumidee Suites @ Krabi', 'Lumidee Suites @ Rayong');
    expect(createResolver(twins)('Lumidee Suites')).toMatchObject({ type: 'ambiguous', reason: 'same-name' });
  });

  it('a city beside the name chooses between two venues of one name', () => {
    const twins = aDirectory('Lumidee Suites @ Krabi', 'Lumidee Suites @ Rayong');
    expect(createResolver(twins)('Lumidee Suites Rayong')).toMatchObject({ venueId: 'v2' });
  });
});

describe('no venue is heard where none was named', () => {
  it.each([
    'hi',
    'hello there',
    'ok thanks',
    'yes',
    'yes please fix it',
    'no',
    'no, leave it as is',
    '15',
    '2',
    '...',
    '?',
    '',
    '   ',
    '👍',
    'the second one',
    'play some romantic music',
    'a woman is complaining',
    'guests want deep house after 9',
    'what song is playing at Edge right now?',
    'the music is too loud in the lobby',
    'it is urgent, nothing is playing at all',
    'turn up the volume in Edge',
    'hotel in Bangkok',
    'Bangkok',
    'สวัสดีค่ะ',
    'ขอบคุณมากค่ะ',
    'ครับ',
    'เพลงที่ล็อบบี้หยุดเล่นค่ะ',
    'my name is Somchai, IT manager',
    '2025 renewal pending',
  ])('%j', (text) => {
    expect(resolve(text)).toMatchObject({ type: 'none' });
  });

  it('a name taken back in the same breath is no answer', () => {
    expect(resolve('not Veloran Pattaya')).toEqual({ type: 'none', reason: 'denied' });
  });

  it('an empty directory knows nobody', () => {
    expect(createResolver([])('Veloran Bangkok').type).toBe('none');
  });
});

describe('zones and places', () => {
  const houses = aDirectory(
    'Amoria Krabi @ Krabi # Lobby, Drift Bar',
    'Amoria Rayong @ Rayong # Lobby, Sandbar',
    'Amoria Trang @ Trang # Lobby',
  );
  const among = createResolver(houses);

  it('a zone never decides between sisters, it only puts its house first', () => {
    expect(among('Amoria, the Drift Bar is silent')).toMatchObject({
      type: 'ambiguous',
      candidates: ['v1', 'v2', 'v3'],
    });
    expect(among('Amoria, the Sandbar is silent')).toMatchObject({ type: 'ambiguous', candidates: ['v2', 'v1', 'v3'] });
  });

  it('a zone alone names nobody', () => {
    expect(among('the Drift Bar is silent').type).toBe('none');
  });
});

describe('the mention', () => {
  it.each([
    ["Hi, I'm Anna from Veloran Pattaya, no music", 'Veloran Pattaya'],
    ['music at “Møvenpark Sathorn” stopped', 'Møvenpark Sathorn'],
    ['สวัสดีค่ะ จากเวโลรานพัทยาค่ะ', 'เวโลรานพัทยา'],
    ['hello, Veloran here', 'Veloran'],
  ])('%s', (text, mention) => {
    const found = resolve(text);
    const span = found.type === 'none' ? undefined : found.mention;
    expect(span && text.slice(span.start, span.end)).toBe(mention);
  });
});
