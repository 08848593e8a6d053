import { randomBytes } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { systemClock } from '../runtime/clock.ts';
import { impatient } from '../runtime/impatient.ts';
import { createLog } from '../runtime/log.ts';
import { secretIn } from '../runtime/secrets.ts';
import { databaseOf } from '../runtime/sql/database-variables.ts';
import { MigrateDatabaseEnv, readEnv } from './env.ts';
import { migrationsIn } from './migrate/migration.ts';
import { ensureMonths } from './migrate/months-in-postgres.ts';
import { setRolePasswords } from './migrate/role-passwords-in-postgres.ts';
import { runMigrations } from './migrate/run-migrations.ts';

const env = readEnv(MigrateDatabaseEnv);
// Nobody is named in these logs, so there is nothing to salt.
const log = createLog('migrate-database', 'nobody');
const sql = databaseOf(env);
const secrets = new SecretsManagerClient({ ...impatient, maxAttempts: 4 });

// Beside the bundle, see lib/house/bundles.ts; beside this file when it runs as it is.
const folder = join(import.meta.dirname, 'migrations');
const migrations = migrationsIn(
  globSync('*.sql', { cwd: folder }).map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') })),
);

/** Run by the deploy between what is kept and what runs; a failure stops the deploy before new code serves. */
export async function handler(): Promise<{ kind: string; applied: string[] }> {
  const migrated = await runMigrations(migrations, { sql, clock: systemClock, sleep });
  const passwords = [
    { role: 'bma_app', password: await passwordIn(env.APP_SECRET_ARN) },
    { role: 'bma_reader', password: await passwordIn(env.READER_SECRET_ARN) },
  ] as const;
  await setRolePasswords(sql, [...passwords], randomBytes(16));
  const months = await sql.transaction((one) => ensureMonths(one, systemClock()));
  const applied = migrated.kind === 'migrated' ? migrated.applied : [];
  log.info('database migrated', { ...migrated, months });
  return { kind: migrated.kind, applied };
}

async function passwordIn(arn: string): Promise<string> {
  const read = secretIn(secrets, arn, z.object({ password: z.string().min(12) }), systemClock);
  return (await read()).password;
}
