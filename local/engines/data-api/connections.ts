import pg from 'pg';
import type { Postgres } from '../postgres/postgres.ts';

export type Login = { user: string; password: string; database: string };

/** Connections by who uses which database; each is as new when the next statement gets it. */
export type Connections = {
  take(login: Login): Promise<Connection>;
  close(): Promise<void>;
};

export type Connection = {
  client: pg.ClientBase;
  /** PostgreSQL's number for the session. */
  sessionId: number;
  /** Ends its statement from another connection. */
  cancel(): Promise<void>;
  /** Gives it back; what it was in the middle of is undone. */
  release(): void;
};

/** Together well below what the server accepts. */
const LOGIN_CONNECTIONS = 12;

export function connectTo({ host, port, owner }: Pick<Postgres, 'host' | 'port' | 'owner'>): Connections {
  const pools = new Map<string, pg.Pool>();
  const poolOf = (login: Login, max = LOGIN_CONNECTIONS): pg.Pool => {
    const key = JSON.stringify(login);
    const known = pools.get(key);
    if (known) return known;
    const pool = new pg.Pool({
      host,
      port,
      ...login,
      max,
      idleTimeoutMillis: 10_000,
      connectionTimeoutMillis: 30_000,
      allowExitOnIdle: true,
    });
    // An idle connection that breaks is simply not used again.
    pool.on('error', () => {});
    pools.set(key, pool);
    return pool;
  };
  const superuser = () => poolOf({ ...owner, database: 'postgres' }, 2);
  return {
    async take(login) {
      const client = await poolOf(login).connect();
      client.on('error', () => {});
      const { processID: sessionId } = client as unknown as { processID: number };
      return {
        client,
        sessionId,
        cancel: async () => void (await superuser().query('SELECT pg_cancel_backend($1)', [sessionId])),
        release: () => void cleaned(client).then((clean) => giveBack(client, clean)),
      };
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.end()));
    },
  };
}

function giveBack(client: pg.PoolClient, clean: boolean): void {
  client.removeAllListeners('error');
  client.release(!clean);
}

/** Settings, prepared statements, temporary tables and locks of a session never reach the next statement. */
async function cleaned(client: pg.PoolClient): Promise<boolean> {
  try {
    if (client.getTransactionStatus() !== 'I') await client.query('ROLLBACK');
    await client.query('DISCARD ALL');
    return true;
  } catch {
    return false;
  }
}
