import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import type { SqlClient } from '../../../lambdas/runtime/sql/sql-client.ts';
import { startTemporaryDatabase, type TemporaryDatabase } from '../../database/temporary-database.ts';
import { emptyDatabase, migrateTo, migrations } from './database-at-version.ts';

let server: TemporaryDatabase;
let sql: SqlClient;
let app: SqlClient;
let reader: SqlClient;
beforeAll(async () => {
  server = await startTemporaryDatabase();
  const database = await emptyDatabase(server, 'schema');
  sql = database.sql;
  await migrateTo(sql, migrations.length);
  [app, reader] = [await database.appSql(), await database.readerSql()];
});
afterAll(() => server.close());

const names = z.object({ name: z.string() });
const namesOf = async (statement: string) => (await sql.query(statement, {}, names)).map(({ name }) => name);

/** Tables that stand for themselves, not parts of one. */
const ownTables = `select oid, relname from pg_class
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`;

describe('every table', () => {
  it('says what it is for', async () => {
    const silent = await namesOf(
      `select relname as name from (${ownTables}) as t where obj_description(oid, 'pg_class') is null`,
    );
    expect(silent).toEqual([]);
    expect((await namesOf(`select relname as name from (${ownTables}) as t`)).length).toBeGreaterThan(20);
  });

  it('has a primary key', async () => {
    const without = await namesOf(
      `select relname as name from (${ownTables}) as t
       where not exists (select from pg_index where indrelid = t.oid and indisprimary)`,
    );
    expect(without).toEqual([]);
  });

  it('keeps instants with their zone', async () => {
    const zoneless = await namesOf(
      `select table_name || '.' || column_name as name from information_schema.columns
       where table_schema = 'public' and data_type = 'timestamp without time zone'`,
    );
    expect(zoneless).toEqual([]);
  });
});

describe('every foreign key', () => {
  it('is found by an index that begins with it', async () => {
    const without = await namesOf(
      `select conname as name from pg_constraint as c
       where contype = 'f' and connamespace = 'public'::regnamespace and not exists (
         select from pg_index as i
         where i.indrelid = c.conrelid
           and (select array_agg(key order by key) from unnest(i.indkey) with ordinality as u (key, at)
                where at <= cardinality(c.conkey))
             = (select array_agg(key order by key) from unnest(c.conkey) as u (key)))`,
    );
    expect(without).toEqual([]);
  });
});

describe('a look-up goes by its index', () => {
  it.each([
    ["select id from venues where name_folded = :text and state = 'open'", 'venues_by_name'],
    ["select id from venues where name_folded like 'hilton%' and state = 'open' and :text <> ''", 'venues_by_name'],
    ['select venue_id from aliases where alias_folded = :text and undone_at is null', 'aliases_by_name'],
    ["select contact_id from contact_points where kind = 'phone' and value = :text", 'contact_points_by_value'],
    ['select id from zones where account_id = :text and gone_at is null', 'zones_by_account'],
    ['select venue_id from venue_accounts where account_id = :text', 'venue_accounts_by_account'],
    ["select id from maintenance_windows where venue_id = 1 and :text <> ''", 'maintenance_windows_by_venue'],
    [
      "select until from unknown_spells where zone_id = :text and at > '2026-12-01Z'",
      'unknown_spells_stray_zone_id_at_idx',
    ],
    [
      "select id from audit_log where subject = 'venue' and subject_id = :text order by id desc limit 20",
      'audit_log_by_subject',
    ],
  ])('%s', async (statement, index) => {
    const plan = await sql.transaction(async (sql) => {
      // Empty tables would be read whole: the question is whether the index can serve, not whether it pays.
      await sql.execute('set local enable_seqscan = off');
      return sql.query(`explain ${statement}`, { text: 'hilton' }, z.record(z.string(), z.string()));
    });
    expect(JSON.stringify(plan)).toContain(index);
  });
});

