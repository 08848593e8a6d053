import { learnAlias, undoAlias } from '../../../lambdas/venues/record/aliases-in-postgres.ts';
import { type DirectoryRows, directoryRows } from '../../../lambdas/venues/record/directory-rows-in-postgres.ts';
import {
  accountsPage,
  openVenuesPage,
  venuesByAccount,
  venuesByEmail,
  venuesByLineId,
  venuesByName,
  venuesByPhone,
} from '../../../lambdas/venues/record/look-up-in-postgres.ts';
import { takeOver } from '../../../lambdas/venues/record/take-over-in-postgres.ts';
import { venueRecord } from '../../../lambdas/venues/record/venue-record-in-postgres.ts';
import { type ARecord, startRecord } from './a-record.ts';
import { aVenue, minutesLater, sheet, start } from './statements.ts';

let record: ARecord;
beforeAll(async () => {
  record = await startRecord();
});
afterEach(() => record.clear());
afterAll(() => record.close());

const names = [
  'Hilton Pattaya',
  'Hilton Pattaya Beach',
  'โรงแรมฮิลตัน พัทยา',
  'Café Noir 100%',
  'Hilton_Bangkok',
  'Closed Inn',
];
const prepare = async () => {
  const venues = names.map((venue_name, at) =>
    aVenue(at + 1, {
      venue_name,
      contact_phone: at < 3 ? '+66811111111' : `+6682222222${at}`,
      soundtrack_account_id: 'chain',
    }),
  );
  await takeOver(record.sql, sheet(venues), start);
  await takeOver(record.sql, sheet([], { ended: [{ venueId: 6, state: 'closed' }] }), minutesLater(1));
};
async function allPages(): Promise<DirectoryRows[]> {
  const pages = [];
  for await (const page of directoryRows(record.sql, start)) pages.push(page);
  return pages;
}
const ids = (found: { id: number }[]) => found.map(({ id }) => id);

describe('a venue is found', () => {
  beforeEach(prepare);

  it.each<[string, [number, string][]]>([
    [
      'hilton pattaya',
      [
        [1, 'name'],
        [2, 'beginning'],
      ],
    ],
    [
      'HILTON  PATTAYA!',
      [
        [1, 'name'],
        [2, 'beginning'],
      ],
    ],
    [
      'Hilton',
      [
        [5, 'beginning'],
        [1, 'beginning'],
        [2, 'beginning'],
      ],
    ],
    ['cafe noir', [[4, 'beginning']]],
    ['โรงแรมฮิลตัน', [[3, 'beginning']]],
    ['%', []],
    ['_', []],
    ['', []],
    ['Closed Inn', []],
    ["'; drop table venues; --", []],
  ])('by its name %j', async (name, found) => {
    expect((await venuesByName(record.sql, name)).map(({ id, how }) => [id, how])).toEqual(found);
  });

  it('by an alias, after whole names and before beginnings', async () => {
    await learnAlias(record.sql, { venueId: 4, alias: 'Hilton Patt', source: 'person', by: 'anna' }, start);
    expect((await venuesByName(record.sql, 'hilton patt')).map(({ id, how }) => [id, how])).toEqual([
      [4, 'alias'],
      [1, 'beginning'],
      [2, 'beginning'],
    ]);
    expect(await venuesByName(record.sql, 'hilton patt', { limit: 1 })).toHaveLength(1);
  });

  it('by phone, page by page, with the person who is reached', async () => {
    expect(await venuesByPhone(record.sql, '+66811111111', { limit: 2 })).toMatchObject([
      { id: 1, name: 'Hilton Pattaya', contactName: 'Khun 1', role: 'other', verified: false },
      { id: 2 },
    ]);
    expect(ids(await venuesByPhone(record.sql, '+66811111111', { after: 2, limit: 2 }))).toEqual([3]);
    expect(await venuesByPhone(record.sql, '+66822222225')).toEqual([]);
    expect(await venuesByPhone(record.sql, "+66' or '1'='1")).toEqual([]);
  });

  it('by LINE id and e-mail, once for a person who stands there twice', async () => {
    await record.rows(
      `insert into contacts (venue_id, origin, slot, name, created_at, updated_at)
       select 2, 'chat', slot, 'Noi', $1, $1 from generate_series(1, 2) slot`,
      [start],
    );
    await record.rows(
      `insert into contact_points (contact_id, kind, value, verified_at, verified_by)
       select id, 'line', 'U1', case slot when 2 then $1::timestamptz end, case slot when 2 then 'code' end
       from contacts where origin = 'chat'`,
      [start],
    );
    expect(await venuesByLineId(record.sql, 'U1')).toMatchObject([{ id: 2, contactName: 'Noi', verified: true }]);
    expect(ids(await venuesByEmail(record.sql, 'GM@Hotel-4.example'))).toEqual([4]);
  });

  it('by account and in the list of all, without those that ended', async () => {
    expect(ids(await venuesByAccount(record.sql, 'chain', { after: 2, limit: 2 }))).toEqual([3, 4]);
    expect(ids(await openVenuesPage(record.sql))).toEqual([1, 2, 3, 4, 5]);
    expect(ids(await openVenuesPage(record.sql, { after: 4 }))).toEqual([5]);
    expect(await accountsPage(record.sql)).toEqual([{ id: 'chain', name: null, listed: true, venues: 6, gone: false }]);
    expect(await accountsPage(record.sql, { after: 'chain' })).toEqual([]);
  });

  it('by its number in any state, or not at all', async () => {
    expect(await venueRecord(record.sql, 6)).toMatchObject({ state: 'closed', name: 'Closed Inn' });
    expect(await venueRecord(record.sql, 404)).toBeUndefined();
  });
});

