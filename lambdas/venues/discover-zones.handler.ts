import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { createSoundtrackClient, type DiscoveredAccount, discoverAccounts } from '../clients/soundtrack/index.ts';
import { patientSoundtrack } from '../clients/soundtrack/patient-soundtrack.ts';
import { documentClient } from '../runtime/aws-clients.ts';
import { systemClock, systemSleep } from '../runtime/clock.ts';
import { impatient } from '../runtime/impatient.ts';
import { createLog } from '../runtime/log.ts';
import { createMeter } from '../runtime/metrics.ts';
import { breakerStoreInDynamoDb } from '../runtime/resilience/breaker-store-in-dynamodb.ts';
import { outsideCall } from '../runtime/resilience/outside-call.ts';
import { source } from '../runtime/resilience/source.ts';
import { secretIn } from '../runtime/secrets.ts';
import { databaseOf } from '../runtime/sql/database-variables.ts';
import { stepHandler } from '../runtime/state-machine/step-handler.ts';
import { DiscoverZonesEnv, readEnv } from './env.ts';
import { lastWalk } from './record/last-walk-in-postgres.ts';
import { takeOverWalk } from './record/walk-accounts.ts';

const env = readEnv(DiscoverZonesEnv);
const log = createLog('discover-zones', env.LOG_SALT);
const meter = createMeter('BMA/Sync', 'discover-zones');
const sql = databaseOf(env);
const Token = z.object({ token: z.string().min(1) });
const secret = secretIn(new SecretsManagerClient(impatient), env.SOUNDTRACK_SECRET_ARN, Token, systemClock);
const soundtrack = createSoundtrackClient({
  url: env.SOUNDTRACK_URL,
  token: async (options) => (await secret(options)).token,
  timeoutMilliseconds: 25_000,
});
const outside = outsideCall(source('soundtrack', 26), {
  breakers: breakerStoreInDynamoDb(documentClient(), env.SHARED_STATE_TABLE, systemClock),
  clock: systemClock,
  sleep: systemSleep,
  meter,
  log,
});
/** What is left for the record after the walk. */
const SAVING_MILLISECONDS = 90_000;

type Unread = { kind: 'skipped'; reason: string } | { kind: 'not-due' };
const Input = z.object({ discover: z.boolean().default(false) });

/**
 * Asks Soundtrack for every account and zone, when that is due or wanted, and takes the answer over. A Soundtrack that
 * does not answer is no failure of the run: what was known stays.
 */
const run = stepHandler('Asking Soundtrack for zones', { log, meter }, async ({ input, context }: Invocation) => {
  const { discover } = Input.parse(input);
  const now = systemClock();
  if (!discover && !(await isDue(now))) return { kind: 'not-due' } satisfies Unread;
  const deadline = new Date(now.getTime() + context.getRemainingTimeInMillis() - SAVING_MILLISECONDS);
  const accounts: DiscoveredAccount[] = [];
  const asking = patientSoundtrack(soundtrack, { outside, clock: systemClock, deadline });
  const discovery = await discoverAccounts(asking, {
    onPage: (page) => void accounts.push(...page),
    pause: (seconds) => systemSleep(Math.max(0, Math.min(seconds, secondsUntil(deadline)))),
  });
  for (const { reason } of discovery.failures.slice(0, 5)) log.warn('not all of Soundtrack was read', { reason });
  if (accounts.length === 0) {
    return { kind: 'skipped', reason: discovery.failures[0]?.reason ?? 'it showed nothing' } satisfies Unread;
  }
  return takeOverWalk(sql, { complete: discovery.complete, accounts }, now);
});

type Invocation = { input: unknown; context: Context };
export const handler = (input: unknown, context: Context) => run({ input, context });

const secondsUntil = (then: Date): number => (then.getTime() - systemClock().getTime()) / 1000;

async function isDue(now: Date): Promise<boolean> {
  const { at: last, linkedSince } = await lastWalk(sql);
  return !last || linkedSince || now.getTime() - last.getTime() >= env.DISCOVER_EVERY_MINUTES * 60_000;
}
