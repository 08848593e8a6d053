import { randomBytes } from 'node:crypto';
import { SFNClient } from '@aws-sdk/client-sfn';
import { documentClient } from '../runtime/aws-clients.ts';
import { systemClock } from '../runtime/clock.ts';
import { impatient } from '../runtime/impatient.ts';
import { createLog } from '../runtime/log.ts';
import { createMeter } from '../runtime/metrics.ts';
import { RequestSyncEnv, readEnv } from './env.ts';
import { requestPorts } from './run/request-ports-in-aws.ts';
import { requestSync } from './run/request-sync.ts';
import { lagPastDueSeconds, secondsSinceSuccess, syncDue } from './run/sync-due.ts';
import { syncPastInDynamoDb } from './run/sync-past-in-dynamodb.ts';

const env = readEnv(RequestSyncEnv);
const log = createLog('request-sync', env.LOG_SALT);
const meter = createMeter('BMA/Sync', 'request-sync');
const db = documentClient();
const past = syncPastInDynamoDb(db, env.SHARED_STATE_TABLE);
const ports = requestPorts({
  db,
  sfn: new SFNClient({ ...impatient, maxAttempts: 3 }),
  table: env.SHARED_STATE_TABLE,
  stateMachineArn: env.STATE_MACHINE_ARN,
  clock: systemClock,
  salt: () => randomBytes(2).toString('hex'),
  log,
});
// A run that cannot read anything would still be noted, every few minutes, in a database that could sleep.
const isConfigured = env.SPREADSHEET_ID !== 'not-set';
if (!isConfigured) log.info('not configured: no venue sheet is read; set google.spreadsheetId in lib/config.ts');
const rhythm = { everyMinutes: env.SYNC_EVERY_MINUTES, retryMinutes: env.SYNC_RETRY_MINUTES };

/** Looks often, starts a run when one is due, and tells how old the directory is even while no run ends. */
export async function handler(): Promise<{ asked: string }> {
  const now = systemClock();
  try {
    const was = await past.load(now);
    meter.level('LagPastDueSeconds', lagPastDueSeconds(was, now, rhythm));
    meter.level('SecondsSinceSuccess', secondsSinceSuccess(was, now));
    if (!isConfigured) return { asked: 'not-configured' };
    if (!syncDue(was, now, rhythm)) return { asked: 'not-due' };
    const requested = await requestSync({ by: 'schedule' }, ports, now);
    log.info('sync requested', requested);
    return { asked: requested.kind };
  } finally {
    meter.flush();
  }
}
