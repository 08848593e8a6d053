import { currentVenues } from '../../../lambdas/venues/record/current-venues-in-postgres.ts';
import { takeOver } from '../../../lambdas/venues/record/take-over-in-postgres.ts';
import { venueRecord } from '../../../lambdas/venues/record/venue-record-in-postgres.ts';
import { type ARecord, startRecord } from './a-record.ts';
import { aVenue, minutesLater, nothingDone, sheet, start, word } from './statements.ts';

let record: ARecord;
beforeAll(async () => {
  record = await startRecord();
});
afterEach(() => record.clear());
afterAll(() => record.close());

const take = (statements: Parameters<typeof takeOver>[1], minutes = 0) =>
  takeOver(record.sql, statements, minutesLater(minutes));
const venue = (id: number) => venueRecord(record.sql, id);
const audit = () =>
  record.rows(
    'select actor, action, subject_id, changes, reason, run_id from audit_log where subject = $1 order by id',
    ['venue'],
  );
const disagreements = () =>
  record.rows('select subject_id, field, details, resolution, seen_at from disagreements order by id');
/** Everything that is written, to see that nothing is. */
async function everything() {
  const rows = [];
  for (const table of TABLES) rows.push(await record.rows(`select to_jsonb(t) as row from ${table} t order by 1`));
  return rows;
}
const TABLES = 'venues facts contacts contact_points accounts venue_accounts disagreements audit_log'.split(' ');

