import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { learnHabits } from '../../../lambdas/monitoring/habits/learn-habits.ts';
import { landEvents } from '../../../lambdas/monitoring/history/land-events.ts';
import type { StatementSeen } from '../../../lambdas/runtime/sql/data-api-calls.ts';
import { hoursIn as hoursOf } from '../../../lambdas/venues/hours/habit.ts';
import { habitOf } from '../../../lambdas/venues/index.ts';
import type { Pointer } from '../../../lambdas/venues/publication/pointer.ts';
import { publishDirectory } from '../../../lambdas/venues/publication/publish-directory.ts';
import { publishPorts } from '../../../lambdas/venues/publication/publish-ports-in-aws.ts';
import { at } from '../../venues/hours/at.ts';
import { type ARecord, startRecord } from '../../venues/record/a-record.ts';
import { knowZones } from '../history/past-zones.ts';
import { aWatchedPast, DAY, HOUR, hoursIn, WEEK, type ZoneOfPast } from './a-watched-past.ts';

let record: ARecord;
const calls: StatementSeen[] = [];
beforeAll(async () => {
  record = await startRecord({ onStatement: (seen) => calls.push(seen) });
});
beforeEach(async () => {
  record.database.faults.clear();
  await record.clear();
  calls.length = 0;
});
afterAll(() => record.close());

// A Monday noon in Bangkok.
const NOW = at('2026-11-23 05:00');
const atNight = hoursIn('Asia/Bangkok', 22, 6);
const offAtNight = (instant: number) => (atNight(instant) ? 'offline' : 'playing');
const NIGHTS = Array.from({ length: 168 }, (_, hour) => hour).filter((hour) => hour % 24 >= 22 || hour % 24 < 6);

type Past = { from?: number; to?: number; timeZone?: string; unread?(instant: number): boolean };

/** Zones of the record, and their past as the monitor landed it. */
async function known(zones: readonly ZoneOfPast[], { from = NOW - 6 * WEEK, to = NOW, timeZone, unread }: Past = {}) {
  await knowZones(
    record,
    zones.map(({ id, critical }) => ({ id, venueId: 1, ...(critical !== undefined && { critical }) })),
  );
  if (timeZone) await record.rows('update zones set time_zone = $1', [timeZone]);
  await saw(zones, { from, to, ...(unread && { unread }) });
}
async function saw(zones: readonly ZoneOfPast[], span: { from: number; to: number; unread?(at: number): boolean }) {
  for await (const { refused } of landEvents(record.sql, aWatchedPast(zones, span))) expect(refused).toEqual([]);
}
const learn = (now = NOW) => learnHabits(record.sql, new Date(now));
const habits = async () =>
  Object.fromEntries(
    (await record.rows('select zone_id, mask from zone_habits order by zone_id')).map(({ zone_id, mask }) => [
      zone_id,
      hoursOf(String(mask)),
    ]),
  );

