import { createVenueLookup } from '../../lambdas/venues/index.ts';
import { aDirectory } from './a-directory.ts';

const lookup = createVenueLookup(
  aDirectory(
    'Veloran Bangkok @ Sukhumvit Road, Bangkok',
    'Millennium Veloran Bangkok @ Charoen Road, Bangkok',
    'Veloran Garden Inn Bangkok Silom @ Silom Road, Bangkok',
    'Veloran Pattaya @ Beach Road, Pattaya = เวโลราน พัทยา',
    'Veloran Hua Hin @ Naresdamri Road, Hua Hin',
    'Orazen Krabi @ Krabi',
  ),
);
const offered = ['v1', 'v2', 'v3', 'v4', 'v5'];

describe('among the venues just offered', () => {
  it.each([
    ['a city that one of them has', 'the one in Hua Hin', 'v5'],
    ['the same with a "nope"', 'nope the one in Hua Hin', 'v5'],
    ['a city after an ordinal', 'the second Veloran, in Pattaya', 'v4'],
    ['a city with a slip', 'Pattay', 'v4'],
    ['a city in Thai', 'พัทยาค่ะ', 'v4'],
    ['a word its sisters lack', 'millennium', 'v2'],
    ['a street', 'the one on silom road', 'v3'],
    ['everyday words of one name', 'garden inn', 'v3'],
    ['the exact name that others contain', 'Veloran Bangkok', 'v1'],
  ])('%s decides', (_, text, venueId) => {
    expect(lookup.resolveAmong(text, offered)).toMatchObject({ type: 'match', venueId });
  });

  it('a city that several have keeps exactly those', () => {
    const found = lookup.resolveAmong('the bangkok one', offered);
    expect(found.type === 'ambiguous' && [...found.candidates].sort()).toEqual(['v1', 'v2', 'v3']);
  });

  it.each([['yes'], ['2'], ['the first one'], ['none of these'], ['???'], ['the riverside'], ['']])(
    '%j decides nothing',
    (text) => {
      expect(lookup.resolveAmong(text, offered).type).toBe('none');
    },
  );

  it('the full name of a venue that was not offered is not bent to one that was', () => {
    expect(lookup.resolveAmong('Orazen Krabi', offered)).toEqual({ type: 'none', reason: 'another-venue' });
  });

  it('a city taken back decides nothing', () => {
    expect(lookup.resolveAmong('not the Hua Hin one', offered).type).not.toBe('match');
  });

  it('two cities left open are asked about', () => {
    expect(lookup.resolveAmong('hua hin or pattaya', offered).type).toBe('ambiguous');
  });

  it('candidates that have left the directory are passed over', () => {
    expect(lookup.resolveAmong('Hua Hin', ['gone', 'v5', 'v4'])).toMatchObject({ venueId: 'v5' });
    expect(lookup.resolveAmong('Hua Hin', ['gone']).type).toBe('none');
  });
});
