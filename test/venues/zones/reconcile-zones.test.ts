import { type Reconciled, reconcileZones, type ToReconcile } from '../../../lambdas/venues/zones/index.ts';
import { aKnownZone, anAccount, aVenue, NOW, toReconcile } from './a-discovery.ts';

const reconcile = (input: ToReconcile): Reconciled => reconcileZones(input, NOW);
const kindsOf = ({ disagreements }: Reconciled) => disagreements.map(({ kind }) => kind);

describe('whose a zone is', () => {
  const group = [
    aVenue(1, 'Hilton Bangkok', ['g'], { aliases: ['ฮิลตัน กรุงเทพ'] }),
    aVenue(2, 'Millennium Hilton Bangkok', ['g']),
    aVenue(3, 'Lumidee Phuket Patong Resort', ['g']),
    aVenue(4, 'Lumidee Krabi', ['g']),
  ];

  it.each<[string, number | null, string]>([
    ['Hilton Bangkok', 1, 'location-name-equal'],
    ['HILTON  BANGKÖK', 1, 'location-name-equal'],
    ['ฮิลตัน กรุงเทพ', 1, 'location-name-equal'],
    ['Millennium Hilton Bangkok', 2, 'location-name-equal'],
    ['Phuket Patong', 3, 'location-name-contained'],
    ['Lumidee Krabi Beach Wing', 4, 'location-name-contained'],
    ['Hilton', null, 'location-names-several'],
    ['Lumidee', null, 'location-names-several'],
    ['Main building', null, 'location-names-no-venue'],
    ['Kra', null, 'location-names-no-venue'],
    ['', null, 'location-names-no-venue'],
  ])('in an account of several, at %j: %s, %s', (at, venueId, because) => {
    const result = reconcile(toReconcile([anAccount('g', 'Group', [{ name: 'Spa', at }])], { venues: group }));
    expect(result.upserts.zones).toMatchObject([{ id: 'g/Spa', venueId, because }]);
    expect(kindsOf(result)).toEqual(venueId === null ? ['zone-without-venue'] : []);
  });

  it('in an account of one venue is clear, whatever the location is called', () => {
    const venues = [aVenue(1, 'Hilton Bangkok', ['a', 'b'])];
    const accounts = [anAccount('a', 'X', [{ name: 'Spa', at: 'Y' }]), anAccount('b', 'X (Premium)', ['Lobby'])];
    const { upserts, disagreements } = reconcile(toReconcile(accounts, { venues }));
    expect(upserts.zones.map(({ venueId, because }) => [venueId, because])).toEqual([
      [1, 'only-venue-of-account'],
      [1, 'only-venue-of-account'],
    ]);
    expect(disagreements).toEqual([]);
  });

  it('of nobody stays nobody’s, with one notice for the account and a suggestion', () => {
    const venues = [aVenue(1, 'Hilton Bangkok', [])];
    const result = reconcile(toReconcile([anAccount('a', 'Hilton Bangkok (Premium)', ['Lobby', 'Spa'])], { venues }));
    expect(result.upserts.zones.map(({ venueId }) => venueId)).toEqual([null, null]);
    expect(result.suggested).toEqual([{ accountId: 'a', venueId: 1, because: 'account-name-equal' }]);
    expect(result.disagreements).toEqual([
      {
        kind: 'account-not-in-sheet',
        subject: 'account',
        subjectId: 'a',
        details: { name: 'Hilton Bangkok (Premium)', zones: 2, suggestedVenueId: 1 },
      },
    ]);
  });

  it('stays as it was known while its location cannot be read', () => {
    const unread = { name: 'Spa', locationId: null, locationUnread: true } as const;
    const known = { accounts: [], zones: [aKnownZone('g/Spa', { venueId: 2, kind: 'spa', critical: true })] };
    const again = reconcile(toReconcile([anAccount('g', 'Group', [unread])], { venues: group, known }));
    expect(again.upserts.zones).toEqual([]);
    const first = reconcile(toReconcile([anAccount('g', 'Group', [unread])], { venues: group }));
    expect(first.upserts.zones).toMatchObject([{ venueId: null, because: 'location-unread' }]);
  });

  it('is what a person decided, as long as that venue is open', () => {
    const accounts = [anAccount('a', 'X', ['Spa'])];
    const venues = [aVenue(1, 'One', ['a']), aVenue(2, 'Two', [])];
    const decide = (venueId: number | null) =>
      reconcile(toReconcile(accounts, { venues, overrides: [{ zoneId: 'a/Spa', venueId }] }));
    expect(decide(2).upserts.zones).toMatchObject([{ venueId: 2, because: 'override' }]);
    expect(decide(null).upserts.zones).toMatchObject([{ venueId: null, because: 'override' }]);
    expect(kindsOf(decide(null))).toEqual([]);
    expect(decide(99).upserts.zones).toMatchObject([{ venueId: 1 }]);
    expect(kindsOf(decide(99))).toEqual(['override-without-venue']);
  });
});

