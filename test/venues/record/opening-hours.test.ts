import type { OpeningHours } from '../../../lambdas/venues/hours/venue-hours.ts';
import { importOpeningHours } from '../../../lambdas/venues/record/import-opening-hours-in-postgres.ts';
import {
  clearOpeningHours,
  openingHoursOf,
  openingHoursPage,
  setOpeningHours,
} from '../../../lambdas/venues/record/opening-hours-in-postgres.ts';
import { takeOver } from '../../../lambdas/venues/record/take-over-in-postgres.ts';
import { whoSaidWhat } from '../../../lambdas/venues/record/who-said-what-in-postgres.ts';
import { type ARecord, startRecord } from './a-record.ts';
import { aVenue, minutesLater, sheet, start } from './statements.ts';

let record: ARecord;
beforeAll(async () => {
  record = await startRecord();
});
beforeEach(() => takeOver(record.sql, sheet([aVenue(1), aVenue(2), aVenue(3)]), start));
afterEach(() => record.clear());
afterAll(() => record.close());

const mondays = { week: { mon: [['07:00', '23:00']] }, days: { '2026-12-25': [] } } satisfies OpeningHours;
const set = (minutes: number, hours: OpeningHours = mondays, venueId = 1) =>
  setOpeningHours(record.sql, { venueId, hours, by: 'anna', reason: 'asked them' }, minutesLater(minutes));
const clear = (minutes: number, venueId = 1) =>
  clearOpeningHours(record.sql, { venueId, by: 'ben' }, minutesLater(minutes));
const audit = () =>
  record.rows(
    "select actor, action, subject_id, changes, reason from audit_log where action like 'hours%' order by id",
  );
const of = (hours: OpeningHours | null, before: OpeningHours | null) => ({ opening_hours: { before, after: hours } });

describe('opening hours', () => {
  it('are set, changed and cleared, each with an audit', async () => {
    expect(await openingHoursOf(record.sql, 1)).toBeUndefined();
    expect(await set(1)).toEqual({ kind: 'set' });
    expect(await openingHoursOf(record.sql, 1)).toEqual({
      venueId: 1,
      hours: mondays,
      setBy: 'anna',
      setAt: minutesLater(1),
    });
    expect(await set(2, 'always')).toEqual({ kind: 'set' });
    expect(await clear(3)).toEqual({ kind: 'cleared' });
    expect(await openingHoursOf(record.sql, 1)).toBeUndefined();
    const anna = { actor: 'anna', action: 'hours-set', subject_id: '1', reason: 'asked them' };
    expect(await audit()).toEqual([
      { ...anna, changes: of(mondays, null) },
      { ...anna, changes: of('always', mondays) },
      { actor: 'ben', action: 'hours-cleared', subject_id: '1', reason: null, changes: of(null, 'always') },
    ]);
    const told = await whoSaidWhat(record.sql, { venueId: 1 }, minutesLater(4));
    expect(told?.audit[0]).toMatchObject({ action: 'hours-cleared', changes: [{ before: 'always', after: null }] });
  });

  it('set or cleared again change nothing and are not audited twice', async () => {
    await set(1);
    expect(await set(2, { days: { '2026-12-25': [] }, week: mondays.week })).toEqual({
      kind: 'unchanged',
    });
    expect(await openingHoursOf(record.sql, 1)).toMatchObject({ setAt: minutesLater(1) });
    await clear(3);
    expect(await clear(4)).toEqual({ kind: 'unchanged' });
    expect(await audit()).toHaveLength(2);
  });

  const days = Object.fromEntries(
    Array.from({ length: 400 }, (_, at) => [
      new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10),
      [['07:00', '23:00']],
    ]),
  );
  it.each<[string, object, string]>([
    ['a venue nobody knows', { venueId: 404 }, 'there is no venue 404'],
    ['a venue in words', { venueId: Number.NaN }, 'named by its number'],
    ['nobody', { by: ' ' }, 'who decides this'],
    ['hours nobody can read', { hours: 'sometimes' }, 'no opening hours'],
    ['times that do not exist', { hours: { week: { mon: [['25:00', '26:00']] } } }, 'no opening hours: '],
    ['years of special days', { hours: { week: {}, days } }, 'too many days'],
  ])('of %s are refused in words', async (_, more, problem) => {
    const said = { venueId: 1, hours: mondays, by: 'anna', ...more } as never;
    expect(await setOpeningHours(record.sql, said, start)).toEqual({
      kind: 'refused',
      problem: expect.stringContaining(problem),
    });
    expect(await audit()).toEqual([]);
  });

  it('are listed page by page in the order of venues', async () => {
    for (const venueId of [3, 1, 2]) await set(venueId, 'always', venueId);
    const first = await openingHoursPage(record.sql, { limit: 2 });
    const rest = await openingHoursPage(record.sql, { after: first.at(-1)?.venueId, limit: 2 });
    expect([first, rest].map((page) => page.map(({ venueId }) => venueId))).toEqual([[1, 2], [3]]);
    expect(await openingHoursPage(record.sql, { after: 3 })).toEqual([]);
  });
});

describe('hours taken over in bulk', () => {
  const bring = (minutes: number, ...venueIds: number[]) =>
    importOpeningHours(
      record.sql,
      { hours: venueIds.map((venueId) => ({ venueId, hours: mondays })), by: 'a list' },
      minutesLater(minutes),
    );

  it('are those of known venues nobody has decided about, once', async () => {
    await set(1, 'always', 1);
    await set(2, 'always', 2);
    await clear(3, 2);
    expect(await bring(4, 1, 2, 3, 3, 404, -1)).toBe(1);
    expect((await openingHoursPage(record.sql)).map(({ venueId, setBy }) => [venueId, setBy])).toEqual([
      [1, 'anna'],
      [3, 'a list'],
    ]);
    expect(await bring(5, 1, 2, 3)).toBe(0);
    expect((await audit()).filter(({ action }) => action === 'hours-imported')).toEqual([
      { actor: 'a list', action: 'hours-imported', subject_id: '3', changes: of(mondays, null), reason: null },
    ]);
  });
});
