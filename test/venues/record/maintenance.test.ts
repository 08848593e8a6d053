import type { MaintenanceWindow } from '../../../lambdas/venues/hours/venue-hours.ts';
import { publishPorts } from '../../../lambdas/venues/publication/publish-ports-in-aws.ts';
import { snapshotOf } from '../../../lambdas/venues/publication/snapshot.ts';
import { type KeptMaintenance, maintenanceOf } from '../../../lambdas/venues/record/kept-maintenance-in-postgres.ts';
import { addMaintenance, endMaintenance } from '../../../lambdas/venues/record/maintenance-in-postgres.ts';
import { setOpeningHours } from '../../../lambdas/venues/record/opening-hours-in-postgres.ts';
import { takeOver } from '../../../lambdas/venues/record/take-over-in-postgres.ts';
import { readWatchList } from '../../../lambdas/venues/watch/read-watch-list.ts';
import { type ARecord, startRecord } from './a-record.ts';
import { aVenue, minutesLater, sheet, start } from './statements.ts';

let record: ARecord;
beforeAll(async () => {
  record = await startRecord();
});
beforeEach(async () => {
  await takeOver(record.sql, sheet([aVenue(1), aVenue(2)]), start);
  await record.rows(
    `insert into zones (id, account_id, venue_id, name, name_folded, kind, critical, first_seen_at, last_seen_at)
     values ('z1', 'account-1', 1, 'Lobby', 'lobby', 'lobby', true, $1, $1),
       ('z2', 'account-2', 2, 'Bar', 'bar', 'bar', false, $1, $1)`,
    [start],
  );
});
afterEach(() => record.clear());
afterAll(() => record.close());

const nightly: MaintenanceWindow = { daily: ['02:00', '03:00'], timeZone: 'Asia/Bangkok' };
/** So many hours from the start, in the time of Bangkok. */
const hours = (many: number) => new Date(start.getTime() + (many + 7) * 3_600_000).toISOString().replace('Z', '+07:00');
const once = (from: number, to: number): MaintenanceWindow => ({ from: hours(from), to: hours(to) });
const said = { venueId: 1, by: 'anna', reason: 'new speakers' };
const add = (window: MaintenanceWindow, minutes = 0) =>
  addMaintenance(record.sql, { ...said, window }, minutesLater(minutes));
const end = (id: string, minutes: number, more = {}) =>
  endMaintenance(record.sql, { ...said, by: 'ben', reason: 'done early', id, ...more }, minutesLater(minutes));
const added = async (window: MaintenanceWindow, minutes = 0) => {
  const outcome = await add(window, minutes);
  if (outcome.kind !== 'added') throw new Error(outcome.kind);
  return outcome.id;
};
const audit = () =>
  record.rows("select actor, action, changes, reason from audit_log where action like 'maintenance%' order by id");