describe('bma_app', () => {
  const refused = (statement: string) =>
    expect(app.execute(statement)).rejects.toMatchObject({ code: 'not-permitted' });

  it('reads and writes rows', async () => {
    await app.execute("insert into accounts (id, name) values ('a1', 'Hilton')");
    await app.execute("update accounts set name = 'Hilton Group' where id = 'a1'");
    expect(await app.query('select name from accounts', {}, names)).toEqual([{ name: 'Hilton Group' }]);
    expect(await app.execute("delete from accounts where id = 'a1'")).toBe(1);
    await app.execute(
      "insert into disagreements (kind, subject, subject_id, details, opened_at, seen_at) values ('x', 'venue', '1', '{}', now(), now())",
    );
  });

  it('adds to the audit log and changes nothing in it', async () => {
    await app.execute(
      "insert into audit_log (at, actor, action, subject, subject_id, changes) values (now(), 'ann', 'x', 'venue', '1', '{}')",
    );
    await refused("update audit_log set actor = 'bob'");
    await refused('delete from audit_log');
    await refused('truncate audit_log');
  });

  it.each([
    'create table mine (id bigint)',
    'drop table venues',
    'alter table venues add column mine text',
    'create index mine on venues (name)',
    "insert into schema_migrations (version, name, checksum, milliseconds) values (99, 'x', 'x', 1)",
    'delete from schema_migrations',
    'create role mine',
    "alter role bma_reader password 'x'",
  ])('may not: %s', (statement) => refused(statement));

  it('makes months, though it may not make tables', async () => {
    const made = z.object({ made: z.number() });
    const ensure = () => app.query("select ensure_months('2030-01-01', 2) as made", {}, made);
    expect(await ensure()).toEqual([{ made: 8 }]);
    expect(await ensure()).toEqual([{ made: 0 }]);
    await app.execute(
      "insert into zone_events (id, zone_id, at, after, reason) values (gen_random_uuid(), 'z', '2030-01-15', 'online', 'x')",
    );
  });
});

describe('bma_reader', () => {
  it('reads, also what was made later', async () => {
    await app.query("select ensure_months('2031-01-01', 1) as made", {}, z.object({ made: z.number() }));
    for (const table of [
      'venues',
      'audit_log',
      'opening_hours',
      'outages',
      'schema_migrations',
      'outages_2031_01',
      'unknown_spells_2031_01',
    ]) {
      expect(
        await reader.query(`select count(*) as count from ${table}`, {}, z.object({ count: z.number() })),
      ).toHaveLength(1);
    }
  });

  it.each([
    "insert into accounts (id) values ('r')",
    "update venues set name = 'x'",
    'delete from zones',
    "select ensure_months('2030-01-01', 1)",
    'create table mine (id bigint)',
  ])('may not: %s', async (statement) => {
    await expect(
      reader.transaction(async (sql) => {
        await sql.execute('set transaction read write');
        await sql.execute(statement);
      }),
    ).rejects.toMatchObject({ code: 'not-permitted' });
  });
});

describe('a session', () => {
  it.each(['app', 'reader'] as const)('of %s is in UTC and gives up before the service does', async (role) => {
    const settings = z.object({ zone: z.string(), timeout: z.string() });
    const client = role === 'app' ? app : reader;
    const [found] = await client.query(
      "select current_setting('timezone') as zone, current_setting('statement_timeout') as timeout",
      {},
      settings,
    );
    expect(found).toEqual({ zone: 'UTC', timeout: '40s' });
  });
});

describe('what cannot be true', () => {
  const venue = (more: string) =>
    `insert into venues (id, name, name_folded, created_at, updated_at${more ? `, ${more.split('=')[0]}` : ''})
     values (1, 'A', 'a', now(), now()${more ? `, ${more.split('=')[1]}` : ''})`;

  it.each([
    ['a venue of an unknown state', venue("state='asleep'")],
    ['an ended venue that is open', venue('ended_at=now()')],
    [
      'a venue without a name',
      "insert into venues (id, name, name_folded, created_at, updated_at) values (1, '', '', now(), now())",
    ],
    [
      'an outage that ends before it begins',
      "insert into outages (id, zone_id, venue_id, cause, began_at, ended_at) values (gen_random_uuid(), 'z', 1, 'x', now(), now() - interval '1 s')",
    ],
    [
      'an expiry of what a sheet said',
      "insert into facts (subject, subject_id, field, source, value, said_at, said_by, expires_at) values ('venue', '1', 'name', 'sheets', '1', now(), 'x', now())",
    ],
    [
      'opening hours that are neither always nor a week',
      "insert into opening_hours (venue_id, hours, set_by, set_at) values (1, '\"sometimes\"', 'x', now())",
    ],
    [
      'a maintenance window without a reason',
      "insert into maintenance_windows (id, venue_id, \"window\", reason, created_by, created_at) values (gen_random_uuid(), 1, '{}', '', 'x', now())",
    ],
    [
      'a maintenance window that ended before it was made',
      "insert into maintenance_windows (id, venue_id, \"window\", reason, created_by, created_at, ended_at) values (gen_random_uuid(), 1, '{}', 'x', 'x', now(), now() - interval '1 s')",
    ],
    [
      'an unknown spell that ends before it begins',
      "insert into unknown_spells (zone_id, at, until, reason) values ('z', now(), now() - interval '1 s', 'x')",
    ],
    [
      'a month in the middle of one',
      "insert into sla_months (venue_id, month, expected_seconds, down_seconds, unknown_seconds, maintenance_seconds, computed_at) values (1, '2026-01-02', 0, 0, 0, 0, now())",
    ],
  ])('is refused: %s', async (_, statement) => {
    await expect(app.execute(statement)).rejects.toMatchObject({ code: 'check-violation' });
  });
});
