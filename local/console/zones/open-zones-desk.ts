import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { RDSDataClient } from '@aws-sdk/client-rds-data';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { MonitoringPolicy } from '../../../lambdas/monitoring/policy.ts';
import { accountStatesInDynamoDb } from '../../../lambdas/monitoring/store/account-states-in-dynamodb.ts';
import { monitorNotesInDynamoDb } from '../../../lambdas/monitoring/store/monitor-notes-in-dynamodb.ts';
import { shardNotesInDynamoDb } from '../../../lambdas/monitoring/store/shard-notes-in-dynamodb.ts';
import { sqlOnDataApi } from '../../../lambdas/runtime/sql/sql-on-data-api.ts';
import { watchListInS3 } from '../../../lambdas/venues/watch/watch-list-in-s3.ts';
import type { LocalStack } from '../../stack.ts';
import type { VenueNames } from '../chat-view.ts';
import { simulatorClient } from '../simulator-client.ts';
import { accountNumbers, followAccounts } from './followed-accounts.ts';
import { pastInPostgres } from './past-of-zones.ts';
import type { ZonesDesk } from './zones-desk.ts';

export type ZonesDeskOptions = {
  stack: Pick<LocalStack, 'admin' | 'outputs'>;
  soundtrackUrl: string;
  names: VenueNames;
  /** Only the demo estate knows which venues are sisters. */
  chainOf(venueId: string): string | undefined;
  shardIds: readonly string[];
  policy: MonitoringPolicy;
};

/** The tables are looked through at most this often, and only while somebody looks. */
const PAUSE_MILLISECONDS = 1_500;
const LIST_SECONDS = 5;

/** The zones of a running product. */
export function openZonesDesk(options: ZonesDeskOptions): ZonesDesk {
  const { stack, soundtrackUrl, names, chainOf, shardIds, policy } = options;
  const { admin, outputs } = stack;
  const clock = () => new Date();
  const dynamoDb = new DynamoDBClient(admin);
  const client = new RDSDataClient(admin);
  const s3 = new S3Client(admin);
  const db = DynamoDBDocumentClient.from(dynamoDb, { marshallOptions: { removeUndefinedValues: true } });
  const table = outputs.ZoneStatesTableName ?? '';
  const list = watchListInS3(s3, outputs.DirectoryBucketName ?? '', { clock, recheckSeconds: LIST_SECONDS });
  const sql = sqlOnDataApi({
    client,
    clusterArn: outputs.DatabaseClusterArn ?? '',
    secretArn: outputs.DatabaseAppSecretArn ?? '',
    database: outputs.DatabaseName ?? '',
    clock,
  });
  const { load } = accountStatesInDynamoDb(db, table);
  return {
    accounts: followAccounts(
      { numbers: () => accountNumbers(db, table), load },
      { leastMilliseconds: PAUSE_MILLISECONDS / 2, clock },
    ),
    list: list.current,
    named(venueId) {
      const venue = names.venue(venueId);
      const chain = chainOf(venueId);
      return (
        venue && { name: venue.name, ...(venue.location && { location: venue.location }), ...(chain && { chain }) }
      );
    },
    shards: shardIds.map((id) => ({ id, notes: shardNotesInDynamoDb(db, table, id) })),
    monitor: monitorNotesInDynamoDb(db, table),
    past: pastInPostgres(sql),
    soundtrack: simulatorClient('soundtrack', soundtrackUrl),
    policy,
    clock,
    pauseMilliseconds: PAUSE_MILLISECONDS,
    close() {
      for (const each of [dynamoDb, client, s3]) each.destroy();
    },
  };
}