describe('maintenance', () => {
  it('is added and ended, each with an audit, and kept for ever', async () => {
    const window = { ...nightly, zoneIds: ['z1'] };
    const id = await added(window);
    expect(await end(id, 1)).toEqual({ kind: 'ended' });
    expect(await maintenanceOf(record.sql, 1)).toEqual([
      {
        id,
        venueId: 1,
        window,
        reason: 'new speakers',
        createdBy: 'anna',
        createdAt: start,
        endedAt: minutesLater(1),
      },
    ]);
    expect(await audit()).toEqual([
      {
        actor: 'anna',
        action: 'maintenance-added',
        changes: { maintenance: { before: null, after: window } },
        reason: 'new speakers',
      },
      {
        actor: 'ben',
        action: 'maintenance-ended',
        changes: { maintenance: { before: window, after: null } },
        reason: 'done early',
      },
    ]);
  });

  it('asked for twice is one window, until it is ended', async () => {
    const id = await added(nightly);
    expect(await add(nightly, 1)).toEqual({ kind: 'known-already', id });
    await end(id, 2);
    expect(await added(nightly, 3)).not.toBe(id);
    expect(await audit()).toHaveLength(3);
  });

  it('is ended once, and by its own venue only', async () => {
    const id = await added(nightly);
    expect(await end(id, 1, { venueId: 2 })).toEqual({ kind: 'not-known' });
    expect(await end('not an id', 1)).toEqual({ kind: 'not-known' });
    expect(await end(id, 1)).toEqual({ kind: 'ended' });
    expect(await end(id, 2)).toEqual({ kind: 'ended-already' });
  });

  it.each<[string, object, string]>([
    ['an unknown venue', { venueId: 404 }, 'there is no venue 404'],
    ['nobody', { by: '' }, 'who decides this'],
    ['no reason', { reason: ' ' }, 'a reason is needed'],
    ['an end before its beginning', { window: once(2, 1) }, 'the maintenance window from '],
    ['a time that is over', { window: once(-2, -1) }, 'is over already'],
    ['more than a year', { window: once(1, 9_000) }, 'no longer than 366 days'],
    ['no such time zone', { window: { ...nightly, timeZone: 'Asia/Siam' } }, 'no time zone "Asia/Siam"'],
    ['no weekday', { window: { ...nightly, weekdays: [] } }, 'on no weekday'],
    ['no zone', { window: { ...nightly, zoneIds: [] } }, 'for no zone at all'],
    ['another venue’s zone', { window: { ...nightly, zoneIds: ['z1', 'z2'] } }, 'venue 1 has no zone z2'],
    ['nothing', { window: {} }, 'no maintenance window'],
  ])('for %s is refused in words', async (_, more, problem) => {
    expect(await addMaintenance(record.sql, { ...said, window: nightly, ...more } as never, start)).toEqual({
      kind: 'refused',
      problem: expect.stringContaining(problem),
    });
    expect(await audit()).toEqual([]);
  });

  it('is limited to fifty windows that still count', async () => {
    const long = start.getTime() - 100 * 86_400_000;
    await addMaintenance(record.sql, { ...said, window: once(-2_399, -2_398) }, new Date(long));
    for (let at = 0; at < 50; at++) await added(once(at + 1, at + 2));
    expect(await add(nightly)).toMatchObject({ problem: expect.stringContaining('has 50 windows') });
    const pages: KeptMaintenance[] = [];
    for (let after: KeptMaintenance | undefined; ; after = pages.at(-1)) {
      const page = await maintenanceOf(record.sql, 1, { after, limit: 20 });
      pages.push(...page);
      if (page.length < 20) break;
    }
    expect(new Set(pages.map(({ id }) => id)).size).toBe(51);
  });
});

describe('the directory is made of', () => {
  const rows = async (days = 0) => {
    const now = new Date(start.getTime() + days * 86_400_000);
    return (await publishPorts(record.sql, {} as never, 'none').rows(now)).hours;
  };

  it('hours of open venues, windows that are not long over, and habits of zones that are there', async () => {
    await setOpeningHours(record.sql, { venueId: 1, hours: 'always', by: 'anna' }, start);
    await setOpeningHours(record.sql, { venueId: 2, hours: { week: {} }, by: 'anna' }, start);
    await record.rows(
      "insert into zone_habits (zone_id, mask, weeks, learnt_at) values ('z1', 'A', 4, $1), ('z2', 'B', 4, $1), ('z3', 'C', 4, $1)",
      [start],
    );
    await record.rows("update zones set gone_at = $1 where id = 'z2'", [start]);
    const [night, short] = [await added(nightly), await added(once(1, 2))];
    await end(night, 60);
    expect(await rows()).toEqual({
      opening: [
        { venueId: '1', opening: 'always' },
        { venueId: '2', opening: { week: {} } },
      ],
      maintenance: expect.arrayContaining([
        { venueId: '1', window: nightly, endedAt: minutesLater(60) },
        { venueId: '1', window: once(1, 2), endedAt: null },
      ]),
      habits: [{ zoneId: 'z1', mask: 'A' }],
    });
    expect(short).not.toBe(night);
    expect((await rows(4))?.maintenance).toEqual([]);
    await record.rows("update venues set state = 'closed', ended_at = $1 where id = 1", [start]);
    expect(await rows()).toMatchObject({ opening: [{ venueId: '2' }], maintenance: [] });
  });

  it('what nobody can read as well, so that it costs nobody else: its reader counts it and goes without', async () => {
    await setOpeningHours(record.sql, { venueId: 2, hours: { week: {} }, by: 'anna' }, start);
    await record.rows("insert into opening_hours (venue_id, hours, set_by, set_at) values (1, '{}', 'x', $1)", [start]);
    await record.rows(
      `insert into maintenance_windows (id, venue_id, "window", reason, created_by, created_at, ended_at)
       values (gen_random_uuid(), 1, '{}', 'x', 'x', $1, $1)`,
      [start],
    );
    const snapshot = snapshotOf(await publishPorts(record.sql, {} as never, 'none').rows(start));
    const { value, counts } = readWatchList({ version: '1', ...snapshot });
    expect([value.hoursOf('1').opening, value.hoursOf('2').opening]).toEqual(['always', { week: {} }]);
    expect(counts).toMatchObject({ zones: 2, skipped: 1 });
  });
});
