import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import type { SqlClient } from '../../runtime/sql/sql-client.ts';
import { lockOut } from './run-migrations.ts';

export type RolePassword = { role: 'bma_app' | 'bma_reader'; password: string };

/**
 * Lets the roles log in with the passwords of their secrets. The database is given only what it keeps itself, the
 * SCRAM-SHA-256 verifier, and as a bound value: no log of statements ever holds a password.
 */
export async function setRolePasswords(sql: SqlClient, passwords: RolePassword[], salt: Uint8Array): Promise<void> {
  await sql.transaction(async (one) => {
    await lockOut(one);
    for (const { role, password } of passwords) {
      await one.execute(
        `select set_config('bma.role', :role, true) as role, set_config('bma.verifier', :verifier, true) as verifier`,
        { role, verifier: scramVerifier(password, salt) },
      );
      await one.execute(
        `do $$ begin
          execute format('alter role %I password %L', current_setting('bma.role'), current_setting('bma.verifier'));
        end $$`,
      );
    }
  });
}

const iterations = 4096;

/** RFC 5803's form. The password is printable ASCII, as secrets are generated, so it needs no preparation. */
export function scramVerifier(password: string, salt: Uint8Array): string {
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const keyed = (text: string) => createHmac('sha256', salted).update(text).digest();
  const stored = createHash('sha256').update(keyed('Client Key')).digest('base64');
  const parts = [Buffer.from(salt).toString('base64'), `${stored}:${keyed('Server Key').toString('base64')}`];
  return `SCRAM-SHA-256$${iterations}:${parts.join('$')}`;
}
