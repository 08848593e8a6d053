/**
 * Shows the mail history of a venue, asking Gmail when what is kept is older than two hours.
 * npm run mail -- --venue 1002 [--refresh] [--json] [--stage Dev|Prod]
 */

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { cacheStoreInDynamoDb } from '../lambdas/runtime/cache/cache-store-in-dynamodb.ts';
import { layeredCache } from '../lambdas/runtime/cache/layered-cache.ts';
import { systemClock, systemSleep } from '../lambdas/runtime/clock.ts';
import type { Log } from '../lambdas/runtime/log.ts';
import type { Meter } from '../lambdas/runtime/metrics.ts';
import { breakerStoreInDynamoDb } from '../lambdas/runtime/resilience/breaker-store-in-dynamodb.ts';
import { outsideCall } from '../lambdas/runtime/resilience/outside-call.ts';
import type { SqlClient } from '../lambdas/runtime/sql/sql-client.ts';
import { historyInWords, type MailAnswer, mailHistoryOf } from '../lambdas/sync/mail/index.ts';
import { gmailSource, venueMailInAws } from '../lambdas/sync/mail/venue-mail-in-aws.ts';
import { stageConfig } from '../lib/config.ts';
import { findRunning } from '../local/running.ts';
import { withDatabase } from './database.ts';
import { type Environment, findEnvironment, stageOption, stageUsage, stateDirectoryOf } from './environment.ts';
import { PlainProblem, readOptions, runScript, UsageProblem } from './run-script.ts';

const usage = `use --venue VENUE_ID [--refresh] [--json] ${stageUsage}`;

await runScript('mail', async () => {
  const { stage, venue, refresh, json } = readOptions(usage, {
    ...stageOption,
    venue: { type: 'string' },
    refresh: { type: 'boolean' },
    json: { type: 'boolean' },
  } as const);
  if (venue === undefined || !/^\d{1,15}$/.test(venue)) throw new UsageProblem(`which venue? ${usage}`);
  const environment = await findEnvironment(stage);
  const answer = await withDatabase(environment, (sql) => ask(environment, sql, venue, refresh ?? false));
  console.log(json ? JSON.stringify(answer, null, 2) : historyInWords(`Venue ${venue}`, answer, systemClock()));
  return answer.kind === 'fresh' || answer.kind === 'cached' ? 0 : 1;
});

async function ask(environment: Environment, sql: SqlClient, venueId: string, refresh: boolean): Promise<MailAnswer> {
  const { aws, outputs } = environment;
  const { GoogleSecretArn, SharedStateTableName } = outputs;
  const google = googleOf(environment);
  const db = DynamoDBDocumentClient.from(new DynamoDBClient(aws));
  const secrets = new SecretsManagerClient(aws);
  const around = { clock: systemClock, sleep: systemSleep, meter: uncounted, log: unlogged };
  const breakers = breakerStoreInDynamoDb(db, SharedStateTableName, systemClock);
  const store = cacheStoreInDynamoDb(db, SharedStateTableName, systemClock);
  const ports = {
    clock: systemClock,
    cache: layeredCache({ ...around, store }),
    refresh: venueMailInAws({
      sql,
      secrets,
      googleSecretArn: GoogleSecretArn,
      gmailUrl: google.gmailUrl,
      tokenUrl: google.tokenUrl,
      mailbox: google.mailbox,
      ourDomains: google.ourMailDomains,
      outside: outsideCall(gmailSource, { ...around, breakers }),
      clock: systemClock,
    }),
  };
  try {
    return await mailHistoryOf(venueId, ports, { refresh });
  } finally {
    db.destroy();
    secrets.destroy();
  }
}

function googleOf({ stage, inWords }: Environment) {
  const { google } = stageConfig(stage);
  if (google.mailbox === 'not-set') {
    throw new PlainProblem(`${inWords} reads no mailbox; set google.mailbox in lib/config.ts`);
  }
  const simulator = stage === 'Local' ? findRunning(stateDirectoryOf(process.env))?.addresses.google : undefined;
  if (simulator === undefined) return google;
  const root = simulator.replace(/\/*$/, '/');
  return { ...google, gmailUrl: root, tokenUrl: `${root}token` };
}

// What a person asks for now and then is neither counted nor logged; problems are told in the answer.
const uncounted: Meter = { count() {}, milliseconds() {}, level() {}, flush() {} };
const unlogged: Log = { info() {}, warn() {}, error() {}, who: (id) => id };
