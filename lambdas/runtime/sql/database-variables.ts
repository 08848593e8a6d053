import * as z from 'zod';
import { systemClock } from '../clock.ts';
import type { StatementSeen } from './data-api-calls.ts';
import { dataApiClient } from './data-api-client.ts';
import type { SqlClient } from './sql-client.ts';
import { sqlOnDataApi } from './sql-on-data-api.ts';

const arn = z.string().startsWith('arn:');

/** The variables of a function that asks the database, set by VenueDatabase.variablesAs(role). */
export const databaseVariables = {
  DATABASE_CLUSTER_ARN: arn,
  DATABASE_SECRET_ARN: arn,
  DATABASE_NAME: z.string().min(1),
};

type DatabaseVariables = { [Name in keyof typeof databaseVariables]: string };

/** The database as the role whose secret the function was given. */
export const databaseOf = (env: DatabaseVariables, onStatement?: (seen: StatementSeen) => void): SqlClient =>
  sqlOnDataApi({
    client: dataApiClient(),
    clusterArn: env.DATABASE_CLUSTER_ARN,
    secretArn: env.DATABASE_SECRET_ARN,
    database: env.DATABASE_NAME,
    clock: systemClock,
    onStatement,
  });
