import { expireOverrides } from '../../../lambdas/venues/record/expire-overrides-in-postgres.ts';
import { openDisagreements } from '../../../lambdas/venues/record/open-disagreements-in-postgres.ts';
import { forceValue, liftOverride, type Override } from '../../../lambdas/venues/record/override-in-postgres.ts';
import { liftZoneOverride, overrideZone } from '../../../lambdas/venues/record/override-zone-in-postgres.ts';
import { takeOver } from '../../../lambdas/venues/record/take-over-in-postgres.ts';
import { venueRecord } from '../../../lambdas/venues/record/venue-record-in-postgres.ts';
import { whoSaidWhat } from '../../../lambdas/venues/record/who-said-what-in-postgres.ts';
import { type ARecord, startRecord } from './a-record.ts';
import { aVenue, minutesLater, nothingDone, sheet, start, word } from './statements.ts';

let record: ARecord;
beforeAll(async () => {
  record = await startRecord();
});
beforeEach(() => takeOver(record.sql, sheet([aVenue(1), aVenue(2)]), start));
afterEach(() => record.clear());
afterAll(() => record.close());

const override = (more: Partial<Override> = {}): Override => ({
  venueId: 1,
  field: 'zone_count',
  value: 9,
  by: 'anna',
  reason: 'counted on site',
  ...more,
});
const force = (more: Partial<Override>, minutes: number) =>
  forceValue(record.sql, override(more), minutesLater(minutes));
const lift = (minutes: number, field = 'zone_count') =>
  liftOverride(record.sql, { venueId: 1, field, by: 'ben', reason: 'sheet is right again' }, minutesLater(minutes));
const venue = (id = 1) => venueRecord(record.sql, id);
const changes = () =>
  record.rows("select actor, action, changes, reason from audit_log where action <> 'added' order by id");

describe('a value that a person forces', () => {
  it('stands over everything that is said later, and gives way when it is lifted', async () => {
    expect(await force({}, 1)).toEqual({ kind: 'done', recordChanged: true });
    expect(await takeOver(record.sql, sheet([aVenue(1, { zone_count: 5 })]), minutesLater(2))).toEqual(nothingDone);
    expect(await venue()).toMatchObject({ zoneCount: 9 });
    expect(await lift(3)).toEqual({ kind: 'done', recordChanged: true });
    expect(await venue()).toMatchObject({ zoneCount: 5 });
    expect(await changes()).toEqual([
      { actor: 'anna', action: 'forced', changes: { zone_count: { before: 3, after: 9 } }, reason: 'counted on site' },
      {
        actor: 'ben',
        action: 'lifted',
        changes: { zone_count: { before: 9, after: 5 } },
        reason: 'sheet is right again',
      },
    ]);
    expect(await lift(4)).toEqual({ kind: 'refused', problem: 'nobody has overridden zone_count of venue 1' });
  });

  it('is audited also when it only confirms what is there', async () => {
    expect(await force({ value: 3 }, 1)).toEqual({ kind: 'done', recordChanged: false });
    expect(await changes()).toMatchObject([{ action: 'forced', changes: { zone_count: { before: 3, after: 3 } } }]);
    expect(await record.rows('select updated_at from venues where id = 1')).toEqual([{ updated_at: start }]);
  });

  it.each<[string, string, unknown]>([
    ['contact_phone', '+66899999999', { contacts: [{ points: [{ kind: 'email' }, { value: '+66899999999' }] }] }],
    ['contact_name', 'Khun Noi', { contacts: [{ name: 'Khun Noi' }] }],
    ['venue_name', 'โรงแรม One', { name: 'โรงแรม One' }],
    ['soundtrack_account_id', 'x / y', { accounts: [{ id: 'x' }, { id: 'y' }] }],
    ['last_issue_date', '2026-05-01', { lastIssueDate: '2026-05-01' }],
    ['subscription_status', 'paused', { subscriptionStatus: 'paused' }],
  ])('may be %s', async (field, value, expected) => {
    expect(await force({ field, value }, 1)).toMatchObject({ kind: 'done' });
    expect(await venue()).toMatchObject(expected as object);
    expect(await lift(2, field)).toMatchObject({ kind: 'done' });
    expect(await venue()).toMatchObject({
      name: 'Hotel 1',
      contacts: [{ name: 'Khun 1' }],
      accounts: [{ id: 'account-1' }],
    });
  });

  it.each<[Partial<Override>, string]>([
    [{ venueId: 404 }, 'there is no venue 404'],
    [{ venueId: 1.5 }, 'a venue is named by its number'],
    [{ field: 'phone' }, 'venues have no "phone"; they have venue_name, location'],
    [{ field: '__proto__' }, 'venues have no "__proto__"'],
    [{ value: -1 }, 'zone_count is below zero'],
    [{ value: 'three' }, 'zone_count is no whole number'],
    [{ field: 'contact_phone', value: '0812345678' }, 'contact_phone is no phone number with its country'],
    [{ field: 'contact_email', value: 'Anna@Hotel.example' }, 'contact_email is not in lower case'],
    [{ field: 'last_issue_date', value: '2026-02-31' }, 'last_issue_date is no date'],
    [{ field: 'venue_name', value: null }, 'venue_name cannot be empty'],
    [{ by: ' ' }, 'it must be said who'],
    [{ reason: '' }, 'a reason is needed'],
    [{ expiresAt: minutesLater(1) }, 'an override must end in the future'],
    [{ expiresAt: new Date(Number.NaN) }, 'an override must end in the future'],
  ])('is refused in words: %j', async (more, problem) => {
    expect(await force(more, 1)).toEqual({ kind: 'refused', problem: expect.stringContaining(problem) });
    expect(await changes()).toEqual([]);
  });
});

