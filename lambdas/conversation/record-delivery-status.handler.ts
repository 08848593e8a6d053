import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { documentClient, sqsClient } from '../runtime/aws-clients.ts';
import { systemClock } from '../runtime/clock.ts';
import { createLog } from '../runtime/log.ts';
import { createMeter } from '../runtime/metrics.ts';
import { workQueue } from '../runtime/queue-work.ts';
import { RecordDeliveryStatusEnv, readEnv } from './env.ts';
import { DeliveryStatuses } from './ingest/delivery-status.ts';
import { type RecordResult, recordStatus } from './outbox/record-status.ts';
import { tellLostInvitation, tellParcel } from './outbox/tell-parcel.ts';
import { outboxStoreInDynamoDb } from './store/outbox-store-in-dynamodb.ts';

const env = readEnv(RecordDeliveryStatusEnv);
const log = createLog('record-delivery-status', env.LOG_SALT);
const meter = createMeter('BMA/Conversation', 'record-delivery-status');
const sqs = sqsClient();
const ports = {
  outbox: outboxStoreInDynamoDb(documentClient(), env.CHAT_TABLE_NAME, systemClock),
  clock: systemClock,
};

export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  try {
    return await workQueue(event, context, {
      sqs,
      queueUrl: env.STATUSES_QUEUE_URL,
      log,
      // Nobody waits for a tick, and there are three to a message.
      hurried: false,
      async work(body) {
        const { statuses } = DeliveryStatuses.parse(JSON.parse(body));
        // A status that fails has the whole message come again: the others then change nothing.
        for (const status of statuses) report(await recordStatus(status, ports));
        return { kind: 'done' };
      },
    });
  } finally {
    meter.flush();
  }
}

function report(result: RecordResult): void {
  switch (result.kind) {
    case 'unknown-message':
      meter.count('StatusUnknown');
      return log.info('status ignored', { reason: result.kind });
    case 'invitation-failed':
      return tellLostInvitation(result.refusal, result.contact, result.seq, { log, meter });
    case 'unchanged':
      return log.info('status ignored', { reason: result.reason });
    case 'recorded':
      return tellParcel(result.parcel, result.row, { log, meter });
  }
}