describe('habits', () => {
  it('are learnt of zones that are switched off every night, and of no others', async () => {
    await known([
      { id: 'nightly', shows: offAtNight },
      { id: 'steady', shows: () => 'playing' },
      { id: 'broken', shows: () => 'offline' },
      { id: 'worse', shows: (instant) => (instant > NOW - DAY ? 'offline' : 'playing') },
      { id: 'paused', shows: (instant) => (atNight(instant) ? 'paused' : 'playing') },
      { id: 'unpaired', shows: (instant) => (atNight(instant) ? 'unpaired' : 'playing') },
    ]);
    const counts = await learn();
    expect(await habits()).toEqual({ nightly: NIGHTS, paused: NIGHTS });
    expect(counts).toMatchObject({ zones: 6, habits: 2, learnt: 2, changed: 0, forgotten: 0, 'always-off': 1 });
    expect(await record.rows('select weeks, learnt_at from zone_habits limit 1')).toEqual([
      { weeks: 6, learnt_at: new Date(NOW) },
    ]);
  });

  it('are learnt of a critical zone too, which is missed all the same', async () => {
    await known([
      { id: 'bar', shows: offAtNight },
      { id: 'lobby', critical: true, shows: offAtNight },
    ]);
    await learn();
    const masks = Object.fromEntries(
      (await record.rows('select zone_id, mask from zone_habits')).map(({ zone_id, mask }) => [zone_id, String(mask)]),
    );
    const tonight = aWatchedPast(
      ['bar', 'lobby'].map((id) => ({
        ...{ id, critical: id === 'lobby', shows: offAtNight },
        isUsuallyOff: habitOf(masks[id] ?? '', 'Asia/Bangkok'),
      })),
      { from: NOW, to: NOW + DAY },
    ).flatMap(({ changes }) => changes);
    const outages = tonight.filter(({ kind }) => kind === 'outage-began').map(({ zoneId }) => zoneId);
    expect(outages).toEqual(['lobby']);
  });

  it('need three weeks', async () => {
    await known([{ id: 'z', shows: offAtNight }], { from: NOW - 3 * WEEK + HOUR });
    expect(await learn()).toMatchObject({ 'too-little-history': 1, habits: 0 });
    expect(await learn(NOW + DAY)).toMatchObject({ habits: 1 });
  });

  it('are not made of times nobody knows about', async () => {
    const lastTwoWeeks = (instant: number) => instant > NOW - 2 * WEEK && atNight(instant);
    await known([{ id: 'z', shows: offAtNight }], { unread: lastTwoWeeks });
    expect(await learn()).toMatchObject({ 'no-pattern': 1, habits: 0 });
  });

  it('begin with what a zone was six weeks ago, however long before that was told', async () => {
    await known([{ id: 'z', shows: (instant) => (instant < NOW - 2 * WEEK ? 'playing' : offAtNight(instant)) }], {
      from: NOW - 20 * WEEK,
    });
    expect(await learn()).toMatchObject({ habits: 0, 'no-pattern': 1 });
    expect(await learn(NOW + WEEK)).toMatchObject({ habits: 0 });
  });

  it.each([
    ['Europe/London', '2026-11-23 12:00', 'the hour that is there twice'],
    ['America/New_York', '2026-04-06 12:00', 'the hour that is left out'],
    ['Australia/Lord_Howe', '2026-11-02 12:00', 'half an hour that is left out'],
  ])('follow the wall clock in %s until %s: %s', async (timeZone, until) => {
    const isNight = hoursIn(timeZone, 22, 6);
    const now = at(until);
    const past = { from: now - 6 * WEEK, to: now, timeZone };
    await known([{ id: 'z', shows: (instant) => (isNight(instant) ? 'offline' : 'playing') }], past);
    await learn(now);
    expect(await habits()).toEqual({ z: NIGHTS });
  });
});

