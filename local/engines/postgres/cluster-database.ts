import pg from 'pg';
import type { Postgres } from './postgres.ts';

/** What an Aurora cluster holds from its first moment. */
export type ClusterDatabase = { masterUser: string; masterPassword: string; database?: string };

/**
 * Gives the server the cluster's master user and database, or leaves those it has; the password becomes this one.
 * The master user is no superuser, as on Aurora: it makes roles and databases, and extensions that are trusted.
 */
export async function ensureClusterDatabase(
  postgres: Pick<Postgres, 'host' | 'port' | 'owner'>,
  { masterUser, masterPassword, database }: ClusterDatabase,
): Promise<void> {
  const { host, port, owner } = postgres;
  const client = new pg.Client({ host, port, ...owner, database: 'postgres' });
  await client.connect();
  try {
    const user = client.escapeIdentifier(masterUser);
    const has = async (query: string, name: string) => (await client.query(query, [name])).rows.length > 0;
    const hasRole = (name: string) => has('SELECT FROM pg_roles WHERE rolname = $1', name);
    if (!(await hasRole('rds_superuser'))) {
      await client.query('CREATE ROLE rds_superuser');
      await client.query('GRANT pg_monitor, pg_signal_backend TO rds_superuser WITH ADMIN OPTION');
    }
    const rights = `LOGIN CREATEDB CREATEROLE PASSWORD ${client.escapeLiteral(masterPassword)}`;
    await client.query(`${(await hasRole(masterUser)) ? 'ALTER' : 'CREATE'} ROLE ${user} WITH ${rights}`);
    await client.query(`GRANT rds_superuser TO ${user}`);
    await client.query(`ALTER DATABASE postgres OWNER TO ${user}`);
    if (database !== undefined && !(await has('SELECT FROM pg_database WHERE datname = $1', database))) {
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)} OWNER ${user}`);
    }
  } finally {
    await client.end();
  }
}
