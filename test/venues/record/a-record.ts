import pg from 'pg';
import type { StatementSeen } from '../../../lambdas/runtime/sql/data-api-calls.ts';
import type { SqlClient } from '../../../lambdas/runtime/sql/sql-client.ts';
import { startTemporaryDatabase, type TemporaryDatabase } from '../../database/temporary-database.ts';
import { migrateTo, migrations, sqlAs } from '../migrations/database-at-version.ts';

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
  const { connection } = database;
  await migrateTo(sqlAs(database, database.secretArn), migrations.length);
  const secretArn = await database.addRole('bma_app');
  const direct = new pg.Client(connection);
  await direct.connect();
  const { rows: tables } = await direct.query("select tablename from pg_tables where schemaname = 'public'");
  const names = tables.map(({ tablename }) => String(tablename)).filter((name) => name !== 'schema_migrations');
  return {
    sql: sqlAs(database, secretArn, { onStatement }),
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
