import { SqlFailure } from '../../../../lambdas/runtime/sql/sql-failure.ts';
import type { OpenDisagreement } from '../../../../lambdas/venues/record/open-disagreements-in-postgres.ts';
import type { Provenance } from '../../../../lambdas/venues/record/who-said-what-in-postgres.ts';
import { disagreementInWords } from '../../../../local/console/venue-data/disagreements.ts';
import { type AConsole, aConsole } from '../a-console.ts';

const at = new Date('2026-11-21T10:00:00.000Z');
const sheetSays = {
  source: 'sheets',
  value: '+66811111111',
  saidAt: at,
  saidBy: 'venue sheet',
  expired: false,
} as const;
const annaSays = {
  source: 'override',
  value: '+66822222222',
  saidAt: at,
  saidBy: 'anna',
  reason: 'called her',
  expired: false,
} as const;
const hilton: Provenance = {
  venueId: 1001,
  name: 'Hilton Bangkok',
  state: 'open',
  fields: [
    {
      field: 'contact_phone',
      settled: { value: annaSays.value, source: 'override', because: 'override', contradicting: [sheetSays] },
      words: [annaSays, sheetSays],
    },
    {
      field: 'location',
      settled: {
        value: 'Bangkok',
        source: 'sheets',
        because: 'newest',
        contradicting: [{ ...sheetSays, source: 'soundtrack', value: 'Phuket' }],
      },
      words: [{ ...sheetSays, value: 'Bangkok', previous: null }],
    },
  ],
  audit: [
    {
      id: 3,
      at,
      actor: 'anna',
      action: 'forced',
      reason: 'called her',
      runId: null,
      changes: [{ field: 'contact_phone', before: '+66811111111', after: '+66822222222' }],
    },
  ],
};
const found = (id: number, how: 'name' | 'alias' | 'beginning') => ({ id, name: `Hilton ${id}`, location: null, how });

let desk: AConsole;
beforeEach(async () => {
  desk = await aConsole();
  desk.venues.says.provenance.set(1001, hilton);
});
afterEach(() => desk.close());

describe('GET /api/venue-facts', () => {
  it('shows every field with the value in force, why, and the word of everybody', async () => {
    const { status, body } = await desk.get('/api/venue-facts?venue=1001');
    expect(status).toBe(200);
    expect(body.venue).toEqual({ id: 1001, name: 'Hilton Bangkok', state: 'open' });
    expect(body.fields).toHaveLength(12);
    const field = (name: string) => body.fields.find((each: { field: string }) => each.field === name);
    expect(field('contact_phone')).toMatchObject({
      label: 'Phone',
      value: '+66822222222',
      why: 'a person decided so',
      forced: true,
      disputed: false,
      words: [
        { saidBy: 'anna', reason: 'called her', inForce: true },
        { sourceInWords: 'the venue sheet', inForce: false },
      ],
    });
    expect(field('location')).toMatchObject({ why: 'the newest word, from the venue sheet', disputed: true });
    expect(field('location').words[0].previous).toBeNull();
    expect(field('notes')).toMatchObject({ value: null, why: 'nobody says anything', words: [] });
    expect(body.audit[0].changes[0].label).toBe('Phone');
  });

  it('finds a venue by its name, and offers those that begin so', async () => {
    desk.venues.says.called = [found(1001, 'name'), found(1002, 'beginning')];
    expect((await desk.get('/api/venue-facts?venue=hilton%20bangkok')).body.venue.id).toBe(1001);
    desk.venues.says.called = [found(1001, 'beginning'), found(1002, 'beginning')];
    expect((await desk.get('/api/venue-facts?venue=hil')).body.candidates).toHaveLength(2);
    desk.venues.says.called = [found(1001, 'name'), found(1002, 'name'), found(1003, 'beginning')];
    expect((await desk.get('/api/venue-facts?venue=hilton')).body.candidates).toHaveLength(3);
  });

  it('says what it did not find, and takes a number for a name where no venue has it', async () => {
    expect(await desk.get('/api/venue-facts?venue=%20')).toMatchObject({ status: 400 });
    expect(await desk.get('/api/venue-facts?venue=atlantis')).toMatchObject({
      status: 404,
      body: { problem: expect.stringContaining('"atlantis"') },
    });
    desk.venues.says.called = [found(1001, 'name')];
    expect((await desk.get('/api/venue-facts?venue=21')).body.venue.id).toBe(1001);
  });

  it('says so in words while the database does not answer', async () => {
    desk.venues.says.failure = new SqlFailure('resuming', 'the database is waking up');
    expect(await desk.get('/api/venue-facts?venue=1001')).toMatchObject({
      status: 503,
      body: { problem: expect.stringContaining('does not answer just now (resuming)') },
    });
    expect(desk.problems).toEqual([]);
  });

  it('refuses what the database cannot hold', async () => {
    desk.venues.says.failure = new SqlFailure('invalid-value', 'a character it does not know');
    expect((await desk.get('/api/venue-facts?venue=%00')).status).toBe(400);
    expect(desk.problems).toEqual([]);
  });
});

