import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { systemClock } from '../runtime/clock.ts';
import { impatient } from '../runtime/impatient.ts';
import { createLog } from '../runtime/log.ts';
import { createMeter } from '../runtime/metrics.ts';
import { secretIn } from '../runtime/secrets.ts';
import { ReceiveWebhookEnv, readEnv } from './env.ts';
import { intakeOnSqs } from './ingest/intake-on-sqs.ts';
import {
  type IngestPorts,
  receiveLine,
  receiveWhatsApp,
  verifyWhatsApp,
  type WebhookResult,
} from './ingest/receive-webhook.ts';
import { LineSecret, WhatsAppSecret } from './secrets.ts';

const env = readEnv(ReceiveWebhookEnv);
const log = createLog('receive-webhook', env.LOG_SALT);
const meter = createMeter('BMA/Conversation', 'receive-webhook');
const secrets = new SecretsManagerClient(impatient);
const ports: IngestPorts = {
  intake: intakeOnSqs(new SQSClient(impatient), { inboxUrl: env.INBOX_QUEUE_URL, statusesUrl: env.STATUSES_QUEUE_URL }),
  whatsAppSecret: secretIn(secrets, env.WHATSAPP_SECRET_ARN, WhatsAppSecret, systemClock),
  lineSecret: secretIn(secrets, env.LINE_SECRET_ARN, LineSecret, systemClock),
  clock: systemClock,
};

export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  // API Gateway lower-cases header names. Bytes, never re-serialised JSON: signatures cover the exact body.
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  try {
    switch (event.routeKey) {
      case 'GET /webhooks/whatsapp': {
        const result = await verifyWhatsApp(event.queryStringParameters ?? {}, ports);
        return result.kind === 'verified' ? answer(200, result.challenge) : answer(403, 'verify token refused');
      }
      case 'POST /webhooks/whatsapp':
        return report('whatsapp', await receiveWhatsApp(body, event.headers['x-hub-signature-256'], ports));
      case 'POST /webhooks/line':
        return report('line', await receiveLine(body, event.headers['x-line-signature'], ports));
      default:
        return answer(404, 'not found');
    }
  } catch (error) {
    // Not accepted, so the vendor must send it again: this is the one place that may answer 5xx.
    log.error('webhook not accepted', { route: event.routeKey, bytes: body.byteLength, error });
    return answer(503, 'try again');
  } finally {
    meter.flush();
  }
}

function report(channel: string, result: WebhookResult): APIGatewayProxyStructuredResultV2 {
  switch (result.kind) {
    case 'accepted':
      meter.count('MessageReceived', { channel }, result.messages);
      meter.count('EventIgnored', { channel }, result.ignored.length);
      log.info('webhook accepted', { channel, ...result });
      return answer(200, 'ok');
    case 'bad-signature':
      meter.count('SignatureRejected', { channel });
      log.warn('webhook refused', { channel, reason: result.kind });
      return answer(401, 'signature missing or wrong');
    case 'too-large':
      log.warn('webhook refused', { channel, reason: result.kind });
      return answer(413, 'body too large');
  }
}

const answer = (statusCode: number, body: string): APIGatewayProxyStructuredResultV2 => ({
  statusCode,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body,
});