describe('taking over a sheet', () => {
  it('adds venues with their contact, accounts and one audit row each', async () => {
    expect(await take(sheet([aVenue(1002), aVenue(1001, { soundtrack_account_id: 'a/b; c\nd, b' })]))).toEqual({
      ...nothingDone,
      added: 2,
    });
    expect(await venue(1001)).toMatchObject({
      name: 'Hotel 1001',
      location: 'Sukhumvit Road, Bangkok',
      zoneCount: 3,
      subscriptionStatus: 'active',
      lastIssueDate: '2026-04-30',
      notes: 'Ask for the engineer.',
      priorityLevel: 'normal',
      slaTier: 'gold',
      state: 'open',
      updatedAt: start,
      contacts: [
        {
          origin: 'sheets',
          name: 'Khun 1001',
          points: [
            { kind: 'email', value: 'gm@hotel-1001.example', verified: false },
            { kind: 'phone', value: '+66810001001', verified: false },
          ],
        },
      ],
      accounts: ['a', 'b', 'c', 'd'].map((id) => ({ id, gone: false })),
    });
    const rows = await audit();
    expect(rows.map(({ action, subject_id, run_id }) => [action, subject_id, run_id])).toEqual([
      ['added', '1001', 'run-1'],
      ['added', '1002', 'run-1'],
    ]);
    expect(rows[0]?.changes).toMatchObject({ venue_name: { before: null, after: 'Hotel 1001' } });
    expect(await record.rows('select distinct listed from accounts')).toEqual([{ listed: true }]);
  });

  it('changes nothing when it says the same again, in whatever order and however often', async () => {
    const said = [aVenue(3), aVenue(1), aVenue(2, { notes: null, contact_phone: null })];
    await take(sheet(said));
    const before = await everything();
    expect(await take(sheet([...said].reverse().concat(said), { runId: 'run-2' }), 5)).toEqual(nothingDone);
    expect(await everything()).toEqual(before);
  });

  it('changes only what differs, and says what it was before', async () => {
    await take(sheet([aVenue(1), aVenue(2)]));
    const said = [aVenue(1, { zone_count: 4, notes: null }), aVenue(2)];
    expect(await take(sheet(said, { runId: 'run-2' }), 5)).toEqual({ ...nothingDone, changed: 1, fieldsChanged: 2 });
    expect((await audit()).slice(2)).toEqual([
      {
        actor: 'venue sheet',
        action: 'changed',
        subject_id: '1',
        changes: { zone_count: { before: 3, after: 4 }, notes: { before: 'Ask for the engineer.', after: null } },
        reason: null,
        run_id: 'run-2',
      },
    ]);
    expect(await record.rows('select id, updated_at from venues order by id')).toEqual([
      { id: '1', updated_at: minutesLater(5) },
      { id: '2', updated_at: start },
    ]);
    expect(
      await record.rows("select field, previous from facts where subject_id = '1' and said_at > $1 order by field", [
        start,
      ]),
    ).toEqual([
      { field: 'notes', previous: 'Ask for the engineer.' },
      { field: 'zone_count', previous: 3 },
    ]);
  });

  it('leaves alone what it does not speak of', async () => {
    await take(sheet([aVenue(1)]));
    expect(await take(sheet([{ venueId: 1, fields: { zone_count: 9 } }]), 1)).toMatchObject({
      changed: 1,
      fieldsChanged: 1,
    });
    expect(await venue(1)).toMatchObject({
      zoneCount: 9,
      notes: 'Ask for the engineer.',
      contacts: [{ name: 'Khun 1' }],
    });
  });

  it('moves the contact: an old number is nobody’s any more, a verified one stays verified', async () => {
    await take(sheet([aVenue(1)]));
    await record.rows("update contact_points set verified_at = $1, verified_by = 'code'", [start]);
    await take(sheet([aVenue(1, { contact_phone: '+66899999999', contact_name: 'Khun Noi' })]), 1);
    expect(await venue(1)).toMatchObject({
      contacts: [
        {
          name: 'Khun Noi',
          points: [
            { kind: 'email', value: 'gm@hotel-1.example', verified: true },
            { kind: 'phone', value: '+66899999999', verified: false },
          ],
        },
      ],
    });
    await take(sheet([aVenue(1, { contact_phone: null, contact_name: null, contact_email: null })]), 2);
    expect(await venue(1)).toMatchObject({ contacts: [] });
    await take(sheet([aVenue(1, { contact_phone: null, contact_name: 'Khun Lek', contact_email: null })]), 3);
    expect(await venue(1)).toMatchObject({ contacts: [{ name: 'Khun Lek', points: [] }] });
  });

  it('links and unlinks accounts, leaving those that were discovered', async () => {
    await take(sheet([aVenue(1, { soundtrack_account_id: 'a, b' }), aVenue(2, { soundtrack_account_id: 'b' })]));
    await record.rows("insert into accounts (id) values ('found')");
    await record.rows("insert into venue_accounts values (1, 'found', 'soundtrack', $1)", [start]);
    await take(sheet([aVenue(1, { soundtrack_account_id: 'c' }), aVenue(2, { soundtrack_account_id: 'b' })]), 1);
    expect(await record.rows('select venue_id, account_id, source from venue_accounts order by 1, 2')).toEqual([
      { venue_id: '1', account_id: 'c', source: 'sheets' },
      { venue_id: '1', account_id: 'found', source: 'soundtrack' },
      { venue_id: '2', account_id: 'b', source: 'sheets' },
    ]);
    expect(await record.rows('select id, listed from accounts order by id')).toEqual([
      { id: 'a', listed: false },
      { id: 'b', listed: true },
      { id: 'c', listed: true },
      { id: 'found', listed: false },
    ]);
  });

  it('ends venues and brings them back', async () => {
    await take(sheet([aVenue(1), aVenue(2), aVenue(3)]));
    const ended = sheet([aVenue(3)], {
      ended: [
        { venueId: 1, state: 'closed' },
        { venueId: 2, state: 'removed' },
        { venueId: 77, state: 'removed' },
      ],
    });
    expect(await take(ended, 1)).toEqual({ ...nothingDone, ended: 2, unknown: [77] });
    expect(await take(ended, 2)).toEqual({ ...nothingDone, unknown: [77] });
    expect(await record.rows('select id, state, ended_at from venues order by id')).toEqual([
      { id: '1', state: 'closed', ended_at: minutesLater(1) },
      { id: '2', state: 'removed', ended_at: minutesLater(1) },
      { id: '3', state: 'open', ended_at: null },
    ]);
    expect((await currentVenues(record.sql)).map(({ venue_id }) => venue_id)).toEqual([3]);

    expect(await take(sheet([], { ended: [{ venueId: 1, state: 'removed' }] }), 3)).toEqual({
      ...nothingDone,
      changed: 1,
    });
    expect(await take(sheet([aVenue(1), aVenue(2, { zone_count: 8 })]), 4)).toEqual({
      ...nothingDone,
      reopened: 2,
      fieldsChanged: 1,
    });
    expect(
      await record.rows("select count(*)::int as open from venues where state = 'open' and ended_at is null"),
    ).toEqual([{ open: 3 }]);
    expect((await audit()).slice(3).map(({ action, subject_id, changes }) => [action, subject_id, changes])).toEqual([
      ['ended', '1', { state: { before: 'open', after: 'closed' } }],
      ['ended', '2', { state: { before: 'open', after: 'removed' } }],
      ['ended', '1', { state: { before: 'closed', after: 'removed' } }],
      ['reopened', '1', { state: { before: 'removed', after: 'open' } }],
      ['reopened', '2', { state: { before: 'removed', after: 'open' }, zone_count: { before: 3, after: 8 } }],
    ]);
  });

  it('believes the end of a venue that it also speaks of', async () => {
    await take(sheet([aVenue(1)]));
    const contrary = sheet([aVenue(1, { zone_count: 5 })], { ended: [{ venueId: 1, state: 'closed' }] });
    expect(await take(contrary, 1)).toEqual({ ...nothingDone, ended: 1 });
    expect(await take(contrary, 2)).toEqual(nothingDone);
  });

  it('refuses values that no such field can hold, one by one', async () => {
    const taken = await take(
      sheet([
        aVenue(1, { contact_phone: '081 234', zone_count: -1, notes: 'a\0b' }),
        aVenue(2, { venue_name: 'x'.repeat(301) }),
        { venueId: -5, fields: { venue_name: 'Nowhere' } },
        { venueId: 1.5, fields: { venue_name: 'Nowhere' } },
        { venueId: 6, fields: { zone_count: 2 } },
      ]),
    );
    expect(taken).toMatchObject({ added: 1, unknown: [-5, 1.5, 2, 6] });
    expect(taken.refused.map(({ venueId, field }) => [venueId, field])).toEqual([
      [1, 'contact_phone'],
      [1, 'zone_count'],
      [1, 'notes'],
      [2, 'venue_name'],
    ]);
    expect(await venue(1)).toMatchObject({ zoneCount: null, notes: null });
  });

  it('keeps a name of signs alone findable', async () => {
    await take(sheet([aVenue(1, { venue_name: '🎵 🎵' })]));
    expect(await record.rows('select name_folded from venues')).toEqual([{ name_folded: '🎵 🎵' }]);
  });
});