describe('an alias', () => {
  beforeEach(prepare);
  const learn = (venueId: number, alias: string, source: 'person' | 'confirmed-pick' = 'confirmed-pick') =>
    learnAlias(record.sql, { venueId, alias, source, by: "O'Brien" }, start);
  const undo = (venueId: number, alias: string) =>
    undoAlias(record.sql, { venueId, alias, by: 'anna' }, minutesLater(1));

  it('is learnt once, and undone', async () => {
    expect(await learn(1, ' The  Beachfront ')).toEqual({ kind: 'learnt' });
    expect(await learn(1, 'the beachfront')).toEqual({ kind: 'known-already' });
    expect(await venueRecord(record.sql, 1)).toMatchObject({
      aliases: [{ alias: 'The  Beachfront', source: 'confirmed-pick' }],
    });
    expect(await undo(1, 'THE BEACHFRONT')).toEqual({ kind: 'undone' });
    expect(await undo(1, 'THE BEACHFRONT')).toEqual({ kind: 'not-known' });
    expect(await venueRecord(record.sql, 1)).toMatchObject({ aliases: [] });
    expect(
      await record.rows("select action, actor, changes from audit_log where action like 'alias%' order by id"),
    ).toEqual([
      { action: 'alias-learnt', actor: "O'Brien", changes: { alias: { before: null, after: 'The  Beachfront' } } },
      { action: 'alias-undone', actor: 'anna', changes: { alias: { before: 'The  Beachfront', after: null } } },
    ]);
  });

  it('that a person undid comes back by a person only', async () => {
    await learn(1, 'Beachfront');
    await undo(1, 'Beachfront');
    expect(await learn(1, 'Beachfront')).toEqual({ kind: 'refused', problem: 'a person has undone this alias' });
    expect(await learn(1, 'Beachfront', 'person')).toEqual({ kind: 'learnt' });
  });

  it('is taken when another open venue is called so', async () => {
    expect(await learn(1, 'cafe noir 100')).toEqual({ kind: 'taken', venueId: 4 });
    await learn(2, 'Beachfront');
    expect(await learn(1, 'BEACHFRONT', 'person')).toEqual({ kind: 'taken', venueId: 2 });
    expect(await learn(1, 'hilton pattaya')).toEqual({ kind: 'known-already' });
    expect(await learn(1, 'Closed Inn')).toEqual({ kind: 'learnt' });
  });

  it('taught for two venues at once goes to one of them', async () => {
    const outcomes = await Promise.all([1, 2, 3, 4].map((id) => learn(id, 'Beachfront')));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['learnt', 'taken', 'taken', 'taken']);
  });

  it.each([
    [1, '  ', 'cannot be empty'],
    [1, 'x'.repeat(301), 'no longer than 300'],
    [1, 'a\0b', 'cannot be stored'],
    [6, 'Inn', 'no open venue 6'],
    [404, 'Inn', 'no open venue 404'],
  ])('of venue %d is refused in words: %j', async (venueId, alias, problem) => {
    expect(await learn(venueId, alias)).toEqual({ kind: 'refused', problem: expect.stringContaining(problem) });
  });

  it.each(["'; drop table aliases; --", '🎵', 'ฮิลตัน', ':folded :venueId', '{"a": 1}'])('may be %j', async (alias) => {
    expect(await learn(1, alias)).toEqual({ kind: 'learnt' });
    expect(await venueRecord(record.sql, 1)).toMatchObject({ aliases: [{ alias }] });
    expect(await venuesByName(record.sql, alias)).toMatchObject([{ id: 1, how: 'alias' }]);
  });
});

