import { S3Client } from '@aws-sdk/client-s3';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { documentClient, sqsClient } from '../runtime/aws-clients.ts';
import { systemClock } from '../runtime/clock.ts';
import { impatient } from '../runtime/impatient.ts';
import { createLog } from '../runtime/log.ts';
import { createMeter } from '../runtime/metrics.ts';
import { watchListInS3 } from '../venues/watch/watch-list-in-s3.ts';
import { PlanPollsEnv, readEnv } from './env.ts';
import { addCoverage, coverageOf, NOTHING_COVERED } from './planning/coverage.ts';
import { judgeUpstream } from './planning/judge-upstream.ts';
import { planShard } from './planning/plan-shard.ts';
import { policyOfEnv } from './polling/policy-of-env.ts';
import { pollWorkOnSqs } from './polling/poll-work-on-sqs.ts';
import { DOCUMENTED_TERMS, tokensAt } from './polling/token-bucket.ts';
import { monitorNotesInDynamoDb } from './store/monitor-notes-in-dynamodb.ts';
import { shardNotesInDynamoDb } from './store/shard-notes-in-dynamodb.ts';
import { keptWatched } from './watched.ts';

const env = readEnv(PlanPollsEnv);
const log = createLog('plan-polls', env.LOG_SALT);
const meter = createMeter('BMA/Monitoring', 'plan-polls');
const sqs = sqsClient();
const sns = new SNSClient({ ...impatient, maxAttempts: 3 });
const db = documentClient();
const lists = watchListInS3(new S3Client(impatient), env.DIRECTORY_BUCKET, { clock: systemClock });
const monitor = monitorNotesInDynamoDb(db, env.ZONE_STATES_TABLE);
const policy = policyOfEnv(env);
const shardIds = env.SHARDS.map(({ id }) => id);
const shards = env.SHARDS.map(({ id, queueUrl }) => ({
  id,
  send: pollWorkOnSqs(sqs, queueUrl),
  notes: shardNotesInDynamoDb(db, env.ZONE_STATES_TABLE, id),
  watchedIn: keptWatched(id, shardIds),
}));

/** Plans every shard's work, then looks at how well everything is watched. A shard that fails does not stop the others. */
export async function handler(): Promise<void> {
  const begun = systemClock();
  const list = await lists.current();
  const results = await Promise.allSettled(
    shards.map(async ({ id, notes, send, watchedIn }) => {
      const { accountIds } = watchedIn(list);
      const plan = await planShard({ notes, send, accountIds, intervalSeconds: policy.pollIntervalSec }, begun);
      const heartbeats = await notes.heartbeats();
      const tokens = await notes.tokens();
      meter.level('RoundLagSeconds', Math.round(plan.lagSeconds), { shard: id });
      if (tokens)
        meter.level('TokensLeft', Math.round(tokensAt(tokens, begun.getTime(), DOCUMENTED_TERMS)), { shard: id });
      const coverage = coverageOf(accountIds, heartbeats.values(), {
        now: begun.getTime(),
        staleAfterSeconds: policy.staleAfterSec,
        zonesOf: (accountId) => list.accounts.get(accountId)?.zones.length ?? 0,
      });
      return { plan, coverage };
    }),
  );
  const coverage = { ...NOTHING_COVERED };
  let outstanding = 0;
  for (const result of results) {
    if (result.status === 'rejected') {
      log.error('a shard was not planned', { error: result.reason });
      continue;
    }
    addCoverage(coverage, result.value.coverage);
    outstanding += result.value.plan.outstanding;
  }
  const { degraded } = await judgeUpstream(coverage, { notes: monitor, tell, policy }, begun);
  const { zones } = await monitor.outages();
  meter.level('CoveragePercent', coverage.accounts === 0 ? 100 : (100 * coverage.fresh) / coverage.accounts);
  meter.level('OldestReadingSeconds', coverage.oldestSeconds);
  meter.level('ZonesDown', zones);
  meter.level('ZonesUnknown', coverage.zonesUnknown);
  meter.level('MonitoringDegraded', degraded ? 1 : 0);
  meter.level('LegsOutstanding', outstanding);
  meter.milliseconds('PlannerMs', systemClock().getTime() - begun.getTime());
  meter.flush();
  // A shard nobody plans for must show as a run that failed.
  if (results.some(({ status }) => status === 'rejected')) throw new Error('not every shard was planned');
}

const tell = async (subject: string, text: string): Promise<void> =>
  void (await sns.send(new PublishCommand({ TopicArn: env.NOTICES_TOPIC_ARN, Subject: subject, Message: text })));
