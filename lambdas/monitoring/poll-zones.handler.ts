import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { parseJson } from '../clients/json.ts';
import { createSoundtrackClient } from '../clients/soundtrack/index.ts';
import { patientSoundtrack } from '../clients/soundtrack/patient-soundtrack.ts';
import { documentClient, sqsClient } from '../runtime/aws-clients.ts';
import { systemClock, systemSleep } from '../runtime/clock.ts';
import { impatient } from '../runtime/impatient.ts';
import { createLog } from '../runtime/log.ts';
import { createMeter } from '../runtime/metrics.ts';
import { type WorkResult, workQueue } from '../runtime/queue-work.ts';
import { breakerStoreInDynamoDb } from '../runtime/resilience/breaker-store-in-dynamodb.ts';
import { outsideCall } from '../runtime/resilience/outside-call.ts';
import { secretIn } from '../runtime/secrets.ts';
import { watchListInS3 } from '../venues/watch/watch-list-in-s3.ts';
import { PollZonesEnv, readEnv } from './env.ts';
import { planShard } from './planning/plan-shard.ts';
import { askWithinBudget } from './polling/ask-within-budget.ts';
import { UNMEASURED_WAY } from './polling/chosen-way.ts';
import { meterPolled } from './polling/meter-polled.ts';
import { policyOfEnv } from './polling/policy-of-env.ts';
import { poll } from './polling/poll.ts';
import { pollWorkOnSqs } from './polling/poll-work-on-sqs.ts';
import { DOCUMENTED_TERMS } from './polling/token-bucket.ts';
import { PollWork } from './polling/work.ts';
import { SOUNDTRACK } from './soundtrack-source.ts';
import { accountStatesInDynamoDb } from './store/account-states-in-dynamodb.ts';
import { shardNotesInDynamoDb } from './store/shard-notes-in-dynamodb.ts';
import { keptWatched } from './watched.ts';

const env = readEnv(PollZonesEnv);
const log = createLog('poll-zones', env.LOG_SALT);
const meter = createMeter('BMA/Monitoring', 'poll-zones');
const sqs = sqsClient();
const db = documentClient();
const states = accountStatesInDynamoDb(db, env.ZONE_STATES_TABLE);
const notes = shardNotesInDynamoDb(db, env.ZONE_STATES_TABLE, env.SHARD);
const lists = watchListInS3(new S3Client(impatient), env.DIRECTORY_BUCKET, { clock: systemClock });
const watchedIn = keptWatched(env.SHARD, env.SHARD_IDS);
const Token = z.object({ token: z.string().min(1) });
const secret = secretIn(new SecretsManagerClient(impatient), env.SOUNDTRACK_SECRET_ARN, Token, systemClock);
const direct = createSoundtrackClient({
  url: env.SOUNDTRACK_URL,
  token: async (options) => (await secret(options)).token,
  timeoutMilliseconds: 15_000,
});
const parts = { clock: systemClock, sleep: systemSleep, meter, log };
const outside = outsideCall(SOUNDTRACK, {
  ...parts,
  breakers: breakerStoreInDynamoDb(db, env.SHARED_STATE_TABLE, systemClock),
});
const send = pollWorkOnSqs(sqs, env.QUEUE_URL);
const policy = policyOfEnv(env);
const costs = new Map<string, number>();

/** Left of a run for saving what was read. */
const SAVING_MILLISECONDS = 12_000;

export const handler = (event: SQSEvent, context: Context): Promise<SQSBatchResponse> =>
  workQueue(event, context, {
    sqs,
    queueUrl: env.QUEUE_URL,
    log,
    async work(body, receives) {
      const parsed = PollWork.safeParse(parseJson(Buffer.from(body)));
      if (!parsed.success) {
        log.error('poll work not understood', { fields: parsed.error.issues.map(({ path }) => path.join('.')) });
        return { kind: 'refused' };
      }
      return doWork(parsed.data, receives > 1, context);
    },
  }).finally(() => meter.flush());

async function doWork(work: PollWork, isRedelivered: boolean, context: Context): Promise<WorkResult> {
  const deadline = new Date(systemClock().getTime() + context.getRemainingTimeInMillis() - SAVING_MILLISECONDS);
  const watched = watchedIn(await lists.current());
  const tokens = await notes.tokens();
  const budgeted = askWithinBudget(patientSoundtrack(direct, { outside, clock: systemClock, deadline }), {
    ...parts,
    deadline,
    costs,
    terms: DOCUMENTED_TERMS,
    shared: notes,
    ...(tokens && { tokens }),
  });
  const polled = await poll(work, {
    states,
    notes,
    policy,
    shard: env.SHARD,
    clock: systemClock,
    isRedelivered,
    way: (await notes.way()) ?? UNMEASURED_WAY,
    soundtrack: budgeted.client,
    tokensSpent: () => budgeted.spent().tokens,
    owns: watched.owns,
    zonesOf: watched.zonesOf,
    accountIds: watched.accountIds,
    visible: watched.visible,
    send: (next, delaySeconds) => send([{ work: next, delaySeconds }]),
    intervalSeconds: env.POLL_INTERVAL_SECONDS,
  });
  await notes.saveTokens(budgeted.tokens());
  meterPolled(polled, meter, systemClock());
  log.info('polled', { work: work.kind, ...told(polled), ...budgeted.spent() });
  // What was learnt is put to use now rather than at the planner's next tick.
  if (polled.kind === 'learnt') {
    const { accountIds } = watched;
    await planShard({ notes, send, accountIds, intervalSeconds: env.POLL_INTERVAL_SECONDS }, systemClock());
  }
  return { kind: 'done' };
}

const told = (polled: Awaited<ReturnType<typeof poll>>) =>
  polled.kind === 'done'
    ? { came: polled.unread ?? 'read', accounts: polled.taken.read.length, changes: polled.taken.changes.length }
    : { came: polled.kind };
