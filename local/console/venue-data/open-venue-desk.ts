import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { RDSDataClient } from '@aws-sdk/client-rds-data';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { SqlClient } from '../../../lambdas/runtime/sql/sql-client.ts';
import { sqlOnDataApi } from '../../../lambdas/runtime/sql/sql-on-data-api.ts';
import { executionsInStepFunctions } from '../../../lambdas/sync/run/executions-in-stepfunctions.ts';
import { runLease } from '../../../lambdas/sync/run/request-ports-in-aws.ts';
import { storedReport } from '../../../lambdas/sync/run/run-files.ts';
import { runFilesInS3 } from '../../../lambdas/sync/run/run-files-in-s3.ts';
import type { SyncRhythm } from '../../../lambdas/sync/run/sync-due.ts';
import { syncPastInDynamoDb } from '../../../lambdas/sync/run/sync-past-in-dynamodb.ts';
import { publishDirectory } from '../../../lambdas/venues/publication/publish-directory.ts';
import { publishPorts } from '../../../lambdas/venues/publication/publish-ports-in-aws.ts';
import { shelfInS3 } from '../../../lambdas/venues/publication/shelf-in-s3.ts';
import { venuesByName } from '../../../lambdas/venues/record/look-up-in-postgres.ts';
import { openDisagreements } from '../../../lambdas/venues/record/open-disagreements-in-postgres.ts';
import { forceValue, liftOverride } from '../../../lambdas/venues/record/override-in-postgres.ts';
import { whoSaidWhat } from '../../../lambdas/venues/record/who-said-what-in-postgres.ts';
import type { LocalStack } from '../../stack.ts';
import { syncNow, syncPlaceOf } from '../../sync-now.ts';
import { simulatorClient } from '../simulator-client.ts';
import { keptSheetIn } from './kept-sheet.ts';
import { sheetAtGoogle } from './sheet-at-google.ts';
import { type SyncSources, syncPicture } from './sync-picture.ts';
import type { SyncDesk, VenueDesk, VenueRecord } from './venue-desk.ts';

export type VenueDeskOptions = {
  stack: Pick<LocalStack, 'admin' | 'outputs'>;
  googleUrl: string;
  /** Keeps the sheet while it is damaged on purpose. */
  undamagedFile: string;
  rhythm: SyncRhythm;
};

type Clients = { db: DynamoDBDocumentClient; sfn: SFNClient; s3: S3Client; sql: SqlClient };

/** The venue data of a running product: its database, its sync, and the sheet at the simulator. */
export function openVenueDesk({ stack, googleUrl, undamagedFile, rhythm }: VenueDeskOptions): VenueDesk {
  const { admin, outputs } = stack;
  const clients = [
    new DynamoDBClient(admin),
    new RDSDataClient(admin),
    new S3Client(admin),
    new SFNClient(admin),
  ] as const;
  const [dynamoDb, client, s3, sfn] = clients;
  const sql = sqlOnDataApi({
    client,
    clusterArn: outputs.DatabaseClusterArn ?? '',
    secretArn: outputs.DatabaseAppSecretArn ?? '',
    database: outputs.DatabaseName ?? '',
    clock: () => new Date(),
  });
  const opened: Clients = { db: DynamoDBDocumentClient.from(dynamoDb), sfn, s3, sql };
  return {
    sync: syncDesk(stack, opened, rhythm),
    sheet: sheetAtGoogle(simulatorClient('google', googleUrl)),
    undamaged: keptSheetIn(undamagedFile),
    record: recordIn(opened, outputs.DirectoryBucketName ?? ''),
    close() {
      for (const each of clients) each.destroy();
    },
  };
}

function syncDesk(
  { admin, outputs }: VenueDeskOptions['stack'],
  { db, sfn, s3, sql }: Clients,
  rhythm: SyncRhythm,
): SyncDesk {
  const table = outputs.SharedStateTableName ?? '';
  const executions = executionsInStepFunctions(sfn, outputs.SyncStateMachineArn ?? '');
  const sources = (now: Date): SyncSources => ({
    past: () => syncPastInDynamoDb(db, table).load(now),
    async lastReport() {
      const [last] = await sql.query(LAST_RUN, {}, z.object({ run_id: z.string() }));
      return last && storedReport(runFilesInS3(s3, outputs.SyncRunsBucketName ?? ''), last.run_id);
    },
    async running() {
      const holder = await runLease(db, table, () => now).holder();
      return holder && (await executions.state(holder.runId)) === 'running' ? holder : undefined;
    },
    async directory() {
      const pointer = (await shelfInS3(s3, outputs.DirectoryBucketName ?? '').current())?.pointer;
      if (!pointer) return undefined;
      const { version, publishedAt, venues, zones } = pointer;
      return { version, publishedAt, venues, zones };
    },
  });
  return {
    run: (request) => syncNow(request, syncPlaceOf({ admin, outputs })),
    picture: (now) => syncPicture(sources(now), rhythm, now),
  };
}

// Its report is read from the bucket: a row of the database's answer may be too small for it.
const LAST_RUN = `select run_id from sync_log where state <> 'running' order by started_at desc limit 1`;

const recordIn = ({ sql, s3 }: Clients, bucket: string): VenueRecord => ({
  whoSaidWhat: (venueId, now) => whoSaidWhat(sql, { venueId }, now),
  called: (name, limit) => venuesByName(sql, name, { limit }),
  force: (override, now) => forceValue(sql, override, now),
  lift: (override, now) => liftOverride(sql, override, now),
  disagreements: (page) => openDisagreements(sql, page),
  publish: (now) => publishDirectory(publishPorts(sql, s3, bucket), now),
});
