import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { cacheStoreInDynamoDb } from '../lambdas/runtime/cache/cache-store-in-dynamodb.ts';
import { layeredCache } from '../lambdas/runtime/cache/layered-cache.ts';
import type { Sql } from '../lambdas/runtime/sql/sql-client.ts';
import { publishDirectory } from '../lambdas/venues/publication/publish-directory.ts';
import { publishPorts } from '../lambdas/venues/publication/publish-ports-in-aws.ts';
import { SILENT } from '../local/sync-now.ts';
import type { Environment } from './environment.ts';
import { wordsFor } from './run-script.ts';

type Place = Pick<Environment, 'aws' | 'outputs'>;

const clock = () => new Date();
const UNMETERED = { count() {}, milliseconds() {}, level() {}, flush() {} };

/** Lets nobody be answered any more with what was kept about a venue. */
export async function forgetKept({ aws, outputs }: Place, venueId: number): Promise<void> {
  const db = DynamoDBDocumentClient.from(new DynamoDBClient(aws));
  try {
    const store = cacheStoreInDynamoDb(db, outputs.SharedStateTableName, clock);
    await layeredCache({ store, clock, meter: UNMETERED, log: SILENT }).invalidate(`venue#${venueId}`);
  } finally {
    db.destroy();
  }
}

/** Brings what the record says now to everybody who reads the directory, within a minute; answers the version in force. */
export async function publishNow({ aws, outputs }: Place, sql: Sql) {
  const s3 = new S3Client(aws);
  try {
    return await publishDirectory(publishPorts(sql, s3, outputs.DirectoryBucketName), clock());
  } finally {
    s3.destroy();
  }
}

/** Tells how far a decision about a venue has come; 1 when it is in the record only. */
export async function bringIntoForce(place: Place, sql: Sql, venueId: number): Promise<0 | 1> {
  try {
    await forgetKept(place, venueId);
    const { version } = await publishNow(place, sql);
    console.log(`The bot and the monitor have it within a minute (directory version ${version}).`);
    return 0;
  } catch (problem) {
    const why = wordsFor(problem) ?? (problem as Error).name;
    console.log(`It is in the record, but not everywhere yet (${why}). Bring it there: npm run directory:publish`);
    return 1;
  }
}
