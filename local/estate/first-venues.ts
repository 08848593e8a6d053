import { RDSDataClient } from '@aws-sdk/client-rds-data';
import { S3Client } from '@aws-sdk/client-s3';
import { sqlOnDataApi } from '../../lambdas/runtime/sql/sql-on-data-api.ts';
import { reportInWords } from '../../lambdas/sync/run/report-in-words.ts';
import { publishDirectory } from '../../lambdas/venues/publication/publish-directory.ts';
import { publishPorts } from '../../lambdas/venues/publication/publish-ports-in-aws.ts';
import { shelfInS3 } from '../../lambdas/venues/publication/shelf-in-s3.ts';
import { importAliases } from '../../lambdas/venues/record/import-aliases-in-postgres.ts';
import { importOpeningHours } from '../../lambdas/venues/record/import-opening-hours-in-postgres.ts';
import type { DemoPart } from '../demo.ts';
import type { LocalStack } from '../stack.ts';
import { syncNow, syncPlaceOf } from '../sync-now.ts';
import type { Estate } from './estate.ts';
import { openingHoursOf } from './opening-hours-of.ts';

/**
 * Before the first sync of a state folder nobody could be found, so the start waits for it and for the other names and the
 * opening hours of the estate's venues. Later starts have a directory: they look at the sheet behind the scenes, and at
 * what a start which was killed left out.
 */
export const firstVenues: DemoPart['start'] = async ({ stack, estate, onProblem }) => {
  const s3 = new S3Client(stack.admin);
  const stopping = new AbortController();
  const known = await shelfInS3(s3, stack.outputs.DirectoryBucketName ?? '').current();
  const bringingIn = bringIn(stack, s3, estate, stopping.signal).catch((problem: Error) => {
    if (!stopping.signal.aborted) onProblem(`the venue sheet was not taken over at the start: ${problem.message}`);
  });
  if (!known?.pointer) await bringingIn;
  return {
    async close() {
      stopping.abort();
      await bringingIn;
      s3.destroy();
    },
  };
};

async function bringIn(stack: LocalStack, s3: S3Client, estate: Estate, signal: AbortSignal): Promise<void> {
  const place = syncPlaceOf(stack);
  const outcome = await syncNow({ by: 'start', discover: true }, place, { signal });
  if (outcome.kind !== 'ended') throw new Error(outcome.kind);
  if (outcome.report.outcome !== 'succeeded') throw new Error(`\n${reportInWords(outcome.report)}`);
  if (!signal.aborted) await tellMoreOfThem(stack, s3, estate);
}

async function tellMoreOfThem(stack: LocalStack, s3: S3Client, estate: Estate): Promise<void> {
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
  const by = 'demo estate';
  await importAliases(sql, { aliases: names, by }, clock());
  await importOpeningHours(sql, { hours: openingHoursOf(estate), by }, clock());
  await publishDirectory(publishPorts(sql, s3, DirectoryBucketName), clock());
  client.destroy();
}
