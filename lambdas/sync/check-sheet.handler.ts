import { S3Client } from '@aws-sdk/client-s3';
import { systemClock } from '../runtime/clock.ts';
import { impatient } from '../runtime/impatient.ts';
import { createLog } from '../runtime/log.ts';
import { databaseOf } from '../runtime/sql/database-variables.ts';
import { stepHandler } from '../runtime/state-machine/step-handler.ts';
import { currentVenues } from '../venues/record/current-venues-in-postgres.ts';
import { endedUnasked } from '../venues/record/ended-unasked-in-postgres.ts';
import { CheckSheetEnv, readEnv } from './env.ts';
import { runFilesInS3 } from './run/run-files-in-s3.ts';
import { syncLogInPostgres } from './run/sync-log-in-postgres.ts';
import { RunInput } from './run/sync-run.ts';
import { check } from './steps/check.ts';

const DAY_MILLISECONDS = 24 * 3_600_000;
const env = readEnv(CheckSheetEnv);
const log = createLog('check-sheet', env.LOG_SALT);
const sql = databaseOf(env);
const ports = {
  files: runFilesInS3(new S3Client({ ...impatient, maxAttempts: 3 }), env.RUNS_BUCKET),
  current: () => currentVenues(sql),
  endedLately: () => endedUnasked(sql, new Date(systemClock().getTime() - DAY_MILLISECONDS)),
  log: syncLogInPostgres(sql),
  maxChangeShare: env.MAX_CHANGE_SHARE,
};

/** Reads the fetched sheet against the last one and decides whether the difference may be applied. */
export const handler = stepHandler('Checking the sheet', { log }, (input) => check(RunInput.parse(input), ports));
