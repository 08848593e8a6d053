import { S3Client } from '@aws-sdk/client-s3';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { systemClock } from '../runtime/clock.ts';
import { impatient } from '../runtime/impatient.ts';
import { createLog } from '../runtime/log.ts';
import { createMeter } from '../runtime/metrics.ts';
import { databaseOf } from '../runtime/sql/database-variables.ts';
import { LandChangesEnv, readEnv } from './env.ts';
import { archiveInS3 } from './history/archive-in-s3.ts';
import { landChanges } from './history/land-changes.ts';
import { landEvents } from './history/land-events.ts';

const env = readEnv(LandChangesEnv);
const log = createLog('land-changes', env.LOG_SALT);
const meter = createMeter('BMA/Monitoring', 'land-changes');
const archive = archiveInS3(new S3Client(impatient), env.CHANGES_BUCKET);
const sql = databaseOf(env);

/** Brings the changes of zones from their table's stream into the archive and the history. */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const records = event.Records.map(({ dynamodb }) => ({
    id: dynamodb?.SequenceNumber ?? '',
    image: dynamodb?.NewImage,
  }));
  try {
    const again = await landChanges(records, {
      keep: archive.keep,
      land: (events) => landEvents(sql, events),
      clock: systemClock,
      log,
      meter,
    });
    // The stream is taken up again from there; what comes after it is landed twice, which is harmless.
    return { batchItemFailures: again === undefined ? [] : [{ itemIdentifier: again }] };
  } catch (error) {
    log.warn('changes not landed yet', { records: records.length, error });
    throw error;
  } finally {
    meter.flush();
  }
}
