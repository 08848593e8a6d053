import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { systemClock } from '../../../lambdas/runtime/clock.ts';
import type { StatementSeen } from '../../../lambdas/runtime/sql/data-api-calls.ts';
import type { SqlClient } from '../../../lambdas/runtime/sql/sql-client.ts';
import { sqlOnDataApi } from '../../../lambdas/runtime/sql/sql-on-data-api.ts';
import { startTemporaryDatabase, type TemporaryDatabase } from '../../database/temporary-database.ts';

const migrations = join(import.meta.dirname, '../../../lambdas/venues/migrations');

/** The record of truth in a database of its own, used as the product's functions do: as bma_app, through the Data API. */
export type ARecord = {
  sql: SqlClient;
  database: TemporaryDatabase;
  /** Past the Data API, as the superuser: rows as PostgreSQL has them. */
  rows(statement: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  /** Empty tables again. */
  clear(): Promise<void>;
  close(): Promise<void>;
};

export async function startRecord({ onStatement }: { onStatement?(seen: StatementSeen): void } = {}): Promise<ARecord> {
  const database = await startTemporaryDatabase();
  const { client, clusterArn, asOwner, connection } = database;
  await migrate(database);
  const secretArn = await database.addRole('bma_app');
  const direct = new pg.Client(connection);
  await direct.connect();
  const { rows: tables } = await direct.query("select tablename from pg_tables where schemaname = 'public'");
  const names = tables.map(({ tablename }) => String(tablename)).filter((name) => name !== 'schema_migrations');
  return {
    sql: sqlOnDataApi({ client, clusterArn, secretArn, database: asOwner.database, clock: systemClock, onStatement }),
    database,
    rows: async (statement, values) => (await direct.query(statement, values)).rows,
    async clear() {
      await direct.query(`truncate ${names.join(', ')} restart identity cascade`);
    },
    async close() {
      await direct.end();
      await database.close();
    },
  };
}

async function migrate({ connection }: TemporaryDatabase): Promise<void> {
  const owner = new pg.Client({ ...connection, user: 'owner', password: 'owner-password' });
  await owner.connect();
  await owner.query('create table schema_migrations (version integer primary key)');
  for (const file of readdirSync(migrations).sort()) {
    if (file.endsWith('.sql')) await owner.query(readFileSync(join(migrations, file), 'utf8'));
  }
  await owner.end();
}
