import { mailSearchFor, sharedDomains } from '../../../lambdas/sync/mail/search-for.ts';

const searchFor = (emails: string[], shared: string[] = []) =>
  mailSearchFor({ emails }, { ourDomains: ['bma.example'], shared: new Set(shared) });

describe('whose mail is a venue’s', () => {
  it.each<[string, string[], string[], { addresses: string[]; domains: string[] } | undefined]>([
    [
      'its contacts and its own domain',
      ['Anna@TheHotel.co.th'],
      [],
      { addresses: ['anna@thehotel.co.th'], domains: ['thehotel.co.th'] },
    ],
    ['only the contact at a free provider', ['gm@gmail.com'], [], { addresses: ['gm@gmail.com'], domains: [] }],
    [
      'only the contact at a chain',
      ['anna@hilton.com'],
      ['hilton.com'],
      { addresses: ['anna@hilton.com'], domains: [] },
    ],
    ['not our own people', ['bob@bma.example', 'eve@mail.bma.example'], [], undefined],
    ['nobody without an address', ['', 'n/a', 'ask reception'], [], undefined],
  ])('is %s', (_, emails, shared, expected) => {
    const search = searchFor(emails, shared);
    expect(search && { addresses: search.addresses, domains: search.domains }).toEqual(expected);
    if (search) expect(search.query).toMatch(/^\{from:.+\} newer_than:30d$/);
  });

  it('is asked of at most twenty addresses', () => {
    const emails = Array.from({ length: 50 }, (_, nth) => `p${nth}@gmail.com`);
    expect(searchFor(emails)?.addresses).toHaveLength(20);
  });
});

describe('a domain', () => {
  it('is shared when several venues have contacts there', () => {
    const venues = [
      { venueId: '1', emails: ['a@hilton.com', 'b@hilton.com'] },
      { venueId: '2', emails: ['C@Hilton.com', 'd@own.co'] },
      { venueId: '3', emails: ['e@single.co', 'f@single.co', 'bad'] },
    ];
    expect(sharedDomains(venues)).toEqual(new Set(['hilton.com']));
  });

  it('is shared when another venue has contacts below it, but not because of its neighbours', () => {
    const venues = [
      { venueId: '1', emails: ['a@hilton.com'] },
      { venueId: '2', emails: ['b@bkk.hilton.com'] },
      { venueId: '3', emails: ['c@nothilton.com'] },
    ];
    expect(sharedDomains(venues)).toEqual(new Set(['hilton.com']));
  });
});
