import * as z from 'zod';
import { readEnv } from '../runtime/env.ts';

const url = z.url();
const arn = z.string().startsWith('arn:');
const name = z.string().min(1);

/** In every function: log lines name people only by a hash salted with this (see runtime/log.ts). */
const Base = z.object({ LOG_SALT: name });

export const ReceiveWebhookEnv = Base.extend({
  INBOX_QUEUE_URL: url,
  STATUSES_QUEUE_URL: url,
  WHATSAPP_SECRET_ARN: arn,
  LINE_SECRET_ARN: arn,
});
export const HearMessageEnv = Base.extend({
  CHAT_TABLE_NAME: name,
  INBOX_QUEUE_URL: url,
  /** Fragments sent within this many seconds of one another are one turn. */
  QUIET_SECONDS: z.coerce.number().int().min(0).max(10),
});
export const RelayDueWorkEnv = Base.extend({ TURNS_QUEUE_URL: url, OUTBOX_QUEUE_URL: url });
export const TakeTurnEnv = Base.extend({
  CHAT_TABLE_NAME: name,
  TURNS_QUEUE_URL: url,
  DIRECTORY_BUCKET: name,
  DIRECTORY_RECHECK_SECONDS: z.coerce.number().min(1).max(60),
  /** The queue's own limit: on the last receive the fragments are set aside, so a poison turn frees its chat. */
  TURNS_MAX_RECEIVE_COUNT: z.coerce.number().int().min(2),
  CONVERSATION_TIMEOUT_MINUTES: z.coerce.number().positive(),
});
export const DeliverMessageEnv = Base.extend({
  CHAT_TABLE_NAME: name,
  OUTBOX_QUEUE_URL: url,
  WHATSAPP_SECRET_ARN: arn,
  WHATSAPP_BASE_URL: url,
  WHATSAPP_GRAPH_VERSION: z.string().regex(/^v\d+\.\d+$/),
  WHATSAPP_PHONE_NUMBER_ID: z.string().regex(/^\d+$/),
  /** `name/language` of an approved template that invites an answer once the 24-hour window has closed. */
  WHATSAPP_REOPEN_TEMPLATE: z
    .string()
    .regex(/^[a-z0-9_]+\/[A-Za-z_]+$/)
    .optional(),
  LINE_SECRET_ARN: arn,
  LINE_BASE_URL: url,
});
export const RecordDeliveryStatusEnv = Base.extend({ CHAT_TABLE_NAME: name, STATUSES_QUEUE_URL: url });
export const ChaseOverdueEnv = Base.extend({ CHAT_TABLE_NAME: name, TURNS_QUEUE_URL: url, OUTBOX_QUEUE_URL: url });

export { readEnv };
