import type { Clock } from '../../runtime/clock.ts';
import { Failure } from '../../runtime/failure.ts';
import type { Sql, SqlClient } from '../../runtime/sql/sql-client.ts';
import { failedWith } from '../../runtime/sql/sql-failure.ts';
import { alreadyApplied, appliedMigrations, makeLedger, remember } from './ledger-in-postgres.ts';
import type { Migration } from './migration.ts';
import { planMigrations } from './plan.ts';

export type Migrating = {
  sql: SqlClient;
  clock: Clock;
  sleep(milliseconds: number): Promise<unknown>;
};

export type Migrated = { kind: 'migrated'; applied: string[] } | { kind: 'ahead'; unknown: string[] };

/**
 * Brings the schema up to date: each pending migration in a transaction of its own, by one deploy at a time. Throws
 * when history does not match the files; what was applied until then stays.
 */
export async function runMigrations(known: Migration[], { sql, clock, sleep }: Migrating): Promise<Migrated> {
  await repeatedly(sleep, () =>
    sql.transaction(async (one) => {
      await lockOut(one);
      await makeLedger(one);
    }),
  );
  const plan = planMigrations(known, await appliedMigrations(sql));
  if (plan.kind === 'refused') throw new Failure('migrations-refused', plan.reason, { retryable: false });
  if (plan.kind === 'ahead') return plan;
  const applied: string[] = [];
  for (const migration of plan.pending) {
    const did = await repeatedly(sleep, () => sql.transaction((one) => apply(migration, one, clock)));
    if (did) applied.push(migration.name);
  }
  return { kind: 'migrated', applied };
}

/** Answers whether it was applied here rather than by another deploy in the meantime. */
async function apply(migration: Migration, sql: Sql, clock: Clock): Promise<boolean> {
  await lockOut(sql);
  if (await alreadyApplied(sql, migration)) return false;
  const start = clock().getTime();
  // Whoever waits for a table makes everybody queue up behind: better to give up soon and come back.
  await sql.execute("set local lock_timeout = '2s'");
  for (const [index, statement] of migration.statements.entries()) {
    await sql.execute(statement).catch((cause: unknown) => {
      throw new Failure('migration-failed', `${migration.name}, statement ${index + 1}: ${messageOf(cause)}`, {
        retryable: false,
        details: { migration: migration.name, statement: index + 1 },
        cause,
      });
    });
  }
  await remember(sql, migration, clock().getTime() - start);
  return true;
}

/** One deploy at a time, until the transaction ends. */
export async function lockOut(sql: Sql): Promise<void> {
  await sql.execute("set local lock_timeout = '20s'");
  await sql.execute('select 1 as locked from pg_advisory_xact_lock(7305190448)');
}

const mostTries = 12;
const pauseMilliseconds = 5_000;
const passes = [
  'lock-not-available',
  'outcome-unknown',
  'transaction-gone',
  'connection',
  'resuming',
  'unavailable',
] as const;

/** Safe to repeat even if the answer to the commit was lost: what is remembered as applied is not applied again. */
async function repeatedly<Result>(sleep: Migrating['sleep'], work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const reason = error instanceof Failure && error.code === 'migration-failed' ? error.cause : error;
      if (attempt === mostTries || !failedWith(reason, ...passes)) throw error;
      await sleep(pauseMilliseconds);
    }
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
