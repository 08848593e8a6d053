import type { Clock } from '../clock.ts';
import { dataApiClient } from './data-api-client.ts';
import type { SqlClient } from './sql-client.ts';
import { sqlOnDataApi } from './sql-on-data-api.ts';

/** The variables of every function that may use the database: which one, and as whom. */
export type DatabaseVariables = { DATABASE_CLUSTER_ARN: string; DATABASE_SECRET_ARN: string; DATABASE_NAME: string };

export const databaseOf = (env: DatabaseVariables, clock: Clock): SqlClient =>
  sqlOnDataApi({
    client: dataApiClient(),
    clusterArn: env.DATABASE_CLUSTER_ARN,
    secretArn: env.DATABASE_SECRET_ARN,
    database: env.DATABASE_NAME,
    clock,
  });