describe('an override for a time', () => {
  it('is over at its very moment, with the next look at the clock', async () => {
    await force({ expiresAt: minutesLater(30) }, 1);
    expect(await expireOverrides(record.sql, new Date(minutesLater(30).getTime() - 1))).toMatchObject({ expired: 0 });
    expect(await venue()).toMatchObject({ zoneCount: 9 });
    expect(await expireOverrides(record.sql, minutesLater(30))).toEqual({
      expired: 1,
      venuesChanged: 1,
      disagreementsOpened: 0,
    });
    expect(await venue()).toMatchObject({ zoneCount: 3 });
    expect((await changes()).at(-1)).toMatchObject({
      action: 'override-expired',
      changes: { zone_count: { before: 9, after: 3 } },
    });
    expect(await expireOverrides(record.sql, minutesLater(31))).toMatchObject({ expired: 0, venuesChanged: 0 });
  });

  it('counts as never said for whoever speaks after its end, although nobody looked at the clock', async () => {
    await force({ expiresAt: minutesLater(30) }, 1);
    expect(await takeOver(record.sql, sheet([aVenue(1, { zone_count: 4 })]), minutesLater(40))).toMatchObject({
      changed: 1,
    });
    expect(await venue()).toMatchObject({ zoneCount: 4 });
    expect(await expireOverrides(record.sql, minutesLater(41))).toMatchObject({ expired: 1, venuesChanged: 0 });
  });

  it('may be prolonged, and several end at once', async () => {
    await force({ expiresAt: minutesLater(30) }, 1);
    await force({ expiresAt: minutesLater(60) }, 2);
    await force({ field: 'notes', value: 'be careful', expiresAt: minutesLater(60) }, 2);
    await force({ venueId: 2, field: 'soundtrack_account_id', value: 'other', expiresAt: minutesLater(50) }, 2);
    expect(await expireOverrides(record.sql, minutesLater(30))).toMatchObject({ expired: 0 });
    expect(await expireOverrides(record.sql, minutesLater(60))).toMatchObject({ expired: 3, venuesChanged: 2 });
    expect(await venue()).toMatchObject({ zoneCount: 3, notes: 'Ask for the engineer.' });
    expect(await venue(2)).toMatchObject({ accounts: [{ id: 'account-2' }] });
  });
});

describe('disagreements', () => {
  beforeEach(() => takeOver(record.sql, word('soundtrack', 1, { zone_count: 5 }), minutesLater(1)));

  it('are closed by a person’s decision, and open again when it is over', async () => {
    expect(await openDisagreements(record.sql)).toMatchObject([
      { kind: 'sources-contradict', subject: 'venue', subjectId: '1', field: 'zone_count', venueName: 'Hotel 1' },
    ]);
    await force({ expiresAt: minutesLater(30) }, 2);
    expect(await openDisagreements(record.sql)).toEqual([]);
    expect(await record.rows('select resolution from disagreements')).toEqual([{ resolution: 'override' }]);
    expect(await expireOverrides(record.sql, minutesLater(30))).toMatchObject({ disagreementsOpened: 1 });
    expect(await openDisagreements(record.sql)).toMatchObject([
      { openedAt: minutesLater(30), details: { inForce: { value: 5, source: 'soundtrack' } } },
    ]);
  });

  it('come page by page, whatever they are about and however long the values', async () => {
    const long = 'ก'.repeat(9_000);
    for (const [at, source] of (['sheets', 'soundtrack', 'gmail', 'database'] as const).entries()) {
      await takeOver(
        record.sql,
        word(source, 2, { notes: `${source}${long}`, sla_tier: source }),
        minutesLater(2 + at),
      );
    }
    const first = await openDisagreements(record.sql, { limit: 2 });
    const rest = await openDisagreements(record.sql, { after: first.at(-1)?.id, limit: 2 });
    expect([...first, ...rest].map(({ subjectId, field }) => [subjectId, field])).toEqual([
      ['1', 'zone_count'],
      ['2', 'notes'],
      ['2', 'sla_tier'],
    ]);
    expect(await openDisagreements(record.sql, { after: rest.at(-1)?.id })).toEqual([]);
  });
});

