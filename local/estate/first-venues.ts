import { RDSDataClient } from '@aws-sdk/client-rds-data';
import { S3Client } from '@aws-sdk/client-s3';
import { sqlOnDataApi } from '../../lambdas/runtime/sql/sql-on-data-api.ts';
import { reportInWords } from '../../lambdas/sync/run/report-in-words.ts';
import { importAliases } from '../../lambdas/venues/record/import-aliases-in-postgres.ts';
import { publishDirectory } from '../../lambdas/venues/publication/publish-directory.ts';
import { publishPorts } from '../../lambdas/venues/publication/publish-ports-in-aws.ts';
import { shelfInS3 } from '../../lambdas/venues/publication/shelf-in-s3.ts';
import type { DemoPart, DemoSurroundings } from '../demo.ts';
import type { LocalStack } from '../stack.ts';
import { syncNow } from '../sync-now.ts';
import type { Estate } from './estate.ts';

/**
 * Before the first sync of a state folder nobody could be found, so the start waits for it; the other names of the
 * estate's venues are imported then. Later starts have a directory: they look at the sheet behind the scenes.
 */
export const firstVenues: DemoPart['start'] = async ({ stack, estate, onProblem }) => {
  const s3 = new S3Client(stack.admin);
  try {
    const known = await shelfInS3(s3, stack.outputs.DirectoryBucketName ?? '').current();
    const syncing = sync(stack, onProblem);
    if (!known?.pointer) {
      await syncing;
      await nameThem(stack, s3, estate);
    }
    return { close: () => syncing };
  } finally {
    s3.destroy();
  }
};

async function sync(stack: LocalStack, onProblem: DemoSurroundings['onProblem']): Promise<void> {
  try {
    const place = { aws: stack.admin, outputs: stack.outputs as never };
    const outcome = await syncNow({ by: 'start', discover: true }, place);
    if (outcome.kind === 'ended' && outcome.report.outcome === 'succeeded') return;
    onProblem(
      outcome.kind === 'ended' ? reportInWords(outcome.report) : `the first sync came to nothing: ${outcome.kind}`,
    );
  } catch (problem) {
    onProblem(`the venue sheet was not read at the start: ${(problem as Error).message}`);
  }
}

async function nameThem(stack: LocalStack, s3: S3Client, estate: Estate): Promise<void> {
  const {
    DatabaseClusterArn = '',
    DatabaseAppSecretArn = '',
    DatabaseName = '',
    DirectoryBucketName = '',
  } = stack.outputs;
  const client = new RDSDataClient(stack.admin);
  const clock = () => new Date();
  const database = { clusterArn: DatabaseClusterArn, secretArn: DatabaseAppSecretArn, database: DatabaseName };
  const sql = sqlOnDataApi({ client, ...database, clock });
  const names = estate.venues.flatMap(({ id, aliases }) => aliases.map((alias) => ({ venueId: Number(id), alias })));
  await importAliases(sql, { aliases: names, by: 'demo estate' }, clock());
  await publishDirectory(publishPorts(sql, s3, DirectoryBucketName), clock());
  client.destroy();
}
