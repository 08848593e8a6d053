import { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { documentClient } from '../runtime/aws-clients.ts';
import { cacheStoreInDynamoDb } from '../runtime/cache/cache-store-in-dynamodb.ts';
import { layeredCache } from '../runtime/cache/layered-cache.ts';
import { systemClock } from '../runtime/clock.ts';
import { impatient } from '../runtime/impatient.ts';
import { createLog } from '../runtime/log.ts';
import { createMeter } from '../runtime/metrics.ts';
import { databaseOf } from '../runtime/sql/database-variables.ts';
import { inBatches } from '../runtime/sql/in-batches.ts';
import type { Sql } from '../runtime/sql/sql-client.ts';
import { stepHandler } from '../runtime/state-machine/step-handler.ts';
import { expireOverrides } from '../venues/record/expire-overrides-in-postgres.ts';
import { takeOverWithin } from '../venues/record/take-over-in-postgres.ts';
import { ApplySheetEnv, readEnv } from './env.ts';
import { runFilesInS3 } from './run/run-files-in-s3.ts';
import { syncLogInPostgres } from './run/sync-log-in-postgres.ts';
import { RunInput } from './run/sync-run.ts';
import { type ApplyPorts, apply, type RecordWithin } from './steps/apply.ts';

const Input = RunInput.extend({ check: z.object({ approvedBy: z.string() }) });

const env = readEnv(ApplySheetEnv);
const log = createLog('apply-sheet', env.LOG_SALT);
const meter = createMeter('BMA/Sync', 'apply-sheet');
const sql = databaseOf(env);
const cache = layeredCache({
  store: cacheStoreInDynamoDb(documentClient(), env.SHARED_STATE_TABLE, systemClock),
  clock: systemClock,
  meter,
  log,
});
const ports: ApplyPorts = {
  files: runFilesInS3(new S3Client({ ...impatient, maxAttempts: 3 }), env.RUNS_BUCKET),
  together: (work) => sql.transaction((within) => work(recordWithin(within))),
  async forget(venueIds) {
    for (const some of inBatches(venueIds, { maxRows: 20 })) {
      await Promise.all(some.map((id) => cache.invalidate(`venue#${id}`)));
    }
  },
};

const recordWithin = (within: Sql): RecordWithin => ({
  takeOver: (statements, now) => takeOverWithin(within, statements, now),
  async expireOverrides(now) {
    const joining = { ...within, transaction: <Result>(work: (sql: Sql) => Promise<Result>) => work(within) };
    return (await expireOverrides(joining, now)).expired;
  },
  log: syncLogInPostgres(within),
});

/** Brings the record in line with the checked sheet. */
export const handler = stepHandler('Applying the sheet', { log }, (input) => {
  const { check, ...run } = Input.parse(input);
  return apply(run, check, ports, systemClock());
});
