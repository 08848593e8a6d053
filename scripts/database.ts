import { RDSDataClient } from '@aws-sdk/client-rds-data';
import type { SqlClient } from '../lambdas/runtime/sql/sql-client.ts';
import { sqlOnDataApi } from '../lambdas/runtime/sql/sql-on-data-api.ts';
import type { Environment } from './environment.ts';

/** The venue record of an environment, asked as the functions ask it. */
export async function withDatabase<Result>(
  { aws, outputs }: Pick<Environment, 'aws' | 'outputs'>,
  work: (sql: SqlClient) => Promise<Result>,
): Promise<Result> {
  const client = new RDSDataClient(aws);
  try {
    return await work(
      sqlOnDataApi({
        client,
        clusterArn: outputs.DatabaseClusterArn,
        secretArn: outputs.DatabaseAppSecretArn,
        database: outputs.DatabaseName,
        clock: () => new Date(),
      }),
    );
  } finally {
    client.destroy();
  }
}
