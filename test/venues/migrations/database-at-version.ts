import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { type SqlOnDataApi, sqlOnDataApi } from '../../../lambdas/runtime/sql/sql-on-data-api.ts';
import { type MigrationFile, migrationsIn } from '../../../lambdas/venues/migrate/migration.ts';
import { type Migrating, runMigrations } from '../../../lambdas/venues/migrate/run-migrations.ts';
import type { TemporaryDatabase } from '../../database/temporary-database.ts';

const folder = join(import.meta.dirname, '../../../lambdas/venues/migrations');

export const files: MigrationFile[] = globSync('*.sql', { cwd: folder }).map((file) => ({
  file,
  text: readFileSync(join(folder, file), 'utf8'),
}));
export const migrations = migrationsIn(files);

/** The database client as whoever's secret it is, with time that passes only when somebody waits. */
export function sqlAs(server: TemporaryDatabase, secretArn: string, options: Partial<SqlOnDataApi> = {}) {
  return sqlOnDataApi({
    client: server.client,
    clusterArn: server.clusterArn,
    secretArn,
    database: server.database,
    clock: () => new Date(),
    sleep: async () => undefined,
    ...options,
  });
}

/** Another empty database of the same owner on the same server. */
export async function emptyDatabase(server: TemporaryDatabase, database: string) {
  const session = new pg.Client(server.connection);
  await session.connect();
  await session.query(`CREATE DATABASE ${database} OWNER owner`);
  await session.end();
  return {
    sql: sqlAs(server, server.secretArn, { database }),
    appSql: async () => sqlAs(server, await server.addRole('bma_app'), { database }),
    readerSql: async () => sqlAs(server, await server.addRole('bma_reader'), { database }),
  };
}

export const migrating = (sql: Migrating['sql']): Migrating => ({
  sql,
  clock: () => new Date(),
  sleep: async () => undefined,
});

/** Brings a database to `version`, which may be one of the past. */
export const migrateTo = (sql: Migrating['sql'], version: number) =>
  runMigrations(migrations.slice(0, version), migrating(sql));