describe('the rows of the directory', () => {
  it('hold every open venue with its other names, zones and accounts, and every zone that is there', async () => {
    await prepare();
    await learnAlias(record.sql, { venueId: 1, alias: 'Beachfront', source: 'person', by: 'anna' }, start);
    await record.rows(
      `insert into zones (id, account_id, venue_id, time_zone, name, name_folded, kind, critical, first_seen_at, last_seen_at, gone_at)
       select 'z' || n, 'chain', case when n < 4 then 1 when n = 4 then 6 end, 'Asia/Bangkok', 'Zone ' || n, 'zone ' || n,
         'other', false, $1::timestamptz, $1, case when n = 3 then $1::timestamptz end
       from generate_series(1, 5) n`,
      [start],
    );
    const pages = await allPages();
    const venues = pages.flatMap((page) => (page.kind === 'venues' ? page.rows : []));
    const zones = pages.flatMap((page) => (page.kind === 'zones' ? page.rows : []));
    expect(ids(venues)).toEqual([1, 2, 3, 4, 5]);
    expect(venues[0]).toEqual({
      id: 1,
      name: 'Hilton Pattaya',
      location: 'Sukhumvit Road, Bangkok',
      country: null,
      aliases: ['Beachfront'],
      zones: ['Zone 1', 'Zone 2'],
      accounts: ['chain'],
    });
    expect(zones.map(({ id, venueId }) => [id, venueId])).toEqual([
      ['z1', 1],
      ['z2', 1],
      ['z4', null],
      ['z5', null],
    ]);
  });

  it('come in pages that fit, also when there are many and each is long', async () => {
    const long = 'ถนนสุขุมวิท '.repeat(80);
    const all = Array.from({ length: 2_300 }, (_, at) => ({
      venueId: at + 1,
      fields: { venue_name: `Hotel ${at + 1}`, location: long.slice(0, 400 + (at % 500)).trim() },
    }));
    await takeOver(record.sql, sheet(all), start);
    const pages = await allPages();
    expect(pages.length).toBeGreaterThan(2);
    expect(pages.flatMap(({ rows }) => ids(rows as { id: number }[]))).toEqual(all.map(({ venueId }) => venueId));
  });

  it('are none when there is nothing', async () => {
    expect(await allPages()).toEqual([]);
  });
});
