import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Context } from 'aws-lambda';
import { documentClient } from '../runtime/aws-clients.ts';
import { systemClock, systemSleep } from '../runtime/clock.ts';
import { impatient } from '../runtime/impatient.ts';
import { createLog } from '../runtime/log.ts';
import { createMeter } from '../runtime/metrics.ts';
import { breakerStoreInDynamoDb } from '../runtime/resilience/breaker-store-in-dynamodb.ts';
import { outsideCall } from '../runtime/resilience/outside-call.ts';
import { leaseInDynamoDb } from '../runtime/shared-state/lease-in-dynamodb.ts';
import { databaseOf } from '../runtime/sql/database-variables.ts';
import { readEnv, SweepMailEnv } from './env.ts';
import { forgetMailOfEnded, longestUnswept } from './mail/mail-venues-in-postgres.ts';
import { type Sweep, sweepMail } from './mail/sweep-mail.ts';
import { gmailSource, venueMailInAws } from './mail/venue-mail-in-aws.ts';

const env = readEnv(SweepMailEnv);
const log = createLog('sweep-mail', env.LOG_SALT);
const meter = createMeter('BMA/Sync', 'sweep-mail');
const sql = databaseOf(env);
const db = documentClient();
const breakers = breakerStoreInDynamoDb(db, env.SHARED_STATE_TABLE, systemClock);
const refresh = venueMailInAws({
  sql,
  secrets: new SecretsManagerClient(impatient),
  googleSecretArn: env.GOOGLE_SECRET_ARN,
  gmailUrl: env.GOOGLE_GMAIL_URL,
  tokenUrl: env.GOOGLE_TOKEN_URL,
  mailbox: env.MAILBOX,
  ourDomains: env.OUR_MAIL_DOMAINS,
  outside: outsideCall(gmailSource, { breakers, clock: systemClock, sleep: systemSleep, meter, log }),
  clock: systemClock,
});
const isConfigured = env.MAILBOX !== 'not-set';
if (!isConfigured) log.info('not configured: no mailbox is read; set google.mailbox in lib/config.ts');

/** So much of the time a run has it may begin venues in; the rest is for the last one, and for ending in order. */
const SHARE_FOR_BEGINNING = 0.75;
const ENDING_MILLISECONDS = 20_000;

/** Looks at the mail of the venues that waited longest. Gmail being away is no failure: what was known stays. */
export async function handler(_: unknown, context: Context): Promise<Sweep | { kind: 'not-configured' }> {
  if (!isConfigured) return { kind: 'not-configured' };
  try {
    const sweep = await sweepMail(
      {
        lease: leaseInDynamoDb(db, env.SHARED_STATE_TABLE, systemClock),
        longestUnswept: (most) => longestUnswept(sql, most),
        forgetEnded: () => forgetMailOfEnded(sql),
        refresh,
        clock: systemClock,
        sleep: systemSleep,
        onTrouble: (venueId, error) => log.error('mail of a venue not read', { venueId, error }),
      },
      limitsOf(context),
    );
    tell(sweep);
    return sweep;
  } finally {
    meter.flush();
  }
}

function limitsOf(context: Context) {
  const now = systemClock().getTime();
  const left = context.getRemainingTimeInMillis();
  return {
    runId: context.awsRequestId,
    holdSeconds: Math.ceil(left / 1000),
    until: new Date(now + left * SHARE_FOR_BEGINNING),
    deadline: new Date(now + left - ENDING_MILLISECONDS),
    unitsPerMinute: env.MAIL_UNITS_PER_MINUTE,
  };
}

function tell(sweep: Sweep): void {
  const { kind, ...how } = sweep;
  log.info(kind === 'swept' ? 'mail swept' : 'mail is being swept already', how);
  if (sweep.kind !== 'swept') return;
  meter.count('MailSwept', undefined, sweep.venues);
  if (sweep.ended === 'gmail-unavailable') meter.count('MailUnavailable');
}
