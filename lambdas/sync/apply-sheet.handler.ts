import { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { systemClock } from '../runtime/clock.ts';
import { impatient } from '../runtime/impatient.ts';
import { createLog } from '../runtime/log.ts';
import { databaseOf } from '../runtime/sql/database-variables.ts';
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
const sql = databaseOf(env);
const ports: ApplyPorts = {
  files: runFilesInS3(new S3Client({ ...impatient, maxAttempts: 3 }), env.RUNS_BUCKET),
  together: (work) => sql.transaction((within) => work(recordWithin(within))),
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