describe('what the sheet says now', () => {
  it('is what it last said, whatever is in force', async () => {
    await take(sheet([aVenue(1), aVenue(2, { subscription_status: null, notes: null })]));
    await take({ ...word('override', 1, { zone_count: 99 }), reason: 'counted' }, 1);
    await take(word('soundtrack', 2, { zone_count: 50 }), 1);
    const current = await currentVenues(record.sql);
    expect(current).toEqual([
      { venue_id: 1, ...aVenue(1).fields },
      { venue_id: 2, ...aVenue(2).fields, subscription_status: 'unknown', notes: null },
    ]);
  });

  it('fills every field, and knows nothing of venues it never named', async () => {
    await take(sheet([{ venueId: 5, fields: { venue_name: 'Short' } }]));
    await take({ ...word('override', 6, { venue_name: 'By hand' }), reason: 'new' }, 1);
    expect(await currentVenues(record.sql)).toEqual([
      {
        venue_id: 5,
        ...Object.fromEntries(Object.keys(aVenue(5).fields).map((field) => [field, null])),
        venue_name: 'Short',
        subscription_status: 'unknown',
      },
    ]);
  });

  it('comes in pages that fit, however long the notes are', async () => {
    const long = 'หมายเหตุ 🎵 '.repeat(400).slice(0, 5_000);
    const said = Array.from({ length: 120 }, (_, at) => aVenue(at + 1, { notes: `${at}${long}` }));
    expect(await take(sheet(said))).toMatchObject({ added: 120, refused: [] });
    const current = await currentVenues(record.sql);
    expect(current.map(({ notes }) => notes)).toEqual(said.map(({ fields }) => fields.notes));
  });
});