describe('what kind a zone is', () => {
  const venues = [aVenue(1, 'One', ['a', 'b'])];
  const criticalOf = ({ upserts }: Reconciled) => upserts.zones.filter(({ critical }) => critical).map(({ id }) => id);

  it('depends on the other zones of the venue, in all its accounts', () => {
    const alone = [anAccount('a', 'X', ['Italian Restaurant', 'Pool']), anAccount('b', 'Y', ['Spa'])];
    expect(criticalOf(reconcile(toReconcile(alone, { venues })))).toEqual(['a/Italian Restaurant']);
    const several = [anAccount('a', 'X', ['Italian Restaurant', 'Pool']), anAccount('b', 'Y', ['Thai Restaurant'])];
    expect(criticalOf(reconcile(toReconcile(several, { venues })))).toEqual([]);
  });

  it('does not change because half of the zones could not be read', () => {
    const known = { accounts: [], zones: [aKnownZone('b/Thai Restaurant'), aKnownZone('b/Pool')] };
    const accounts = [anAccount('a', 'X', ['Italian Restaurant'])];
    expect(criticalOf(reconcile(toReconcile(accounts, { venues, known, complete: false })))).toEqual([]);
    expect(criticalOf(reconcile(toReconcile(accounts, { venues, known })))).toEqual(['a/Italian Restaurant']);
  });

  it('is what a person decided', () => {
    const overrides = [
      { zoneId: 'a/Pool', critical: true },
      { zoneId: 'a/Lobby', kind: 'bar' as const },
    ];
    const { upserts } = reconcile(toReconcile([anAccount('a', 'X', ['Pool', 'Lobby', 'Spa'])], { venues, overrides }));
    expect(upserts.zones).toMatchObject([
      { id: 'a/Pool', kind: 'pool', critical: true, kindSource: 'override', why: 'override' },
      { id: 'a/Lobby', kind: 'bar', critical: true, kindSource: 'override' },
      { id: 'a/Spa', kind: 'spa', critical: false, kindSource: 'inferred', why: 'not-critical' },
    ]);
  });
});

