import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import type { SqlClient } from '../../../lambdas/runtime/sql/sql-client.ts';
import { ensureMonths, strayRows } from '../../../lambdas/venues/migrate/months-in-postgres.ts';
import { startTemporaryDatabase, type TemporaryDatabase } from '../../database/temporary-database.ts';
import { emptyDatabase, migrateTo, migrations } from './database-at-version.ts';

let server: TemporaryDatabase;
let sql: SqlClient;
let app: SqlClient;
beforeAll(async () => {
  server = await startTemporaryDatabase();
  const database = await emptyDatabase(server, 'months');
  sql = database.sql;
  await migrateTo(sql, migrations.length);
  app = await database.appSql();
});
// As on the first day: no row, no month.
beforeEach(() =>
  sql.execute(`do $$
    declare part regclass;
    begin
      truncate outages, zone_events, messages, unknown_spells;
      for part in select inhrelid from pg_inherits join pg_class on pg_class.oid = inhrelid
        where relkind = 'r' and relname not like '%stray' loop
        execute format('drop table %s', part);
      end loop;
    end $$`),
);
afterAll(() => server.close());

const outage = (began: string, end = 'null') =>
  app.execute(
    `insert into outages (id, zone_id, venue_id, cause, began_at, ended_at)
     values (gen_random_uuid(), 'z1', 1, 'offline', cast(:began as timestamptz), cast(${end} as timestamptz))`,
    { began },
  );
const partsWithRows = async () =>
  (
    await app.query(
      'select distinct cast(cast(tableoid as regclass) as text) as part from outages order by 1',
      {},
      z.object({ part: z.string() }),
    )
  ).map(({ part }) => part);

describe('the months', () => {
  it('are this and the next three, of all large tables, made once', async () => {
    const now = new Date('2026-11-21T09:00:00Z');
    expect(await ensureMonths(app, now)).toBe(16);
    expect(await ensureMonths(app, now)).toBe(0);
    expect(await ensureMonths(app, new Date('2026-12-01T00:00:00Z'))).toBe(4);
  });

  it('begin and end at midnight UTC, whoever makes them', async () => {
    await sql.transaction(async (sql) => {
      await sql.execute("set local timezone = 'Asia/Bangkok'");
      await sql.query("select ensure_months('2026-11-30', 2) as made", {}, z.object({ made: z.number() }));
    });
    await outage('2026-11-01T00:00:00Z');
    await outage('2026-11-30T23:59:59.999999Z');
    expect(await partsWithRows()).toEqual(['outages_2026_11']);
    await outage('2026-12-01T00:00:00Z');
    expect(await partsWithRows()).toEqual(['outages_2026_11', 'outages_2026_12']);
    expect(await strayRows(app)).toBe(0);
  });

  it('take in the strays of their time and leave the others', async () => {
    await outage('2026-11-05T00:00:00Z', "'2026-11-05T01:00:00Z'");
    await outage('2026-11-30T23:00:00Z');
    await outage('2027-06-01T00:00:00Z');
    expect(await strayRows(app)).toBe(3);
    await ensureMonths(app, new Date('2026-11-21T09:00:00Z'));
    expect(await partsWithRows()).toEqual(['outages_2026_11', 'outages_stray']);
    expect(await strayRows(app)).toBe(1);
    const ended = await app.query(
      "select count(ended_at) as ended, count(*) as count from outages where began_at < '2026-12-01'",
      {},
      z.object({ ended: z.number(), count: z.number() }),
    );
    expect(ended).toEqual([{ ended: 1, count: 2 }]);
  });

  it('take in unknown spells as well', async () => {
    await app.execute(
      "insert into unknown_spells (zone_id, at, until, reason) values ('z1', '2026-11-05Z', '2026-11-06Z', 'not-polled')",
    );
    expect(await strayRows(app)).toBe(1);
    await ensureMonths(app, new Date('2026-11-21T09:00:00Z'));
    expect(await strayRows(app)).toBe(0);
  });

  it('refuse a doubled row like any other part', async () => {
    await ensureMonths(app, new Date('2026-11-21T09:00:00Z'));
    const twice = () =>
      app.execute(
        `insert into messages (id, conversation_id, at, direction) values ('m1', 'c1', '2026-11-21T09:00:00Z', 'in')`,
      );
    await twice();
    await expect(twice()).rejects.toMatchObject({ code: 'unique-violation' });
  });

  it('are made while others write, whose rows are not lost', async () => {
    await outage('2026-11-05T00:00:00Z');
    const writing = Promise.all(Array.from({ length: 20 }, () => outage('2026-11-06T00:00:00Z')));
    await Promise.all([writing, ensureMonths(app, new Date('2026-11-21T09:00:00Z'))]);
    const [found] = await app.query('select count(*) as count from outages', {}, z.object({ count: z.number() }));
    expect(found).toEqual({ count: 21 });
    expect(await partsWithRows()).toEqual(['outages_2026_11']);
  });

  it.each([0, 121])('are not made %i at once', async (months) => {
    const asked = app.query(
      'select ensure_months(:from, cast(:months as integer)) as made',
      { from: { date: '2026-01-01' }, months },
      z.object({}),
    );
    await expect(asked).rejects.toMatchObject({ code: 'invalid-value' });
  });
});

describe('a question about a time', () => {
  const touched = async (statement: string, from: string, to: string) => {
    const plan = await app.query(
      `explain ${statement}`,
      { from: { instant: new Date(from) }, to: { instant: new Date(to) } },
      z.record(z.string(), z.string()),
    );
    return [
      ...new Set([...JSON.stringify(plan).matchAll(/\bon (\w+_(?:\d{4}_\d\d|stray))\b/g)].map(([, part]) => part)),
    ];
  };

  it('reads only the months it is about', async () => {
    await ensureMonths(app, new Date('2026-11-21T09:00:00Z'));
    expect(
      await touched(
        'select id from outages where began_at >= :from and began_at < :to',
        '2026-12-03T00:00:00Z',
        '2026-12-20T00:00:00Z',
      ),
    ).toEqual(['outages_2026_12']);
    expect(
      await touched(
        "select id from messages where conversation_id = 'c' and at >= :from and at < :to",
        '2026-11-30T00:00:00Z',
        '2026-12-02T00:00:00Z',
      ),
    ).toEqual(['messages_2026_11', 'messages_2026_12']);
  });
});