describe('several sources', () => {
  it('the newest counts, and what they disagree in is open until they agree', async () => {
    await take(sheet([aVenue(1)]));
    expect(await take(word('soundtrack', 1, { zone_count: 5 }), 1)).toEqual({
      ...nothingDone,
      changed: 1,
      fieldsChanged: 1,
      disagreementsOpened: 1,
    });
    expect(await disagreements()).toEqual([
      {
        subject_id: '1',
        field: 'zone_count',
        resolution: null,
        seen_at: minutesLater(1),
        details: {
          inForce: { value: 5, source: 'soundtrack', because: 'newest' },
          others: [{ source: 'sheets', value: 3, saidAt: start.toISOString(), saidBy: 'venue sheet' }],
        },
      },
    ]);
    expect(await take(word('gmail', 1, { zone_count: 6 }), 2)).toMatchObject({ changed: 1, disagreementsOpened: 0 });
    expect(await disagreements()).toMatchObject([
      { seen_at: minutesLater(2), details: { inForce: { source: 'gmail' } } },
    ]);
    await take(word('gmail', 1, { zone_count: 5 }), 3);
    expect(await take(sheet([aVenue(1, { zone_count: 5 })]), 4)).toEqual({
      ...nothingDone,
      disagreementsResolved: 1,
    });
    expect(await disagreements()).toMatchObject([{ resolution: 'agreed' }]);
    expect(await venue(1)).toMatchObject({ zoneCount: 5 });
  });

  it('agree when only spelling differs', async () => {
    await take(sheet([aVenue(1, { venue_name: 'Hilton Pattaya', soundtrack_account_id: 'x, y' })]));
    const taken = await take(word('soundtrack', 1, { venue_name: 'HILTON  PATTAYA', soundtrack_account_id: 'y/x' }), 1);
    expect(taken).toMatchObject({ disagreementsOpened: 0 });
  });

  it('cannot add venues, except the sheet and a person', async () => {
    expect(await take(word('soundtrack', 9, { venue_name: 'Unheard of' }))).toEqual({ ...nothingDone, unknown: [9] });
    expect(await take({ ...word('override', 9, { venue_name: 'By hand' }), reason: 'new' })).toMatchObject({
      added: 1,
    });
    expect(await record.rows('select id, name from venues')).toEqual([{ id: '9', name: 'By hand' }]);
  });

  it('do not bring back a venue that ended, except the sheet', async () => {
    await take(sheet([aVenue(1)]));
    await take(word('soundtrack', 1, { zone_count: 5 }), 1);
    expect(await take(sheet([], { ended: [{ venueId: 1, state: 'closed' }] }), 2)).toMatchObject({
      ended: 1,
      disagreementsResolved: 1,
    });
    expect(await take(word('soundtrack', 1, { zone_count: 7 }), 3)).toMatchObject({
      changed: 1,
      reopened: 0,
      disagreementsOpened: 0,
    });
    expect(await venue(1)).toMatchObject({ state: 'closed', zoneCount: 7 });
    expect(await take(sheet([aVenue(1)]), 4)).toMatchObject({ reopened: 1, disagreementsOpened: 1 });
    expect(await disagreements()).toMatchObject([{ resolution: 'venue-ended' }, { resolution: null }]);
  });

  it('keep the name when the newest word is that there is none', async () => {
    await take(sheet([aVenue(1)]));
    expect(await take(word('soundtrack', 1, { venue_name: null }), 1)).toMatchObject({
      changed: 0,
      refused: [{ venueId: 1, field: 'venue_name', problem: 'cannot be empty' }],
    });
  });
});