describe('POST /api/venue-override', () => {
  const anOverride = {
    venue: 1001,
    field: 'contact_phone',
    value: '+66 82 222 2222',
    by: 'anna',
    reason: 'called her',
  };

  it('forces a value as it was typed, and publishes it', async () => {
    const { status, body } = await desk.post('/api/venue-override', { ...anOverride, until: '2026-12-31' });
    expect([status, body]).toEqual([
      200,
      { venue: 1001, field: 'contact_phone', recordChanged: true, directory: expect.objectContaining({ version: 7 }) },
    ]);
    expect(desk.venues.asked.forced).toEqual([
      {
        venueId: 1001,
        field: 'contact_phone',
        value: '+66822222222',
        by: 'anna',
        reason: 'called her',
        expiresAt: new Date('2026-12-31T16:59:59.999Z'),
      },
    ]);
    expect(desk.venues.asked.published).toBe(1);
  });

  it.each([
    ['zone_count', '12', 12],
    ['zone_count', 12, 12],
    ['notes', '', null],
    ['notes', null, null],
    ['contact_email', 'GM@Hotel.com', 'gm@hotel.com'],
  ])('reads %s %j as %j', async (field, value, forced) => {
    await desk.post('/api/venue-override', { ...anOverride, venue: '1001', field, value, until: '' });
    expect(desk.venues.asked.forced[0]).toMatchObject({ venueId: 1001, field, value: forced });
    expect(desk.venues.asked.forced[0]).not.toHaveProperty('expiresAt');
  });

  it('lifts one, with a reason', async () => {
    const lift = { venue: 1001, field: 'contact_phone', lift: true, by: 'anna', reason: 'she left' };
    expect((await desk.post('/api/venue-override', lift)).status).toBe(200);
    expect(desk.venues.asked.lifted).toEqual([
      { venueId: 1001, field: 'contact_phone', by: 'anna', reason: 'she left' },
    ]);
    expect((await desk.post('/api/venue-override', { ...lift, value: 'x' })).body.problem).toMatch(/To lift/);
  });

  it('passes a refusal on in its words, and publishes nothing', async () => {
    desk.venues.says.refusal = 'there is no venue 999';
    const { status, body } = await desk.post('/api/venue-override', { ...anOverride, venue: 999 });
    expect([status, body.problem, desk.venues.asked.published]).toEqual([400, 'Refused: there is no venue 999.', 0]);
  });

  it('keeps the value when it cannot be published, and says so', async () => {
    desk.venues.says.unpublishable = new Error('the bucket does not answer');
    const { status, body } = await desk.post('/api/venue-override', anOverride);
    expect([status, body.note]).toEqual([200, expect.stringMatching(/kept.*bucket does not answer.*next sync/)]);
  });

  it.each([
    [{ value: undefined }, /Send the 'value'/],
    [{ field: 'phone' }, /'field': is none of venue_name/],
    [{ by: ' ' }, /'by': is empty/],
    [{ reason: undefined }, /'reason'/],
    [{ venue: 'hilton' }, /'venue'/],
    [{ until: 'tomorrow' }, /'until'/],
    [{ untl: '2026-12-31' }, /untl/],
  ])('refuses %j', async (change, words) => {
    const { status, body } = await desk.post('/api/venue-override', { ...anOverride, ...change });
    expect([status, body.problem]).toEqual([400, expect.stringMatching(words)]);
    expect(desk.venues.asked.forced).toEqual([]);
  });
});

const open = (change: Partial<OpenDisagreement> & { details: Record<string, unknown> }): OpenDisagreement => ({
  id: 1,
  kind: 'sources-contradict',
  subject: 'venue',
  subjectId: '1001',
  field: '',
  openedAt: at,
  seenAt: at,
  venueName: 'Hilton Bangkok',
  ...change,
});

describe('GET /api/disagreements', () => {
  it('goes page by page, with the way to the venue', async () => {
    desk.venues.says.disagreements = Array.from({ length: 30 }, (_, nth) => open({ id: nth + 1, details: {} }));
    const first = await desk.get('/api/disagreements');
    expect([first.body.rows.length, first.body.next]).toEqual([25, 25]);
    expect(first.body.rows[0].venue).toEqual({ id: '1001', name: 'Hilton Bangkok' });
    const second = await desk.get('/api/disagreements?after=25');
    expect([second.body.rows.length, second.body.next]).toEqual([5, undefined]);
    expect((await desk.get('/api/disagreements?after=-1')).status).toBe(400);
  });

  it.each([
    [
      open({
        field: 'contact_phone',
        details: { inForce: { source: 'sheets', value: '1' }, others: [{ source: 'gmail', value: null }] },
      }),
      'Phone: “1” by the venue sheet is in force, “nothing” by the mailbox.',
    ],
    [
      open({ kind: 'zone-count-differs', details: { sheet: 1, soundtrack: 6, undecided: 2 } }),
      'The sheet counts 1 zone, Soundtrack shows 6 zones and 2 more that may be its.',
    ],
    [
      open({ kind: 'subscription-differs', details: { sheet: 'active', EXPIRED: 2 } }),
      "The sheet says active, Soundtrack's zones are 2 expired.",
    ],
    [
      open({ kind: 'account-not-in-soundtrack', details: { accountIds: ['a', 'b'] } }),
      'The sheet names a, b, which Soundtrack does not show.',
    ],
    [
      open({ kind: 'account-not-in-sheet', details: { name: 'Demo', zones: 1, suggestedVenueId: 1002 } }),
      'Soundtrack has the account Demo with 1 zone, which no row of the sheet names; it may be venue 1002.',
    ],
    [
      open({ kind: 'zone-without-venue', details: { name: 'Pool', account: 'Group', location: null } }),
      'Nobody can tell which venue the zone Pool of Group belongs to.',
    ],
    [
      open({ kind: 'override-without-venue', details: { name: 'Pool', venueId: 7 } }),
      'The zone Pool was given to venue 7, which is not there.',
    ],
    [
      open({ kind: 'something-new', field: 'notes', details: { why: ['x'] } }),
      'something new (venue 1001, Notes): why ["x"]',
    ],
  ])('says %# in words', (row, words) => {
    expect(disagreementInWords(row)).toBe(words);
  });
});
