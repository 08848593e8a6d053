import fc from 'fast-check';
import { fold, tokensOf } from '../../lambdas/venues/fold.ts';

describe('folding a name', () => {
  it.each([
    ['case', 'HILTON Bangkok', 'hilton bangkok'],
    ['accents', 'Meliá Đà Nẵng', 'melia da nang'],
    ['curly and straight apostrophes', "D’ARK Presqu'île", 'dark presquile'],
    ['punctuation', 'Cafe  Velo – Quai, (TRX)', 'cafe velo quai trx'],
    ['& and "and"', 'Orazen Resort & Spa', 'orazen resort and spa'],
    ['letters without decomposition', 'Straße Øresund Łódź', 'strasse oresund lodz'],
    ['full-width forms', 'Ｏｒａｚｅｎ ２１', 'orazen 21'],
    ['zero-width characters', 'Ora\u200bzen', 'orazen'],
    ['a dotted capital i', 'İzmir', 'izmir'],
    ['letters next to digits', 'Sukhumvit11', 'sukhumvit 11'],
    ['Thai tone marks', 'ล็อบบี้', 'ลอบบี'],
    ['Thai beside Latin', 'จากOrazenค่ะ', 'จาก orazen คะ'],
  ])('does not count %s', (_, written, folded) => {
    expect(fold(written)).toBe(folded);
  });

  it('is the same for composed and decomposed spellings', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        (text) => fold(text.normalize('NFD')) === fold(text.normalize('NFC')),
      ),
    );
  });

  it('changes nothing when done twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => fold(fold(text)) === fold(text)),
      { numRuns: 500 },
    );
  });

  it('remembers where each word stood', () => {
    const text = 'hi, Café “Orazen”!';
    expect(tokensOf(text).map(({ start, end }) => text.slice(start, end))).toEqual(['hi', 'Café', 'Orazen']);
  });
});
