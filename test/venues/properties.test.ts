import fc from 'fast-check';
import { CHAT_WORDS, THAI_CHAT_WORDS } from '../../lambdas/venues/everyday-words.ts';
import { createVenueLookup } from '../../lambdas/venues/index.ts';
import { directoryOf } from '../../local/estate/directory-of.ts';
import { generateEstate } from '../../local/estate/generate-estate.ts';

const directory = directoryOf(generateEstate({ venues: 2000, seed: 11 }));
const lookup = createVenueLookup(directory);

const spellings: [string, (name: string) => string][] = [
  ['as on the sign', (name) => name],
  ['in lower case', (name) => name.toLowerCase()],
  ['in capitals', (name) => name.toUpperCase()],
  ['with dashes for spaces', (name) => name.replaceAll(' ', '-')],
  ['without &', (name) => name.replaceAll('&', 'and')],
  ['in a sentence', (name) => `Hi, I'm from ${name}, the music stopped in the lobby since 9 am`],
  ['in a Thai sentence', (name) => `สวัสดีค่ะ จาก ${name} เพลงไม่เล่นค่ะ`],
];

describe('the name of each of 2,000 venues', () => {
  it.each(spellings)('%s never means another venue, and nearly always its own', (_, spell) => {
    const found = directory.map((entry) => ({ entry, resolution: lookup.resolve(spell(entry.name)) }));
    const wrong = found.filter(
      ({ entry, resolution }) => resolution.type === 'match' && resolution.venueId !== entry.id,
    );
    expect(wrong).toEqual([]);
    expect(found.filter(({ resolution }) => resolution.type === 'match').length).toBeGreaterThan(1980);
    const lost = found.filter(
      ({ entry, resolution }) => resolution.type === 'ambiguous' && !resolution.candidates.includes(entry.id),
    );
    expect(lost).toEqual([]);
  });

  it('in another word order never means another venue', () => {
    const reversed = (name: string) => name.split(' ').reverse().join(' ');
    const wrong = directory.filter((entry) => {
      const found = lookup.resolve(reversed(entry.name));
      return found.type === 'match' && found.venueId !== entry.id;
    });
    expect(wrong).toEqual([]);
  });

  it('in Thai is understood or asked about', () => {
    const inThai = directory.flatMap((entry) => (entry.aliases ?? []).map((alias) => ({ id: entry.id, alias })));
    expect(inThai.length).toBeGreaterThan(300);
    const lost = inThai.filter(({ id, alias }) => {
      const found = lookup.resolve(`สวัสดีค่ะ จาก${alias}ค่ะ เพลงไม่ดัง`);
      return found.type === 'none' || (found.type === 'match' ? found.venueId !== id : !found.candidates.includes(id));
    });
    expect(lost).toEqual([]);
  });

  it('taken out of the directory hardly ever becomes the name of a sister', () => {
    const gone = directory.filter((_, at) => at % 20 === 7);
    const rest = createVenueLookup(directory.filter((_, at) => at % 20 !== 7));
    const matched = gone.filter((entry) => rest.resolve(entry.name).type === 'match');
    expect(matched.length / gone.length).toBeLessThanOrEqual(0.08);
  });
});

describe('any text', () => {
  const everyday = fc.array(fc.constantFrom(...CHAT_WORDS, ...THAI_CHAT_WORDS), { minLength: 1, maxLength: 12 });
  const houses = createVenueLookup(
    [...CHAT_WORDS]
      .slice(0, 400)
      .map((word, at) => ({ id: `v${at}`, name: at % 2 ? `${word} ${[...CHAT_WORDS][at + 1]}` : word })),
  );

  it('of everyday words alone never matches, even when houses are called so', () => {
    fc.assert(
      fc.property(everyday, (words) => houses.resolve(words.join(' ')).type !== 'match'),
      { numRuns: 500 },
    );
  });

  it('gets a well-formed answer, the same each time', () => {
    const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', maxLength: 300 }));
    const property = fc.property(anything, (text) => {
      const found = lookup.resolve(text);
      expect(lookup.resolve(text)).toEqual(found);
      if (found.type === 'none') return;
      expect(found.score).toBeGreaterThan(0);
      expect(found.score).toBeLessThanOrEqual(1);
      const { start, end } = found.mention ?? { start: 0, end: 1 };
      expect(start >= 0 && start < end && end <= text.length).toBe(true);
    });
    fc.assert(property, { numRuns: 500 });
  });
});