describe('what has changed', () => {
  const venues = [aVenue(1, 'Hilton Bangkok', ['a'])];
  const account = anAccount('a', 'Hilton Bangkok', ['Spa', 'Pool']);
  const first = reconcile(toReconcile([account], { venues }));
  const known = {
    accounts: first.upserts.accounts.map((one) => ({ ...one, gone: false })),
    zones: first.upserts.zones.map((one) => ({ ...one, gone: false })),
  };

  it('is nothing the second time', () => {
    const again = reconcile(toReconcile([account], { venues, known }));
    expect(again.upserts).toEqual({ accounts: [], zones: [] });
    expect(again.seen).toEqual({ accountIds: ['a'], zoneIds: ['a/Spa', 'a/Pool'], at: NOW });
    expect([again.renamed, again.vanished.zoneIds]).toEqual([[], []]);
  });

  it('is a zone’s name, which keeps its history', () => {
    const renamed = anAccount('a', 'Hilton Bangkok', [{ id: 'a/Spa', name: 'Wellness' }, 'Pool']);
    const result = reconcile(toReconcile([renamed], { venues, known }));
    expect(result.renamed).toEqual([{ zoneId: 'a/Spa', from: 'Spa', to: 'Wellness', at: NOW }]);
    expect(result.upserts.zones.map(({ id, name }) => [id, name])).toEqual([['a/Spa', 'Wellness']]);
  });

  it('is an account that is called differently', () => {
    const result = reconcile(toReconcile([anAccount('a', 'Hilton BKK', [])], { venues, known }));
    expect(result.upserts.accounts).toEqual([{ id: 'a', name: 'Hilton BKK', nameFolded: 'hilton bkk' }]);
  });

  it('is what vanished, but only after a walk that saw everything', () => {
    const less = anAccount('a', 'Hilton Bangkok', ['Spa']);
    expect(reconcile(toReconcile([less], { venues, known })).vanished).toEqual({ accountIds: [], zoneIds: ['a/Pool'] });
    const incomplete = reconcile(toReconcile([less], { venues, known, complete: false }));
    expect(incomplete.vanished).toEqual({ accountIds: [], zoneIds: [] });
    const other = reconcile(toReconcile([anAccount('b', 'B', [])], { venues, known }));
    expect(other.vanished).toEqual({ accountIds: ['a'], zoneIds: ['a/Spa', 'a/Pool'] });
  });

  it('is nothing that vanished when a credential shows no account at all', () => {
    expect(reconcile(toReconcile([], { venues, known })).vanished).toEqual({ accountIds: [], zoneIds: [] });
  });

  it('is nothing that vanished when a credential shows hardly any account that the sheet names', () => {
    const ids = Array.from({ length: 10 }, (_, nth) => `a${nth}`);
    const many = {
      venues: ids.map((id, nth) => aVenue(nth + 1, `Hotel ${nth}`, [id])),
      known: {
        accounts: [...ids, 'unlisted'].map((id) => ({ id, name: id, gone: false })),
        zones: [...ids, 'unlisted'].map((id) => aKnownZone(`${id}/Spa`)),
      },
    };
    const shows = (count: number, venues = many.venues) => {
      const accounts = ids.slice(0, count).map((id) => anAccount(id, id, ['Spa']));
      return reconcile(toReconcile(accounts, { ...many, venues }));
    };
    expect(shows(4).vanished).toEqual({ accountIds: [], zoneIds: [] });
    expect(kindsOf(shows(4)).filter((kind) => kind === 'account-not-in-soundtrack')).toHaveLength(6);
    expect(shows(5).vanished.zoneIds).toEqual(['a5/Spa', 'a6/Spa', 'a7/Spa', 'a8/Spa', 'a9/Spa', 'unlisted/Spa']);
    // The sheet says so too.
    expect(shows(4, many.venues.slice(0, 4)).vanished.accountIds).toHaveLength(7);
  });

  it('is what comes back', () => {
    const gone = { accounts: [], zones: known.zones.map((zone) => ({ ...zone, gone: true })) };
    const result = reconcile(toReconcile([account], { venues, known: gone }));
    expect(result.upserts.zones.map(({ id }) => id)).toEqual(['a/Spa', 'a/Pool']);
    expect(reconcile(toReconcile([anAccount('b', 'B', [])], { venues, known: gone })).vanished.zoneIds).toEqual([]);
  });

  it('counts a zone and an account that came twice once', () => {
    const result = reconcile(toReconcile([account, account], { venues }));
    expect(result.upserts.zones).toHaveLength(2);
    expect(result.upserts.accounts).toHaveLength(1);
  });
});

