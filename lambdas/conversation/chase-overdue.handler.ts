import { documentClient, sqsClient } from '../runtime/aws-clients.ts';
import { systemClock } from '../runtime/clock.ts';
import { createLog } from '../runtime/log.ts';
import { createMeter } from '../runtime/metrics.ts';
import { ChaseOverdueEnv, readEnv } from './env.ts';
import { overdueInDynamoDb } from './store/overdue-in-dynamodb.ts';
import { chaseOverdue } from './turns/chase.ts';
import { nudgesOnSqs } from './turns/nudges-on-sqs.ts';

const env = readEnv(ChaseOverdueEnv);
const log = createLog('chase-overdue', env.LOG_SALT);
const meter = createMeter('BMA/Conversation', 'chase-overdue');
const ports = {
  overdue: overdueInDynamoDb(documentClient(), env.CHAT_TABLE_NAME),
  nudges: nudgesOnSqs(sqsClient(), { turnsUrl: env.TURNS_QUEUE_URL, outboxUrl: env.OUTBOX_QUEUE_URL }),
};

export async function handler(): Promise<void> {
  const { chased, failed } = await chaseOverdue(systemClock(), ports);
  meter.count('OutboxOverdue', undefined, chased);
  meter.flush();
  log.info('chased overdue work', { chased, failed });
}
