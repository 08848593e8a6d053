import { S3Client } from '@aws-sdk/client-s3';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import * as z from 'zod';
import { documentClient } from '../runtime/aws-clients.ts';
import { systemClock } from '../runtime/clock.ts';
import { impatient } from '../runtime/impatient.ts';
import { createLog } from '../runtime/log.ts';
import { createMeter } from '../runtime/metrics.ts';
import { databaseOf } from '../runtime/sql/database-variables.ts';
import { failureInWords } from '../runtime/state-machine/step-failure.ts';
import { stepHandler } from '../runtime/state-machine/step-handler.ts';
import { currentVenues } from '../venues/record/current-venues-in-postgres.ts';
import { FinishSyncEnv, readEnv } from './env.ts';
import { runLease } from './run/request-ports-in-aws.ts';
import { runFilesInS3 } from './run/run-files-in-s3.ts';
import { syncLogInPostgres } from './run/sync-log-in-postgres.ts';
import { syncPastInDynamoDb } from './run/sync-past-in-dynamodb.ts';
import type { SyncReport } from './run/sync-report.ts';
import { RunInput } from './run/sync-run.ts';
import { ZonesOfRun } from './run/zones-of-run.ts';
import { type FinishPorts, finish, type RunResult } from './steps/finish.ts';

// What the steps returned is our own, in this version or the one before: only failures come from the service.
const Input = RunInput.extend({
  check: z.custom<RunResult['check']>().optional(),
  apply: z.custom<RunResult['apply']>().optional(),
  zones: ZonesOfRun,
  publish: z.custom<RunResult['publish']>().optional(),
  failure: z.object({ Error: z.string(), Cause: z.string().optional() }).optional(),
});

const env = readEnv(FinishSyncEnv);
const log = createLog('finish-sync', env.LOG_SALT);
const meter = createMeter('BMA/Sync', 'finish-sync');
const db = documentClient();
const sns = new SNSClient({ ...impatient, maxAttempts: 3 });
const sql = databaseOf(env);
const ports: FinishPorts = {
  files: runFilesInS3(new S3Client({ ...impatient, maxAttempts: 3 }), env.RUNS_BUCKET),
  current: () => currentVenues(sql),
  log: syncLogInPostgres(sql),
  past: syncPastInDynamoDb(db, env.SHARED_STATE_TABLE),
  async tell({ subject, text }) {
    await sns.send(new PublishCommand({ TopicArn: env.NOTICES_TOPIC_ARN, Subject: subject, Message: text }));
  },
  release: runLease(db, env.SHARED_STATE_TABLE, systemClock).release,
  onTrouble: (what, error) => log.error(what, { error }),
};

/** Writes the report, tells ops what is new, and lets the next run start. */
export const handler = stepHandler('Finishing the run', { log, meter }, async (input) => {
  const { failure, ...steps } = Input.parse(input);
  const report = await finish({ ...steps, ...(failure && { failure: failureInWords(failure) }) }, ports, systemClock());
  measure(report);
  return { outcome: report.outcome };
});

function measure({ outcome, startedAt, finishedAt, directory, problemCount, consistency, runId }: SyncReport): void {
  meter.count('RunEnded', { outcome });
  meter.level('RunSeconds', (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000);
  meter.level('SheetProblems', problemCount);
  if (directory) meter.level('VenuesSynced', directory.counts.venues);
  if (consistency !== undefined) meter.level('ConsistencyScore', consistency);
  log.info('run ended', { runId, outcome, problems: problemCount });
}