describe('where Soundtrack and the sheet disagree', () => {
  const twoZones = anAccount('a', 'One', ['Spa', 'Pool']);
  const with_ = (more: Parameters<typeof aVenue>[3]) =>
    toReconcile([twoZones], { venues: [aVenue(1, 'One', ['a'], more)] });

  it.each<[number | null, boolean]>([
    [2, false],
    [null, false],
    [3, true],
    [0, true],
  ])('a sheet that says %s zones where there are two: %s', (zoneCount, differs) => {
    const { disagreements } = reconcile(with_({ zoneCount }));
    const details = { sheet: zoneCount, soundtrack: 2, undecided: 0 };
    const expected = { kind: 'zone-count-differs', subject: 'venue', subjectId: '1', field: 'zone_count', details };
    expect(disagreements).toEqual(differs ? [expected] : []);
  });

  it('does not count while zones of the account are nobody’s and could make up the difference', () => {
    const venues = [aVenue(1, 'One', ['a'], { zoneCount: 2 }), aVenue(2, 'Two', ['a'], { zoneCount: 5 })];
    const zones = [
      { name: 'Spa', at: 'One' },
      { name: 'Pool', at: 'Main building' },
    ];
    const { disagreements } = reconcile(toReconcile([anAccount('a', 'Group', zones)], { venues }));
    expect(disagreements.map(({ kind, subjectId }) => [kind, subjectId])).toEqual([
      ['zone-without-venue', 'a/Pool'],
      ['zone-count-differs', '2'],
    ]);
  });

  it.each<[string, string[], boolean]>([
    ['active', ['ACTIVE', 'EXPIRED'], false],
    ['active', ['EXPIRED', 'EXPIRED'], true],
    ['active', ['EXPIRED', 'PAUSED'], false],
    ['cancelled', ['EXPIRED', 'CANCELLED'], false],
    ['cancelled', ['EXPIRED', 'ACTIVE'], true],
    ['expired', ['ACTIVE', 'ACTIVE'], true],
    ['trial', ['EXPIRED', 'EXPIRED'], false],
    ['unknown', ['EXPIRED', 'EXPIRED'], false],
  ])('a sheet that says %s where the zones are %j: %s', (status, states, differs) => {
    const zones = states.map((state, at) => ({ name: `Z${at}`, subscriptionState: state as 'ACTIVE' }));
    const venues = [aVenue(1, 'One', ['a'], { subscriptionStatus: status as 'active' })];
    const result = reconcile(toReconcile([anAccount('a', 'One', zones)], { venues }));
    expect(kindsOf(result)).toEqual(differs ? ['subscription-differs'] : []);
  });

  it('names the accounts that Soundtrack does not show, after a walk that saw everything', () => {
    const venues = [aVenue(1, 'One', ['a', 'x', 'y'], { zoneCount: 9 })];
    const { disagreements } = reconcile(toReconcile([twoZones], { venues }));
    expect(disagreements).toEqual([
      {
        kind: 'account-not-in-soundtrack',
        subject: 'venue',
        subjectId: '1',
        field: 'soundtrack_account_id',
        details: { accountIds: ['x', 'y'] },
      },
    ]);
    expect(reconcile(toReconcile([twoZones], { venues, complete: false })).disagreements).toEqual([]);
  });

  it('says nothing of a venue whose account was read in part', () => {
    const half = anAccount('a', 'One', ['Spa'], { complete: false });
    const venues = [aVenue(1, 'One', ['a'], { zoneCount: 2, subscriptionStatus: 'expired' })];
    expect(reconcile(toReconcile([half], { venues, complete: false })).disagreements).toEqual([]);
  });
});

describe('which venue an account may belong to', () => {
  const venues = [
    aVenue(1, 'Hilton Bangkok', []),
    aVenue(2, 'Millennium Hilton Bangkok', []),
    aVenue(3, 'Chalin Resort & Spa', []),
    aVenue(4, 'TUI', []),
    aVenue(5, 'Sea View', []),
    aVenue(6, 'Sea View', []),
  ];

  it.each<[string, number | null, string]>([
    ['Hilton Bangkok', 1, 'account-name-equal'],
    ['HILTON BANGKOK Co., Ltd.', 1, 'account-name-equal'],
    ['Chalin Resort and Spa', 3, 'account-name-equal'],
    ['Chalin Resort', 3, 'account-name-contained'],
    ['Millennium Hilton Bangkok Riverside', null, 'none'],
    ['Hilton', null, 'none'],
    ['TUI Blue', null, 'none'],
    ['TUI', 4, 'account-name-equal'],
    ['Sea View', null, 'none'],
    ['Somebody else', null, 'none'],
    ['', null, 'none'],
  ])('%j: %s, %s', (name, venueId, because) => {
    const { suggested } = reconcile(toReconcile([anAccount('a', name, [])], { venues }));
    expect(suggested).toEqual(venueId ? [{ accountId: 'a', venueId, because }] : []);
  });
});
