import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { sqlJson } from '../../../lambdas/runtime/sql/row-schemas.ts';
import type { SqlClient } from '../../../lambdas/runtime/sql/sql-client.ts';
import { startTemporaryDatabase, type TemporaryDatabase } from '../../database/temporary-database.ts';
import { emptyDatabase, migrateTo, migrations } from './database-at-version.ts';
import { rowsOfVersion } from './rows-of-version.ts';

let server: TemporaryDatabase;
beforeAll(async () => {
  server = await startTemporaryDatabase();
});
afterAll(() => server.close());

type Row = Record<string, unknown>;

/** Every row of every table but the ledger. */
async function contents(sql: SqlClient): Promise<Map<string, Row[]>> {
  const tables = await sql.query(
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
       and relname <> 'schema_migrations' order by 1`,
    {},
    z.object({ name: z.string() }),
  );
  const found = new Map<string, Row[]>();
  for (const { name } of tables) {
    const rows = z.object({ rows: sqlJson(z.array(z.record(z.string(), z.unknown()))) });
    const [all] = await sql.query(`select coalesce(jsonb_agg(to_jsonb(t)), '[]') as rows from ${name} as t`, {}, rows);
    found.set(name, all?.rows ?? []);
  }
  return found;
}

/** Later versions may add columns; those there were hold what they held. */
const only = (columns: string[], rows: Row[] = []) =>
  rows.map((row) => JSON.stringify(columns.map((column) => [column, row[column]]))).sort();

const versions = migrations.map(({ version }) => version);

describe('a database full of data', () => {
  it('is described for every version', () => {
    expect(Object.keys(rowsOfVersion).map(Number)).toEqual(versions);
  });

  it.each(versions)('comes from version %i to the newest with everything in it', async (version) => {
    const { sql, appSql } = await emptyDatabase(server, `from_${version}`);
    await migrateTo(sql, version);
    const statements = versions.slice(0, version).flatMap((one) => rowsOfVersion[one] ?? []);
    for (const statement of statements) await sql.execute(statement);
    const before = await contents(sql);
    expect([...before].filter(([, rows]) => rows.length === 0)).toEqual([]);

    const applied = migrations.slice(version).map(({ name }) => name);
    expect(await migrateTo(sql, migrations.length)).toEqual({ kind: 'migrated', applied });
    const after = await contents(sql);
    for (const [table, rows] of before) {
      const columns = Object.keys(rows[0] ?? {});
      expect([table, only(columns, after.get(table))]).toEqual([table, only(columns, rows)]);
    }

    const app = await appSql();
    await expect(app.execute("update venues set state = 'removed' where id = 1001")).rejects.toMatchObject({
      code: 'check-violation',
    });
    await expect(app.execute('delete from venues where id = 1001')).rejects.toMatchObject({
      code: 'foreign-key-violation',
    });
    const written = await app.execute("update venues set name = name || '!', updated_at = now()");
    expect(written).toBe(3);
  });
});
