import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { lineClient } from '../clients/line/client.ts';
import { whatsAppClient } from '../clients/whatsapp/client.ts';
import { documentClient, sqsClient } from '../runtime/aws-clients.ts';
import { systemClock } from '../runtime/clock.ts';
import { impatient } from '../runtime/impatient.ts';
import { createLog } from '../runtime/log.ts';
import { createMeter } from '../runtime/metrics.ts';
import { workQueue } from '../runtime/queue-work.ts';
import { secretIn } from '../runtime/secrets.ts';
import { DeliverMessageEnv, readEnv } from './env.ts';
import { drainOutbox } from './outbox/deliver.ts';
import type { DeliveryPorts } from './outbox/send-parcel.ts';
import { tellLostInvitation, tellParcel } from './outbox/tell-parcel.ts';
import { LineSecret, WhatsAppSecret } from './secrets.ts';
import { outboxStoreInDynamoDb } from './store/outbox-store-in-dynamodb.ts';
import { DeliveryCall } from './turns/turn-call.ts';

const env = readEnv(DeliverMessageEnv);
const log = createLog('deliver-message', env.LOG_SALT);
const meter = createMeter('BMA/Conversation', 'deliver-message');
const sqs = sqsClient();
const secrets = new SecretsManagerClient(impatient);
const timeoutMilliseconds = 5_000;

const whatsApp = whatsAppClient(
  {
    baseUrl: env.WHATSAPP_BASE_URL,
    graphVersion: env.WHATSAPP_GRAPH_VERSION,
    phoneNumberId: env.WHATSAPP_PHONE_NUMBER_ID,
    timeoutMilliseconds,
  },
  secretIn(secrets, env.WHATSAPP_SECRET_ARN, WhatsAppSecret, systemClock),
);
const line = lineClient(
  { baseUrl: env.LINE_BASE_URL, timeoutMilliseconds },
  secretIn(secrets, env.LINE_SECRET_ARN, LineSecret, systemClock),
);
const [templateName, templateLanguage] = (env.WHATSAPP_REOPEN_TEMPLATE ?? '').split('/');

const ports: DeliveryPorts = {
  outbox: outboxStoreInDynamoDb(documentClient(), env.CHAT_TABLE_NAME, systemClock),
  senders: { whatsApp: whatsApp.send, lineReply: line.reply, linePush: line.push },
  ...(templateName && templateLanguage && { reopenTemplate: { name: templateName, language: templateLanguage } }),
  clock: systemClock,
  onChange: (parcel, row) => tellParcel(parcel, row, { log, meter }),
  onInvited(outcome, { contact, seq }) {
    if (outcome.kind === 'refused') return tellLostInvitation(outcome, contact, seq, { log, meter });
    log.info('invited to write', { chat: log.who(contact.userId), seq, outcome: outcome.kind });
  },
};

/** A wait this short is spent with the chat's lane blocked, which keeps its order; `chase-overdue` ends a longer one. */
const longestBlockSeconds = 30;
/** While it lasts: a status may tell any moment what became of the message everything waits for. */
const lookAgainSeconds = 3;

export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  try {
    return await workQueue(event, context, {
      sqs,
      queueUrl: env.OUTBOX_QUEUE_URL,
      log,
      async work(body) {
        const { contact } = DeliveryCall.parse(JSON.parse(body));
        const result = await drainOutbox(contact, ports);
        if (result.kind === 'done') return result;
        const afterSeconds = Math.ceil((result.until.getTime() - systemClock().getTime()) / 1000);
        log.info('waiting', { chat: log.who(contact.userId), afterSeconds });
        if (afterSeconds > longestBlockSeconds) return { kind: 'done' };
        return { kind: 'retry', afterSeconds: Math.min(afterSeconds, lookAgainSeconds) };
      },
    });
  } finally {
    meter.flush();
  }
}
