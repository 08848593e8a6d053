import * as fc from 'fast-check';
import { mailQuery, searchableAddress, searchableDomain } from '../../../lambdas/clients/google/mail-query.ts';

const ADDRESS = '[a-z0-9._%+-]+@[a-z0-9.-]+';
const TERM = `from:(?:${ADDRESS}|[a-z0-9.-]+) to:(?:${ADDRESS}|[a-z0-9.-]+)`;
const FENCED = new RegExp(`^\\{${TERM}(?: ${TERM})*\\} newer_than:[1-9]\\d{0,2}d$`);

describe('a search for mail', () => {
  it('is fenced by the people and by time', () => {
    expect(mailQuery({ addresses: ['Anna@Hilton.com'], domains: ['hilton.co.th'], newerThanDays: 30 })).toBe(
      '{from:anna@hilton.com to:anna@hilton.com from:hilton.co.th to:hilton.co.th} newer_than:30d',
    );
  });

  it('is no search at all when nobody is left to look for', () => {
    expect(mailQuery({ newerThanDays: 30 })).toBeUndefined();
    expect(mailQuery({ addresses: ['n/a'], domains: ['gmail.com'], newerThanDays: 30 })).toBeUndefined();
  });

  it.each([0, -5, Number.NaN, 1.5, 10_000])('keeps its days within a year: %p', (newerThanDays) => {
    expect(mailQuery({ addresses: ['a@b.co'], newerThanDays })).toMatch(FENCED);
  });

  const operators = [
    '"',
    "'",
    '{',
    '}',
    '(',
    ')',
    ' OR ',
    ' -',
    'in:anywhere',
    'from:',
    ':',
    '\n',
    '＠',
    '‮',
    'ａ',
    '*',
    '|',
  ];
  const hostile = fc
    .array(
      fc.oneof(
        fc.constantFrom(...operators, 'a@b.co', 'hilton.com', '.', '@', '-'),
        fc.string({ unit: 'binary', maxLength: 6 }),
      ),
    )
    .map((parts) => parts.join(''));

  it('cannot be broken out of, whatever a cell of the sheet says', () => {
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 4 }), fc.array(hostile, { maxLength: 4 }), (addresses, domains) => {
        const query = mailQuery({ addresses, domains, newerThanDays: 30 });
        expect(query === undefined || FENCED.test(query)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('an address', () => {
  it.each<[string, string | undefined]>([
    [' Anna.Kim+bma@Hilton.com ', 'anna.kim+bma@hilton.com'],
    ['<anna@hilton.com>', 'anna@hilton.com'],
    ['mailto:anna@hilton.com', 'anna@hilton.com'],
    ['anna@hilton.com,', 'anna@hilton.com'],
    ['anna@gmail.com', 'anna@gmail.com'],
    ['anna@โรงแรม.ไทย', 'anna@xn--72c6ceb3md.xn--o3cw4h'],
    ['-anna@hilton.com', undefined],
    ['anna@hilton.com OR x@y.com', undefined],
    ['anna@hilton', undefined],
    ['a}b@hilton.com', undefined],
    ['"anna kim"@hilton.com', undefined],
    ['anna＠hilton.com', undefined],
    ['anna@hilton.com}{from:x.com', undefined],
    ['', undefined],
  ])('%s reads as %s', (written, expected) => expect(searchableAddress(written)).toBe(expected));
});

describe('a domain', () => {
  it.each<[string, string | undefined]>([
    ['hilton.com', 'hilton.com'],
    ['@Hilton.co.th', 'hilton.co.th'],
    ['mail.hilton.com', 'mail.hilton.com'],
    ['gmail.com', undefined],
    ['mail.google.com.gmail.com', undefined],
    ['hotmail.co.th', undefined],
    ['hotmail.fr', undefined],
    ['yahoo.com.sg', undefined],
    ['mail.yahoo.co.jp', undefined],
    ['outlook.co.th', undefined],
    ['truemail.co.th', undefined],
    ['live-music.com', 'live-music.com'],
    ['yahoo-hotel.com', 'yahoo-hotel.com'],
    ['co.th', undefined],
    ['com', undefined],
    ['in.th', undefined],
    ['-hilton.com', undefined],
    ['hilton', undefined],
    ['192.168.1.1', undefined],
  ])('%s is searched as %s', (written, expected) => expect(searchableDomain(written)).toBe(expected));
});