describe('who said what', () => {
  it('tells the value in force and why, every word with its time and speaker, and the newest changes', async () => {
    await takeOver(record.sql, word('soundtrack', 1, { zone_count: 5 }), minutesLater(1));
    await takeOver(record.sql, sheet([aVenue(1, { zone_count: 4 })], { runId: 'run-2' }), minutesLater(2));
    await force({ value: 8 }, 3);
    await force({ expiresAt: minutesLater(30), reason: 'counted again' }, 4);
    const told = await whoSaidWhat(record.sql, { venueId: 1, field: 'zone_count' }, minutesLater(5));
    expect(told).toMatchObject({
      venueId: 1,
      name: 'Hotel 1',
      state: 'open',
      fields: [
        {
          field: 'zone_count',
          settled: { value: 9, source: 'override', because: 'override' },
          words: [
            {
              source: 'override',
              value: 9,
              previous: 8,
              saidBy: 'anna',
              saidAt: minutesLater(4),
              reason: 'counted again',
              expiresAt: minutesLater(30),
              expired: false,
            },
            { source: 'sheets', value: 4, previous: 3, saidBy: 'venue sheet', saidAt: minutesLater(2) },
            { source: 'soundtrack', value: 5, saidAt: minutesLater(1) },
          ],
        },
      ],
    });
    expect(told?.audit.map(({ action, runId, changes }) => [action, runId, changes])).toEqual([
      ['forced', null, [{ field: 'zone_count', before: '8', after: '9' }]],
      ['forced', null, [{ field: 'zone_count', before: '4', after: '8' }]],
      ['changed', 'run-2', [{ field: 'zone_count', before: '5', after: '4' }]],
      ['changed', null, [{ field: 'zone_count', before: '3', after: '5' }]],
      ['added', 'run-1', [{ field: 'zone_count', before: null, after: '3' }]],
    ]);
    const later = await whoSaidWhat(record.sql, { venueId: 1, field: 'zone_count' }, minutesLater(30));
    expect(later?.fields[0]).toMatchObject({
      settled: { value: 4, because: 'newest' },
      words: [{ expired: true }, {}, {}],
    });
  });

  it('tells of all fields, and of the twenty newest changes only', async () => {
    for (let at = 1; at <= 25; at++) await force({ value: at }, at);
    const told = await whoSaidWhat(record.sql, { venueId: 1 }, minutesLater(30));
    expect(told?.fields.map(({ field }) => field)).toEqual(Object.keys(aVenue(1).fields));
    expect(told?.audit.map(({ changes: [change] }) => change?.after)).toEqual(
      Array.from({ length: 20 }, (_, at) => String(25 - at)),
    );
  });

  it('has nothing to tell of a venue nobody knows', async () => {
    expect(await whoSaidWhat(record.sql, { venueId: 404 }, start)).toBeUndefined();
  });
});

describe('a zone', () => {
  beforeEach(async () => {
    await record.rows(
      `insert into zones (id, account_id, venue_id, name, name_folded, kind, critical, first_seen_at, last_seen_at)
       values ('z1', 'account-1', 1, 'Lobby', 'lobby', 'lobby', true, $1, $1)`,
      [start],
    );
  });
  const said = { zoneId: 'z1', by: 'anna', reason: 'it is a corridor' };
  const zone = () => record.rows('select kind, critical, kind_source from zones');

  it('is what a person says, until that is lifted', async () => {
    expect(await overrideZone(record.sql, { ...said, critical: false }, start)).toEqual({ kind: 'done' });
    expect(await zone()).toEqual([{ kind: 'lobby', critical: false, kind_source: 'override' }]);
    expect(await overrideZone(record.sql, { ...said, kind: 'back-of-house' }, start)).toEqual({ kind: 'done' });
    expect(await zone()).toEqual([{ kind: 'back-of-house', critical: false, kind_source: 'override' }]);
    expect(await liftZoneOverride(record.sql, said, start)).toEqual({ kind: 'done' });
    expect(await zone()).toMatchObject([{ kind_source: 'inferred' }]);
    expect(
      await record.rows("select action, changes -> 'kind' as kind from audit_log where subject = 'zone' order by id"),
    ).toEqual([
      { action: 'forced', kind: { before: 'lobby', after: 'lobby' } },
      { action: 'forced', kind: { before: 'lobby', after: 'back-of-house' } },
      { action: 'lifted', kind: { before: 'back-of-house', after: 'back-of-house' } },
    ]);
  });

  it.each([
    [{ ...said, zoneId: 'z2', critical: true }, 'there is no zone z2'],
    [said, 'say the kind'],
    [{ ...said, kind: "x'; drop table zones" }, 'a kind is a word'],
    [{ ...said, kind: 'bar', reason: '' }, 'who decides this, and why'],
  ])('is refused in words: %j', async (asked, problem) => {
    expect(await overrideZone(record.sql, asked, start)).toMatchObject({ problem: expect.stringContaining(problem) });
  });
});
