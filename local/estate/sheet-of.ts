import type { Cell, Sheet } from '../../lambdas/sync/sheet/sheet.ts';
import type { Estate, EstateVenue } from './estate.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';

/** Headers as people leave them after some years: half of them renamed. */
const HEADER = [
  'venue_id',
  'Property Name',
  'Location',
  'Contact Name',
  'E-mail',
  'Phone',
  'Soundtrack ID',
  'amount_of_zones_venues',
  'Status',
  'last_issue_date',
  'Notes',
  'Priority',
  'Tier',
];
const FIRST_NAMES = ['Anna', 'Somchai', 'Nok', 'David', 'Ploy', 'Marie', 'Kenji', 'Siriporn', 'Ben', 'Wanida'] as const;
const LAST_NAMES = ['Suksan', 'Miller', 'Tanaka', 'Wongchai', 'Garcia', 'Srisuk', 'Weber', 'Rattana'] as const;
const TIERS = ['Gold', 'Silver', 'Bronze', 'silver '] as const;

export type SheetOptions = {
  /** The Soundtrack accounts of a venue. @default none */
  accountsOf?: (venueId: string) => readonly string[];
  /** Whether the usual dirt is in it: a venue twice, a row without an id, cells nobody can read. @default true */
  withDirt?: boolean;
};

/** The venue sheet an estate's owners would keep: a title, headings between the countries, notes, and every venue once. */
export function sheetOf(estate: Estate, { accountsOf = () => [], withDirt = true }: SheetOptions = {}): Sheet {
  const random = seededRandom(estate.seed + 7);
  const rows = countriesOf(estate).flatMap(([country, venues]): Cell[][] => [
    [],
    [country.toUpperCase()],
    ...venues.map((venue) => rowOf(venue, accountsOf(venue.id), random)),
  ]);
  const values: Cell[][] = [
    ['Venue master: edit here, the assistant knows it within half an hour'],
    [],
    HEADER,
    ...rows,
    ...(withDirt ? dirt(estate) : []),
  ];
  if (withDirt) spoil(rows.findLast((row) => row.length > 1));
  return {
    title: 'BMA venue master',
    timeZone: 'Asia/Bangkok',
    tabs: [
      { title: 'Read me', values: [['How to use this sheet'], ['One row per venue. Never change a venue_id.']] },
      { title: 'Venues', values },
    ],
  };
}

/** Home first, then as they come. */
function countriesOf({ venues }: Estate): [string, EstateVenue[]][] {
  const byCountry = new Map<string, EstateVenue[]>([['Thailand', []]]);
  for (const venue of venues) {
    const list = byCountry.get(venue.country) ?? [];
    byCountry.set(venue.country, list);
    list.push(venue);
  }
  return [...byCountry].filter(([, list]) => list.length > 0);
}

function rowOf(venue: EstateVenue, accounts: readonly string[], random: SeededRandom): Cell[] {
  const first = random.pick(FIRST_NAMES);
  const last = random.pick(LAST_NAMES);
  const lapsed = venue.zones.some(({ state }) => state === 'subscription-lapsed');
  const closed = venue.zones.every(({ state }) => state === 'seasonal-closure');
  return [
    Number(venue.id),
    venue.name,
    venue.location,
    `${first} ${last}`,
    `${first}.${last}@venue${venue.id}.example`.toLowerCase(),
    phoneFrom(random),
    accounts.join(', '),
    // Somebody forgot to count the new bar.
    random.chance(0.02) ? venue.zones.length + 1 : venue.zones.length,
    lapsed ? 'Expired' : random.chance(0.5) ? 'Active' : 'active',
    dateFrom(random),
    closed ? 'Closed for the season, opens again in November' : '',
    venue.zones.some(({ critical }) => critical) && random.chance(0.1) ? 'High' : '',
    random.pick(TIERS),
  ];
}

function phoneFrom(random: SeededRandom): Cell {
  const digits = `8${random.whole(10_000_000, 99_999_999)}`;
  // A third was typed as a number and lost its zero, as spreadsheets do.
  if (random.chance(0.33)) return Number(digits);
  return `0${digits.slice(0, 2)}-${digits.slice(2, 5)}-${digits.slice(5)}`;
}

function dateFrom(random: SeededRandom): Cell {
  if (random.chance(0.4)) return '';
  const serial = random.whole(45_900, 46_300);
  return random.chance(0.9) ? serial : `${random.whole(1, 28)} Oct ${random.chance(0.5) ? 2026 : 2569}`;
}

/** Cells that nobody can read; the venue stays one. */
function spoil(row: Cell[] | undefined): void {
  if (!row) return;
  const at = (header: string) => HEADER.indexOf(header);
  row[at('E-mail')] = 'frontdesk(at)example';
  row[at('Phone')] = '12345';
  row[at('amount_of_zones_venues')] = 'two';
  row[at('last_issue_date')] = '31 Feb 2026';
}

/** What every real sheet has at its end. */
function dirt({ venues }: Estate): Cell[][] {
  const [first] = venues;
  return [
    [],
    ['Pending: waiting for the contract of two more hotels, ask Nok before adding them'],
    [990_001, 'Old Town Cafe (CLOSED)', 'Bangkok', '', '', '', '', 1, 'Cancelled'],
    ['', 'Riverside Brasserie', 'Bangkok', 'Ben Weber', 'ben@riverside.example'],
    ...(first ? [[Number(first.id), `${first.name} (copy)`, first.location]] : []),
    ['Total', venues.length],
  ];
}
