import * as z from 'zod';
import { Failure } from '../../runtime/failure.ts';
import type { Sql } from '../../runtime/sql/sql-client.ts';
import type { Migration } from './migration.ts';
import type { Applied } from './plan.ts';

/** Within a transaction that locks other deploys out. */
export async function makeLedger(sql: Sql): Promise<void> {
  await sql.execute(`
    create table if not exists schema_migrations (
      version integer primary key check (version > 0),
      name text not null,
      checksum text not null,
      applied_at timestamptz not null default now(),
      milliseconds integer not null
    )`);
  await sql.execute(`
    comment on table schema_migrations is
      'Every applied step of this schema. checksum tells when a file was changed after it was applied.'`);
}

const appliedRow = z.object({ version: z.number(), name: z.string(), checksum: z.string() });

export const appliedMigrations = (sql: Sql): Promise<Applied[]> =>
  sql.query('select version, name, checksum from schema_migrations order by version', {}, appliedRow);

/** Whether another deploy has applied it since the plan was made. */
export async function alreadyApplied(sql: Sql, { version, name, checksum }: Migration): Promise<boolean> {
  const [found] = await sql.query(
    'select version, name, checksum from schema_migrations where version = :version',
    { version },
    appliedRow,
  );
  if (!found) return false;
  if (found.checksum === checksum) return true;
  throw new Failure('migrations-refused', `Another deploy has just applied ${found.name}, which is not our ${name}.`, {
    retryable: false,
  });
}

export async function remember(sql: Sql, { version, name, checksum }: Migration, milliseconds: number): Promise<void> {
  await sql.execute(
    `insert into schema_migrations (version, name, checksum, milliseconds)
     values (:version, :name, :checksum, :milliseconds)`,
    { version, name, checksum, milliseconds },
  );
}
