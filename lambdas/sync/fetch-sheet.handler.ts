import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { google } from '../clients/google/google.ts';
import { GoogleKey } from '../clients/google/key.ts';
import { readSheet, type SheetAnswer } from '../clients/google/sheets.ts';
import { documentClient } from '../runtime/aws-clients.ts';
import { systemClock, systemSleep } from '../runtime/clock.ts';
import { impatient } from '../runtime/impatient.ts';
import { createLog } from '../runtime/log.ts';
import { createMeter } from '../runtime/metrics.ts';
import { breakerStoreInDynamoDb } from '../runtime/resilience/breaker-store-in-dynamodb.ts';
import { outsideCall } from '../runtime/resilience/outside-call.ts';
import { source } from '../runtime/resilience/source.ts';
import { judgeLater } from '../runtime/resilience/verdict.ts';
import { secretIn } from '../runtime/secrets.ts';
import { stepHandler } from '../runtime/state-machine/step-handler.ts';
import { FetchSheetEnv, readEnv } from './env.ts';
import { runFilesInS3 } from './run/run-files-in-s3.ts';
import { RunInput } from './run/sync-run.ts';
import { fetchSheet, type SheetRead } from './steps/fetch.ts';

const env = readEnv(FetchSheetEnv);
const log = createLog('fetch-sheet', env.LOG_SALT);
const meter = createMeter('BMA/Sync', 'fetch-sheet');
const key = secretIn(new SecretsManagerClient(impatient), env.GOOGLE_SECRET_ARN, GoogleKey, systemClock);
const settings = { rootUrl: env.GOOGLE_SHEETS_URL, tokenUrl: env.GOOGLE_TOKEN_URL, timeoutMilliseconds: 20_000 };
const sheets = google(settings, key, systemClock);
const breakers = breakerStoreInDynamoDb(documentClient(), env.SHARED_STATE_TABLE, systemClock);
// Two calls and a token make one reading of a large sheet.
const outside = outsideCall(source('sheets', 45), { breakers, clock: systemClock, sleep: systemSleep, meter, log });

async function readOnce(): Promise<SheetRead> {
  const deadline = new Date(systemClock().getTime() + 100_000);
  const read = await outside<SheetAnswer>(() => readSheet(sheets, env.SPREADSHEET_ID), { judge: judgeLater, deadline });
  return read.kind === 'unavailable' ? { kind: 'later', reason: 'it failed several times just now' } : read;
}

const ports = {
  files: runFilesInS3(new S3Client({ ...impatient, maxAttempts: 3 }), env.RUNS_BUCKET),
  readSheet: readOnce,
};

/** Takes a copy of the venue sheet, which all later steps of the run read. */
export const handler = stepHandler('Reading the sheet', { log, meter }, (input) =>
  fetchSheet(RunInput.parse(input), ports),
);
