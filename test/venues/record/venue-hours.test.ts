import type { MaintenanceWindow } from '../../../lambdas/venues/hours/venue-hours.ts';
import { addMaintenance, endMaintenance } from '../../../lambdas/venues/record/maintenance-in-postgres.ts';
import { setOpeningHours } from '../../../lambdas/venues/record/opening-hours-in-postgres.ts';
import { takeOver } from '../../../lambdas/venues/record/take-over-in-postgres.ts';
import { hoursOfVenue } from '../../../lambdas/venues/record/venue-hours-in-postgres.ts';
import { type ARecord, startRecord } from './a-record.ts';
import { aVenue, sheet } from './statements.ts';

let record: ARecord;
beforeAll(async () => {
  record = await startRecord();
});
beforeEach(async () => {
  await takeOver(record.sql, sheet([aVenue(1)]), day(1));
  await record.rows(
    `insert into zones (id, account_id, venue_id, name, name_folded, kind, critical, time_zone, first_seen_at, last_seen_at, gone_at)
     select 'z' || nth, 'account-1', 1, 'Lobby', 'lobby', 'lobby', true, time_zone, $1, $1,
       case when time_zone = 'Asia/Tokyo' then cast($1 as timestamptz) end
     from unnest(array['Asia/Tokyo', 'Asia/Tokyo', 'Asia/Tokyo', 'Asia/Bangkok', 'Asia/Bangkok', 'Europe/London', null, ''])
       with ordinality as given(time_zone, nth)`,
    [day(1)],
  );
});
afterEach(() => record.clear());
afterAll(() => record.close());

/** A day of December at noon UTC, or at another hour. */
const day = (nth: number, hour = 12) => new Date(Date.UTC(2026, 11, nth, 0, hour * 60));
const text = (nth: number, hour = 12) => day(nth, hour).toISOString();
const said = { venueId: 1, by: 'anna', reason: 'works' };
const nightly: MaintenanceWindow = { daily: ['02:00', '03:00'], timeZone: 'UTC' };
const add = async (window: MaintenanceWindow, at: Date) => {
  const added = await addMaintenance(record.sql, { ...said, window }, at);
  return 'id' in added ? added.id : '';
};
const end = (id: string, now: Date) => endMaintenance(record.sql, { ...said, id }, now);
const maintenance = async (asked: Parameters<typeof hoursOfVenue>[2]) =>
  (await hoursOfVenue(record.sql, 1, asked))?.maintenance;
const between = (from: Date, to: Date) => ({ during: { from: from.getTime(), to: to.getTime() } });

describe('the hours of a venue', () => {
  it('are always, in the time most of its zones are in, as long as nobody says anything', async () => {
    expect(await hoursOfVenue(record.sql, 1, { at: day(2) })).toEqual({
      venueId: '1',
      name: 'Hotel 1',
      timeZone: 'Asia/Bangkok',
      opening: 'always',
      maintenance: [],
    });
    await setOpeningHours(record.sql, { venueId: 1, hours: { week: {} }, by: 'anna' }, day(2));
    expect(await hoursOfVenue(record.sql, 1, { at: day(2) })).toMatchObject({ opening: { week: {} } });
    expect(await hoursOfVenue(record.sql, 404, { at: day(2) })).toBeUndefined();
  });

  it('hold at a moment what may still come', async () => {
    const once = { from: text(3), to: text(4) };
    await add(once, day(1));
    const id = await add(nightly, day(1));
    expect(await maintenance({ at: day(2) })).toEqual(expect.arrayContaining([once, nightly]));
    expect(await maintenance({ at: day(4) })).toEqual([nightly]);
    await end(id, day(4));
    expect(await maintenance({ at: day(4) })).toEqual([]);
  });

  it('hold of a month what counted in it: from being made until being ended, and nothing before', async () => {
    const id = await add({ ...nightly, zoneIds: ['z4'] }, day(5));
    await end(id, day(7, 2.5));
    const early = await add({ from: text(10), to: text(12) }, day(6));
    await end(early, day(11));
    await add({ from: text(40), to: text(41) }, day(6));
    expect(await maintenance(between(day(1, 0), day(32, 0)))).toEqual([
      { from: text(6, 2), to: text(6, 3), zoneIds: ['z4'] },
      { from: text(7, 2), to: text(7, 2.5), zoneIds: ['z4'] },
      { from: text(10), to: text(11) },
    ]);
    expect(await maintenance(between(day(12, 0), day(32, 0)))).toEqual([]);
  });
});
