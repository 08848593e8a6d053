import { hoursInWords } from '../../../lambdas/venues/hours/hours-in-words.ts';
import { DirectoryEntry, OpeningHours } from '../../../lambdas/venues/index.ts';
import { directoryOf } from '../../../local/estate/directory-of.ts';
import { generateEstate } from '../../../local/estate/generate-estate.ts';
import { openingHoursOf } from '../../../local/estate/opening-hours-of.ts';
import { seededRandom } from '../../../local/estate/seeded-random.ts';
import { MOST_ZONES, zoneCounts } from '../../../local/estate/zone-counts.ts';

const estate = generateEstate({ venues: 2000 });
const zones = estate.venues.flatMap((venue) => venue.zones);
const counts = estate.venues.map((venue) => venue.zones.length).sort((a, b) => a - b);
const share = <T>(list: T[], holds: (one: T) => boolean) => list.filter(holds).length / list.length;

describe('the demo estate', () => {
  it('is the same for the same size and seed, and another for another seed', () => {
    expect(generateEstate({ venues: 200, seed: 5 })).toEqual(generateEstate({ venues: 200, seed: 5 }));
    expect(generateEstate({ venues: 200, seed: 6 })).not.toEqual(generateEstate({ venues: 200, seed: 5 }));
  });

  it('has 2,000 venues with 10,000 zones, most of them in few large houses', () => {
    expect([estate.venues.length, zones.length]).toEqual([2000, 10_000]);
    expect(counts[1000]).toBe(2);
    expect(counts[1800]).toBeLessThanOrEqual(8);
    expect(counts[1800]).toBeGreaterThanOrEqual(5);
    expect(counts.at(-1)).toBeLessThanOrEqual(MOST_ZONES);
    expect(counts.at(-1)).toBeGreaterThan(45);
  });

  it('plays in about half of its zones, for the reasons a real estate has', () => {
    expect(share(zones, (zone) => zone.state === 'playing')).toBeGreaterThan(0.45);
    expect(share(zones, (zone) => zone.state === 'playing')).toBeLessThan(0.57);
    expect(new Set(zones.map((zone) => zone.state))).toEqual(
      new Set(['playing', 'seasonal-closure', 'unpaired', 'dormant', 'subscription-lapsed']),
    );
  });

  it('is mostly hotels, with other houses that close at night', () => {
    expect(share(estate.venues, (venue) => venue.kind === 'hotel')).toBeCloseTo(0.84, 1);
    expect(estate.venues.every((venue) => venue.kind === 'hotel' || venue.openingHours !== 'always')).toBe(true);
  });

  it('has hours that the record of venues can keep', () => {
    const hours = openingHoursOf(estate);
    expect(hours).toHaveLength(2000);
    for (const one of hours) expect(OpeningHours.parse(one.hours)).toEqual(one.hours);
    const shop = estate.venues.find(({ kind }) => kind === 'shop');
    const ofShop = hours.find(({ venueId }) => String(venueId) === shop?.id)?.hours;
    expect(ofShop === undefined ? '' : hoursInWords(ofShop)).toBe('every day 10:00-22:00');
  });

  it('has critical zones, chains with sisters, Thai names and real time zones', () => {
    expect(share(zones, (zone) => zone.critical)).toBeGreaterThan(0.1);
    expect(share(estate.venues, (venue) => venue.chain !== undefined)).toBeGreaterThan(0.4);
    expect(
      estate.venues.filter((venue) => venue.aliases.some((alias) => /\p{Script=Thai}/u.test(alias))).length,
    ).toBeGreaterThan(300);
    const timezones = new Set(estate.venues.map((venue) => venue.timezone));
    for (const timeZone of timezones) expect(() => new Intl.DateTimeFormat('en', { timeZone })).not.toThrow();
  });

  it('gives every venue and every zone an id of its own, and no two venues one name', () => {
    expect(new Set(estate.venues.map((venue) => venue.id)).size).toBe(2000);
    expect(new Set(zones.map((zone) => zone.id)).size).toBe(10_000);
    expect(new Set(estate.venues.map((venue) => venue.name.toLowerCase())).size).toBe(2000);
  });

  it('always holds Hilton Bangkok on Sukhumvit Road among its sisters', () => {
    const hiltons = generateEstate({ venues: 20, seed: 99 }).venues.filter((venue) => venue.chain === 'Hilton');
    expect(hiltons[0]).toMatchObject({ name: 'Hilton Bangkok', location: 'Sukhumvit Road, Bangkok' });
    expect(hiltons.map((venue) => venue.name)).toEqual(
      expect.arrayContaining([
        'Hilton Pattaya',
        'Millennium Hilton Bangkok',
        'Hilton Garden Inn Bangkok Silom',
        'Hilton Hua Hin',
      ]),
    );
  });

  it('becomes a directory the product accepts', () => {
    for (const entry of directoryOf(estate)) expect(DirectoryEntry.safeParse(entry).success).toBe(true);
  });
});

describe('zones spread over venues', () => {
  it.each([
    [10, 10],
    [10, 520],
    [100, 150],
    [1000, 2000],
    [1000, 10_000],
    [3, 100],
  ])('%i venues hold exactly %i zones', (venues, wanted) => {
    const spread = zoneCounts(venues, wanted, seededRandom(3));
    expect(spread.reduce((sum, count) => sum + count, 0)).toBe(wanted);
    expect(Math.min(...spread)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...spread)).toBeLessThanOrEqual(MOST_ZONES);
  });

  it.each([
    [10, 9],
    [10, 521],
  ])('%i venues cannot hold %i zones', (venues, wanted) => {
    expect(() => zoneCounts(venues, wanted, seededRandom(3))).toThrow(RangeError);
  });
});
