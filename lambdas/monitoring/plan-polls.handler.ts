import { S3Client } from '@aws-sdk/client-s3';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { documentClient, sqsClient } from '../runtime/aws-clients.ts';
import { systemClock } from '../runtime/clock.ts';
import { impatient } from '../runtime/impatient.ts';
import { createLog } from '../runtime/log.ts';
import { createMeter } from '../runtime/metrics.ts';
import { watchListInS3 } from '../venues/watch/watch-list-in-s3.ts';
import { PlanPollsEnv, readEnv } from './env.ts';
import { tick } from './planning/tick.ts';
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

/** Plans every shard's work and tells how well everything is watched. */
export async function handler(): Promise<void> {
  const begun = systemClock();
  const list = await lists.current();
  const zonesOf = (accountId: string) => list.accounts.get(accountId)?.zones.length ?? 0;
  const { coverage, degraded, planned, failed } = await tick(
    shards.map(({ watchedIn, ...shard }) => ({ ...shard, accountIds: watchedIn(list).accountIds })),
    { notes: monitor, tell, policy, zonesOf },
    begun,
  );
  for (const { id, plan, tokens } of planned) {
    meter.level('RoundLagSeconds', Math.round(plan.lagSeconds), { shard: id });
    const left = tokens && tokensAt(tokens, begun.getTime(), DOCUMENTED_TERMS);
    if (left !== undefined) meter.level('TokensLeft', Math.round(left), { shard: id });
  }
  meter.level('CoveragePercent', coverage.accounts === 0 ? 100 : (100 * coverage.fresh) / coverage.accounts);
  meter.level('OldestReadingSeconds', coverage.oldestSeconds);
  meter.level('ZonesUnknown', coverage.zonesUnknown);
  if (degraded !== undefined) meter.level('MonitoringDegraded', degraded ? 1 : 0);
  const outstanding = planned.reduce((sum, { plan }) => sum + plan.outstanding, 0);
  meter.level('LegsOutstanding', outstanding);
  meter.level('ZonesDown', (await monitor.outages()).zones);
  meter.milliseconds('PlannerMs', systemClock().getTime() - begun.getTime());
  meter.flush();
  for (const { id, error } of failed) log.error('a shard was not planned', { shard: id, error });
  // A shard nobody plans for must show as a run that failed.
  if (failed.length > 0) throw new Error('not every shard was planned');
}

const tell = async (subject: string, text: string): Promise<void> =>
  void (await sns.send(new PublishCommand({ TopicArn: env.NOTICES_TOPIC_ARN, Subject: subject, Message: text })));
