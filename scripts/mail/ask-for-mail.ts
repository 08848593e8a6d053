import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { cacheStoreInDynamoDb } from '../../lambdas/runtime/cache/cache-store-in-dynamodb.ts';
import { layeredCache } from '../../lambdas/runtime/cache/layered-cache.ts';
import { systemClock, systemSleep } from '../../lambdas/runtime/clock.ts';
import type { Log } from '../../lambdas/runtime/log.ts';
import type { Meter } from '../../lambdas/runtime/metrics.ts';
import { breakerStoreInDynamoDb } from '../../lambdas/runtime/resilience/breaker-store-in-dynamodb.ts';
import { outsideCall } from '../../lambdas/runtime/resilience/outside-call.ts';
import type { SqlClient } from '../../lambdas/runtime/sql/sql-client.ts';
import { type MailAnswer, mailHistoryOf } from '../../lambdas/sync/mail/index.ts';
import { gmailSource, venueMailInAws } from '../../lambdas/sync/mail/venue-mail-in-aws.ts';
import { stageConfig } from '../../lib/config.ts';
import { findRunning } from '../../local/running.ts';
import { type Environment, stateDirectoryOf } from '../environment.ts';
import { PlainProblem } from '../run-script.ts';

/** The mail history of a venue of this environment, read and kept as its functions read and keep it. */
export async function askForMail(
  environment: Environment,
  sql: SqlClient,
  venueId: string,
  { refresh }: { refresh: boolean },
): Promise<MailAnswer> {
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
