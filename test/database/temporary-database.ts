import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RDSDataClient } from '@aws-sdk/client-rds-data';
import pg from 'pg';
import { arn, REGION } from '../../local/assembly/place.ts';
import { createDataApi, type DataApi } from '../../local/engines/data-api/data-api.ts';
import { serveDataApi } from '../../local/engines/data-api/serve-data-api.ts';
import { ensureClusterDatabase } from '../../local/engines/postgres/cluster-database.ts';
import { startPostgres } from '../../local/engines/postgres/postgres.ts';
import { realTime, type Time } from '../../local/simulators/time.ts';

/** A PostgreSQL of its own behind a Data API, for one test file: nothing is left after `close`. */
export type TemporaryDatabase = {
  client: RDSDataClient;
  /** Spread into commands: the cluster, the master user's secret and the database. */
  asOwner: { resourceArn: string; secretArn: string; database: string };
  clusterArn: string;
  /** The master user's, who owns the database. */
  secretArn: string;
  database: string;
  /** A role of the owner's making that may log in and nothing else yet; answers the ARN of its secret. */
  addRole(name: string, password?: string): Promise<string>;
  faults: DataApi['faults'];
  openTransactions(): number;
  /** Clients of one's own choice may be made for it. */
  endpoint: string;
  /** Past the Data API, as the server's superuser. */
  connection: { host: string; port: number; user: string; password: string; database: string };
  close(): Promise<void>;
};

/** @param time moves the limits of statements and transactions; @default the machine's clock */
export async function startTemporaryDatabase({ time = realTime }: { time?: Time } = {}): Promise<TemporaryDatabase> {
  const database = 'product';
  const clusterArn = arn('rds', 'cluster:temporary');
  const secretArn = secretArnOf('owner');
  const master = { username: 'owner', password: 'owner-password' };
  const secrets = new Map([[secretArn, JSON.stringify(master)]]);

  // The folder for temporary files is this run's own and goes with it.
  const postgres = await startPostgres({ template: join(tmpdir(), 'postgres-template') });
  await ensureClusterDatabase(postgres, { masterUser: master.username, masterPassword: master.password, database });
  const dataApi = createDataApi({
    postgres,
    time,
    clusters: [{ arn: clusterArn, instanceName: 'temporary-writer', httpEndpoint: true }],
    readSecret: (secret) => secrets.get(secret),
  });
  const server = await serveDataApi(dataApi);
  const client = new RDSDataClient({
    endpoint: server.endpoint,
    region: REGION,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  const { host, port, owner } = postgres;
  const connection = { host, port, ...owner, database };
  return {
    client,
    asOwner: { resourceArn: clusterArn, secretArn, database },
    clusterArn,
    secretArn,
    database,
    async addRole(name, password = `${name}-password`) {
      const session = new pg.Client({ ...connection, user: master.username, password: master.password });
      await session.connect();
      const known = await session.query('SELECT FROM pg_roles WHERE rolname = $1', [name]);
      const verb = known.rows.length === 0 ? 'CREATE' : 'ALTER';
      const login = `LOGIN PASSWORD ${session.escapeLiteral(password)}`;
      await session.query(`${verb} ROLE ${session.escapeIdentifier(name)} ${login}`);
      await session.end();
      secrets.set(secretArnOf(name), JSON.stringify({ username: name, password }));
      return secretArnOf(name);
    },
    faults: dataApi.faults,
    openTransactions: dataApi.openTransactions,
    endpoint: server.endpoint,
    connection,
    async close() {
      client.destroy();
      await server.close();
      await dataApi.close();
      await postgres.close();
    },
  };
}

function secretArnOf(name: string): string {
  return arn('secretsmanager', `secret:${name}-abcdef`);
}
