import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { parseJson } from '../clients/json.ts';
import { documentClient, sqsClient } from '../runtime/aws-clients.ts';
import { systemClock } from '../runtime/clock.ts';
import { createLog } from '../runtime/log.ts';
import { workQueue } from '../runtime/queue-work.ts';
import { HearMessageEnv, readEnv } from './env.ts';
import { InboundMessage } from './inbound-message.ts';
import { chatStoreInDynamoDb } from './store/chat-store-in-dynamodb.ts';
import { hear } from './turns/hear.ts';

const env = readEnv(HearMessageEnv);
const log = createLog('hear-message', env.LOG_SALT);
const sqs = sqsClient();
const chats = chatStoreInDynamoDb(documentClient(), env.CHAT_TABLE_NAME, systemClock);

export const handler = (event: SQSEvent, context: Context): Promise<SQSBatchResponse> =>
  workQueue(event, context, {
    sqs,
    queueUrl: env.INBOX_QUEUE_URL,
    log,
    async work(body) {
      const parsed = InboundMessage.safeParse(parseJson(Buffer.from(body)));
      if (!parsed.success) {
        // Written by another version of ourselves: the chat must not wait for it.
        log.error('inbound message not understood', { fields: parsed.error.issues.map(({ path }) => path.join('.')) });
        return { kind: 'refused' };
      }
      const message = parsed.data;
      const outcome = await hear(message, { chats, clock: systemClock, quietSeconds: env.QUIET_SECONDS });
      const { contact, fragment } = message;
      log.info(outcome, { chat: log.who(contact.userId), event: log.who(fragment.eventId), kind: fragment.kind });
      return { kind: 'done' };
    },
  });