describe('what was learnt', () => {
  it('is the same when it is learnt again, and nothing is written', async () => {
    await known(['a', 'b'].map((id) => ({ id, shows: offAtNight })));
    await learn();
    calls.length = 0;
    expect(await learn()).toMatchObject({ habits: 2, learnt: 0, changed: 0, forgotten: 0 });
    expect(calls.map(({ statement }) => statement.trim().split(/\s/)[0])).toEqual(['select', 'delete']);
  });

  it('goes when a zone changed its ways, when it lost its past, and with the zone', async () => {
    await known(['kept', 'changed', 'lost', 'gone'].map((id) => ({ id, shows: offAtNight })));
    await learn();
    expect(Object.keys(await habits())).toEqual(['changed', 'gone', 'kept', 'lost']);
    await saw([{ id: 'kept', shows: offAtNight }], { from: NOW, to: NOW + WEEK });
    await record.rows("delete from zone_events where zone_id = 'lost'");
    await record.rows("update zones set gone_at = now() where id = 'gone'");
    // 'changed' was up at noon, and nothing was told of it since.
    expect(await learn(NOW + WEEK)).toMatchObject({ zones: 3, habits: 1, learnt: 0, changed: 0, forgotten: 3 });
    expect(await habits()).toEqual({ kept: NIGHTS });
  });

  it('is carried by the next version of the directory, and by no version without news', async () => {
    await known([{ id: 'a', shows: offAtNight }]);
    const objects = new Map<string, string>();
    let inForce: Pointer | undefined;
    const ports = {
      ...publishPorts(record.sql, { send: () => Promise.reject(new Error('no bucket')) } as never, 'none'),
      shelf: {
        current: async () => inForce && { pointer: inForce, mark: String(inForce.version) },
        put: async (key: string, text: string) => void objects.set(key, text),
        async point(pointer: Pointer) {
          inForce = pointer;
          return 'pointed' as const;
        },
      },
    };
    const publish = () => publishDirectory(ports, new Date(NOW));
    const published = () => JSON.parse(objects.get(inForce?.hoursKey ?? '') ?? '{}').habits;
    await publish();
    expect(published()).toEqual([]);
    await learn();
    expect(await publish()).toMatchObject({ kind: 'published' });
    expect(published()).toEqual(await record.rows('select zone_id as "zoneId", mask from zone_habits'));
    await learn();
    expect(await publish()).toMatchObject({ kind: 'unchanged' });
    await record.rows('delete from zone_events');
    await learn();
    expect(await publish()).toMatchObject({ kind: 'published' });
    expect(published()).toEqual([]);
  });
});

describe('a run', () => {
  /** Zones with the past of one that is off at night. */
  async function manyZones(many: number) {
    await known([{ id: 'zone-0', shows: offAtNight }], { from: NOW - 4 * WEEK });
    const others = [`select 'zone-' || n as other from generate_series(1, ${many - 1}) n`];
    await record.rows(
      `insert into zones (id, account_id, venue_id, time_zone, name, name_folded, kind, critical, first_seen_at, last_seen_at)
       select other, account_id, venue_id, time_zone, name, name_folded, kind, critical, first_seen_at, last_seen_at
       from zones, (${others}) o where id = 'zone-0'`,
    );
    await record.rows(
      `insert into zone_events (id, zone_id, venue_id, at, before, after, reason, account_id, seq, details)
       select gen_random_uuid(), other, venue_id, at, before, after, reason, account_id, seq, details
       from zone_events, (${others}) o where zone_id = 'zone-0'`,
    );
  }

  it('that dies leaves what it had learnt, and the next one does the rest', async () => {
    await manyZones(1_100);
    let writes = 0;
    const dies: typeof record.sql = {
      ...record.sql,
      async execute(statement, parameters) {
        if (++writes === 2) throw new Error('cut off');
        return record.sql.execute(statement, parameters);
      },
    };
    await expect(learnHabits(dies, new Date(NOW))).rejects.toThrow('cut off');
    const before = Object.values(await habits());
    expect(before.length).toBeGreaterThan(100);
    expect(before.length).toBeLessThan(1_100);
    for (const hours of before) expect(hours).toEqual(NIGHTS);
    expect(await learn()).toMatchObject({ habits: 1_100, learnt: 1_100 - before.length });
    expect(Object.keys(await habits())).toHaveLength(1_100);
  });

  it('whose answer is lost in the middle of a write fails, and the next one finds nothing half done', async () => {
    await manyZones(1);
    let asked = 0;
    const losesAnswer: typeof record.sql = {
      ...record.sql,
      async execute(statement, parameters) {
        if (++asked === 1) record.database.faults.set({ dropResponses: 1 });
        return record.sql.execute(statement, parameters);
      },
    };
    await expect(learnHabits(losesAnswer, new Date(NOW))).rejects.toMatchObject({ code: 'outcome-unknown' });
    expect(await learn()).toMatchObject({ habits: 1, learnt: 0 });
    expect(await habits()).toEqual({ 'zone-0': NIGHTS });
  });

  it('asks the database once a page of zones, once to save it, and once about zones that are gone', async () => {
    await manyZones(400);
    calls.length = 0;
    await learn();
    expect(calls).toHaveLength(3);
  });
});
