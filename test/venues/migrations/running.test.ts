import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { migrationsIn } from '../../../lambdas/venues/migrate/migration.ts';
import { runMigrations } from '../../../lambdas/venues/migrate/run-migrations.ts';
import { startTemporaryDatabase, type TemporaryDatabase } from '../../database/temporary-database.ts';
import { emptyDatabase, migrating, migrations, sqlAs } from './database-at-version.ts';

let server: TemporaryDatabase;
beforeAll(async () => {
  server = await startTemporaryDatabase();
});
afterAll(() => server.close());

let made = 0;
const anEmptyOne = () => emptyDatabase(server, `running_${++made}`);
const names = z.object({ name: z.string() });
const all = migrations.map(({ name }) => name);
const ledger = (sql: ReturnType<typeof sqlAs>) =>
  sql.query('select name from schema_migrations order by version', {}, names);
const tables = (sql: ReturnType<typeof sqlAs>) =>
  sql.query("select tablename as name from pg_tables where schemaname = 'public' order by 1", {}, names);

describe('migrations', () => {
  it('bring an empty database up to date, and find nothing to do the second time', async () => {
    const { sql } = await anEmptyOne();
    expect(await runMigrations(migrations, migrating(sql))).toEqual({ kind: 'migrated', applied: all });
    expect(await runMigrations(migrations, migrating(sql))).toEqual({ kind: 'migrated', applied: [] });
    expect((await ledger(sql)).map(({ name }) => name)).toEqual(all);
  });

  it('are applied once each by two deploys at once', async () => {
    const { sql } = await anEmptyOne();
    const both = await Promise.all([
      runMigrations(migrations, migrating(sql)),
      runMigrations(migrations, migrating(sql)),
    ]);
    const applied = both.flatMap((one) => (one.kind === 'migrated' ? one.applied : []));
    expect(applied.sort()).toEqual(all);
  });

  it('leave nothing of one that fails, keep those before it, and go on from there', async () => {
    const { sql } = await anEmptyOne();
    const file = (name: string, text: string) => ({ file: name, text });
    const good = file('0001_good.sql', 'create table good (id bigint);');
    const bad = file(
      '0002_bad.sql',
      'create table half (id bigint); insert into half values (1); create tabel oops ();',
    );
    const failing = runMigrations(migrationsIn([good, bad]), migrating(sql));
    await expect(failing).rejects.toMatchObject({
      code: 'migration-failed',
      details: { migration: '0002_bad', statement: 3 },
      message: expect.stringMatching(/0002_bad, statement 3: .*syntax error/),
    });
    expect((await tables(sql)).map(({ name }) => name)).toEqual(['good', 'schema_migrations']);
    const mended = file('0002_bad.sql', 'create table half (id bigint)');
    expect(await runMigrations(migrationsIn([good, mended]), migrating(sql))).toEqual({
      kind: 'migrated',
      applied: ['0002_bad'],
    });
  });

  it('are refused when an applied one was changed', async () => {
    const { sql } = await anEmptyOne();
    await runMigrations(migrations, migrating(sql));
    const changed = migrations.map((one) => (one.version === 2 ? { ...one, checksum: 'other' } : one));
    await expect(runMigrations(changed, migrating(sql))).rejects.toMatchObject({
      code: 'migrations-refused',
      message: expect.stringContaining('restore the file as it was'),
    });
  });

  it('find a database ahead of the code good enough', async () => {
    const { sql } = await anEmptyOne();
    await runMigrations(migrations, migrating(sql));
    const older = migrations.slice(0, 3);
    expect(await runMigrations(older, migrating(sql))).toEqual({ kind: 'ahead', unknown: all.slice(3) });
  });

  it('wait for a database that sleeps', async () => {
    const { sql } = await anEmptyOne();
    server.faults.set({ resumingForMilliseconds: 3_600_000 });
    const pauses: number[] = [];
    const patient = sqlAs(server, server.secretArn, {
      database: `running_${made}`,
      sleep: async (milliseconds) => {
        pauses.push(milliseconds);
        if (pauses.length > 2) server.faults.clear();
      },
    });
    expect(await runMigrations(migrations, migrating(patient))).toMatchObject({ applied: all });
    expect(pauses.length).toBe(3);
    expect((await ledger(sql)).length).toBe(all.length);
  });

  it('come back to a database that sleeps deeper than a call waits', async () => {
    const { sql } = await anEmptyOne();
    server.faults.set({ resumingForMilliseconds: 3_600_000 });
    let now = Date.parse('2026-11-21T10:00:00Z');
    const patient = sqlAs(server, server.secretArn, {
      database: `running_${made}`,
      clock: () => new Date(now),
      sleep: async (milliseconds) => {
        now += milliseconds;
      },
    });
    let pauses = 0;
    const migrated = await runMigrations(migrations, {
      ...migrating(patient),
      sleep: async () => {
        pauses += 1;
        server.faults.clear();
      },
    });
    expect(migrated).toEqual({ kind: 'migrated', applied: all });
    expect(pauses).toBe(1);
    expect((await ledger(sql)).length).toBe(all.length);
  });

  it('give up soon on a table that is in use, and come back to it', async () => {
    const { sql } = await anEmptyOne();
    const [first] = migrationsIn([{ file: '0001_a.sql', text: 'create table a (id bigint)' }]);
    const both = migrationsIn([
      { file: '0001_a.sql', text: 'create table a (id bigint)' },
      { file: '0002_b.sql', text: 'alter table a add column name text' },
    ]);
    await runMigrations(first ? [first] : [], migrating(sql));
    let pauses = 0;
    let release = () => {};
    const busy = sql.transaction(async (one) => {
      await one.execute('lock table a in access share mode');
      await new Promise<void>((done) => {
        release = done;
      });
    });
    while (server.openTransactions() === 0) await new Promise((done) => setImmediate(done));
    const migrated = await runMigrations(both, {
      ...migrating(sql),
      sleep: async () => {
        pauses += 1;
        release();
        await busy;
      },
    });
    expect(migrated).toEqual({ kind: 'migrated', applied: ['0002_b'] });
    expect(pauses).toBe(1);
  });
});
